using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Status;

/// <summary>How one channel of a replica follows its source.</summary>
public sealed record ReplicaStatus
{
    /// <summary>The replica.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>The channel's name; empty for the default one.</summary>
    public required string Channel { get; init; }

    /// <summary>In a word.</summary>
    public ReplicaHealth Health { get; init; }

    /// <summary>Why the channel is not healthy, each a sentence with its remedy; empty for a healthy one.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What should be better although it works, and what could not be found out; each a sentence.</summary>
    public IReadOnlyList<string> Advice { get; init; } = [];

    /// <summary>The source's host, as the replica knows it.</summary>
    public required string Host { get; init; }

    /// <summary>The source's port.</summary>
    public required int Port { get; init; }

    /// <summary>The account that the replica uses there; empty for one that is given to START REPLICA.</summary>
    public required string User { get; init; }

    /// <summary>The source's server_uuid; null until the replica has been connected to it.</summary>
    public string? SourceUuid { get; init; }

    /// <summary>The replica's own server_uuid.</summary>
    public required string ServerUuid { get; init; }

    /// <summary>What the receiver does.</summary>
    public required ReceiverState ReceiverState { get; init; }

    /// <summary>What the receiver says of itself.</summary>
    public string? ReceiverText { get; init; }

    /// <summary>The receiver's error; null for none. While it is connecting the error is that of the last try, and a source that hangs gives none at all.</summary>
    public ReplicaError? ReceiverError { get; init; }

    /// <summary>What the applier does.</summary>
    public required ApplierState ApplierState { get; init; }

    /// <summary>What the applier says of itself.</summary>
    public string? ApplierText { get; init; }

    /// <summary>The applier's error: that of the worker that failed, else the coordinator's. Null for none.</summary>
    public ReplicaError? ApplierError { get; init; }

    /// <summary>The transactions that were fetched by this channel since its relay logs were reset.</summary>
    public required GtidSet RetrievedGtidSet { get; init; }

    /// <summary>The transactions that the replica has executed, by whatever channel or client.</summary>
    public required GtidSet ExecutedGtidSet { get; init; }

    /// <summary>The transactions that the source has and the replica lacks; null when the source could not be asked.</summary>
    public GtidSet? MissingGtidSet { get; init; }

    /// <summary>The transactions that the replica has and none of its sources; null when one of them could not be asked.</summary>
    public GtidSet? ErrantGtidSet { get; init; }

    /// <summary>Why the source could not be asked; null when it was.</summary>
    public string? SourceTrouble { get; init; }

    /// <summary>
    /// The age of the oldest transaction of the source that is not applied, since its commit there, in microseconds and with the clocks' difference taken out; zero when there is none.
    /// Null when it is not known.
    /// </summary>
    public TimeSpan? Lag { get; init; }

    /// <summary>What the lag is made of.</summary>
    public LagBasis LagBasis { get; init; }

    /// <summary>How far the source's clock is ahead of the replica's; null when the source could not be asked. The lag is right to within <see cref="ClockUncertainty"/>.</summary>
    public TimeSpan? ClockOffset { get; init; }

    /// <summary>How far off <see cref="ClockOffset"/> may be: half the round trips to both servers.</summary>
    public TimeSpan? ClockUncertainty { get; init; }

    /// <summary>The server's own Seconds_Behind_Source; null when it says NULL.</summary>
    public long? SecondsBehind { get; init; }

    /// <summary>By how much the applier stays behind on purpose, in seconds.</summary>
    public long DelaySeconds { get; init; }

    /// <summary>How long the present transaction still waits for that; null when none waits.</summary>
    public TimeSpan? DelayRemaining { get; init; }

    /// <summary>The applier's threads; null when the account may not read performance_schema.</summary>
    public IReadOnlyList<ApplierWorker>? Workers { get; init; }

    /// <summary>Semi-synchronous replication, on the replica.</summary>
    public required SemiSyncState SemiSync { get; init; }

    /// <summary>The replication filters, as <c>REPLICATE_DO_DB = shop</c>.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>True when the replica takes writes from privileged accounts only.</summary>
    public required bool IsReadOnly { get; init; }

    /// <summary>True when it takes writes from nobody but its channels.</summary>
    public required bool IsSuperReadOnly { get; init; }

    /// <summary>True when it asks the source by GTID.</summary>
    public required bool AutoPosition { get; init; }

    /// <summary>The source's binlog file that is being fetched.</summary>
    public string? ReceivedFile { get; init; }

    /// <summary>The position in it.</summary>
    public long? ReceivedPosition { get; init; }

    /// <summary>The source's binlog file up to which everything is applied.</summary>
    public string? AppliedFile { get; init; }

    /// <summary>The position in it.</summary>
    public long? AppliedPosition { get; init; }

    /// <summary>How long the receiver waits before it connects again.</summary>
    public required TimeSpan RetryInterval { get; init; }

    /// <summary>How often it tries before it stops for good; 0 for ever.</summary>
    public required long RetryCount { get; init; }

    /// <summary>The replica's replica_net_timeout: a source that says nothing for so long is taken for lost.</summary>
    public required TimeSpan NetTimeout { get; init; }

    /// <summary>How often the source is to send a sign of life while it has nothing else to send; null when the account may not read performance_schema.</summary>
    public TimeSpan? HeartbeatInterval { get; init; }

    /// <summary>The last of these signs, by the replica's clock; null for none yet.</summary>
    public DateTimeOffset? LastHeartbeat { get; init; }

    /// <summary>When this was read, by the replica's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The source's address.</summary>
    public string Source => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
