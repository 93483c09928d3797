namespace MySqlOps.Engine.Compare.Replicas;

/// <summary>What of replicas is tested, and how.</summary>
public sealed record ReplicaDataOptions
{
    /// <summary>What is compared, and how gently.</summary>
    public CompareOptions Compare { get; init; } = new();

    /// <summary>The file that keeps what is done, so that a test that was interrupted goes on where it was; null for none.</summary>
    public string? StatePath { get; init; }
}
