namespace MySqlOps.Engine.Replication.Status;

/// <summary>A row of performance_schema.replication_applier_status_by_worker. Times are microseconds since 1970; null for none.</summary>
internal sealed record WorkerFacts
{
    public required int Id { get; init; }

    public required bool IsRunning { get; init; }

    public string? Transaction { get; init; }

    /// <summary>The present transaction's commit on the source, by the source's clock.</summary>
    public long? Committed { get; init; }

    public string? LastTransaction { get; init; }

    /// <summary>The last transaction's commit on the source, by the source's clock.</summary>
    public long? LastCommitted { get; init; }

    /// <summary>When the last transaction was applied, by the replica's clock.</summary>
    public long? LastApplied { get; init; }

    public long Retries { get; init; }

    public ReplicaError? Error { get; init; }
}
