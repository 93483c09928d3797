namespace MySqlOps.Engine.Compare;

/// <summary>What was not compared, and why.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name, with the database's.</param>
/// <param name="Reason">A sentence.</param>
public sealed record SkippedObject(ComparedObject Type, string Name, string Reason)
{
    /// <summary>True when it was not compared because the target lacks it.</summary>
    public bool IsMissing { get; init; }
}
