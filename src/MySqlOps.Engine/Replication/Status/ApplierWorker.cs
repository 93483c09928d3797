namespace MySqlOps.Engine.Replication.Status;

/// <summary>One of the threads that apply a channel's transactions.</summary>
public sealed record ApplierWorker
{
    /// <summary>The worker's number within the channel; 0 where one thread does all.</summary>
    public required int Id { get; init; }

    /// <summary>True when it runs.</summary>
    public required bool IsRunning { get; init; }

    /// <summary>The transaction that it applies now, or failed at; null for none.</summary>
    public string? Transaction { get; init; }

    /// <summary>The age of that transaction since its commit on the source, in microseconds and with the clocks' difference taken out; null for none.</summary>
    public TimeSpan? Lag { get; init; }

    /// <summary>The transaction that it applied last; null for none since the threads were started.</summary>
    public string? LastTransaction { get; init; }

    /// <summary>How long after its commit on the source that transaction was applied here; null for none.</summary>
    public TimeSpan? LastTransactionLag { get; init; }

    /// <summary>How often it tried the present transaction again after a deadlock or a lock time-out.</summary>
    public long Retries { get; init; }

    /// <summary>The error at which it stopped; null for none.</summary>
    public ReplicaError? Error { get; init; }
}
