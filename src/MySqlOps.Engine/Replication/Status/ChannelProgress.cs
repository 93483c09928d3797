namespace MySqlOps.Engine.Replication.Status;

/// <summary>What performance_schema says of a channel. Times are microseconds since 1970; null for none.</summary>
internal sealed record ChannelProgress
{
    /// <summary>The replica's clock at that moment.</summary>
    public required long Now { get; init; }

    /// <summary>The commit on the source of the transaction that is being fetched, by the source's clock.</summary>
    public long? QueueingCommitted { get; init; }

    /// <summary>The transaction that was fetched last.</summary>
    public string? LastQueued { get; init; }

    /// <summary>Its commit on the source, by the source's clock.</summary>
    public long? LastQueuedCommitted { get; init; }

    /// <summary>The commit on the source of the transaction that the coordinator hands out, by the source's clock.</summary>
    public long? ProcessingCommitted { get; init; }

    public long? LastHeartbeat { get; init; }

    public double? HeartbeatSeconds { get; init; }

    public long? ReceiverErrorTime { get; init; }

    public long? ApplierErrorTime { get; init; }

    public required IReadOnlyList<WorkerFacts> Workers { get; init; }
}
