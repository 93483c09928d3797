namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>What makes one element of a table like another's.</summary>
/// <param name="Steps">The clauses.</param>
/// <param name="Destroys">What it may lose, as a sentence; null for nothing.</param>
internal sealed record Transition(IReadOnlyList<AlterStep> Steps, string? Destroys)
{
    /// <summary>Why it can't be done, as a sentence; null when it can.</summary>
    public string? Unsupported { get; init; }
}
