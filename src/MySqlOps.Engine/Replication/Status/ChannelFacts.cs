namespace MySqlOps.Engine.Replication.Status;

/// <summary>What SHOW REPLICA STATUS says of a channel.</summary>
internal sealed record ChannelFacts
{
    public required string Name { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string User { get; init; }

    public string? SourceUuid { get; init; }

    public required ReceiverState Receiver { get; init; }

    public string? ReceiverText { get; init; }

    public ReplicaError? ReceiverError { get; init; }

    public required ApplierState Applier { get; init; }

    public string? ApplierText { get; init; }

    public ReplicaError? ApplierError { get; init; }

    public required string Retrieved { get; init; }

    public required string Executed { get; init; }

    public long? SecondsBehind { get; init; }

    public long DelaySeconds { get; init; }

    public long? DelayRemaining { get; init; }

    public required bool AutoPosition { get; init; }

    public required IReadOnlyList<string> Filters { get; init; }

    public string? ReceivedFile { get; init; }

    public long? ReceivedPosition { get; init; }

    public string? AppliedFile { get; init; }

    public long? AppliedPosition { get; init; }

    public required long RetryInterval { get; init; }

    public required long RetryCount { get; init; }
}
