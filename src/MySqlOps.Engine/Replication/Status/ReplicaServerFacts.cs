namespace MySqlOps.Engine.Replication.Status;

/// <summary>What a replica says of itself, beside its channels.</summary>
internal sealed record ReplicaServerFacts
{
    public required string Uuid { get; init; }

    public required bool IsReadOnly { get; init; }

    public required bool IsSuperReadOnly { get; init; }

    public required long NetTimeout { get; init; }

    public required SemiSyncState SemiSync { get; init; }

    /// <summary>The server's clock, as microseconds since 1970.</summary>
    public required long Now { get; init; }
}
