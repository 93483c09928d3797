using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>What a replica says of its primary in a look. Times are by the replica's own clock.</summary>
public sealed record WitnessFacts
{
    /// <summary>The replica.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>Why it could not be asked; null when it could.</summary>
    public ErrorId? ErrorId { get; init; }

    /// <summary>The same as a sentence; null when it could be asked.</summary>
    public string? ErrorText { get; init; }

    /// <summary>True when it could be asked.</summary>
    public bool IsAsked => ErrorId is null;

    /// <summary>Its server_uuid; empty when it could not be asked.</summary>
    public string Uuid { get; init; } = "";

    /// <summary>True when one of its channels leads to the primary.</summary>
    public bool IsFollowing { get; init; }

    /// <summary>The name of that channel; empty for the default one.</summary>
    public string Channel { get; init; } = "";

    /// <summary>The server_uuid of that channel's source; null when the replica was never connected to it.</summary>
    public string? SourceUuid { get; init; }

    /// <summary>What the receiver does.</summary>
    public ReceiverState Receiver { get; init; }

    /// <summary>The receiver's error; null for none.</summary>
    public ReplicaError? ReceiverError { get; init; }

    /// <summary>What the applier does.</summary>
    public ApplierState Applier { get; init; }

    /// <summary>The applier's error; null for none.</summary>
    public ReplicaError? ApplierError { get; init; }

    /// <summary>How often the primary is to send a sign of life while it has nothing else to send; zero for never, null when the account may not read performance_schema.</summary>
    public TimeSpan? HeartbeatInterval { get; init; }

    /// <summary>How many of these signs came since the receiver was started; null when the account may not read performance_schema.</summary>
    public long? HeartbeatCount { get; init; }

    /// <summary>When the last of them came; null for none yet.</summary>
    public DateTimeOffset? LastHeartbeat { get; init; }

    /// <summary>When the last transaction was fetched; null for none yet.</summary>
    public DateTimeOffset? LastReceived { get; init; }

    /// <summary>True while a transaction is being fetched.</summary>
    public bool IsReceiving { get; init; }

    /// <summary>How far it has read the primary's binary log, as <c>binlog.000002:491</c>.</summary>
    public string ReadPosition { get; init; } = "";

    /// <summary>The replica's replica_net_timeout.</summary>
    public TimeSpan NetTimeout { get; init; }

    /// <summary>When it was asked.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>For how long nothing has come from the primary; null when that is not known.</summary>
    public TimeSpan? Silence => (LastHeartbeat, LastReceived) switch
    {
        (null, null) => null,
        _ when IsReceiving => null,
        var (heartbeat, received) => Later(Time - (heartbeat > received || received is null ? heartbeat.GetValueOrDefault() : received.Value)),
    };

    /// <summary>True when something came from the primary between two looks.</summary>
    public bool HasMovedSince(WitnessFacts before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return before.IsAsked
            && before.Receiver == ReceiverState.On
            && Receiver == ReceiverState.On
            && (HeartbeatCount > before.HeartbeatCount || LastReceived > before.LastReceived || (ReadPosition.Length > 0 && before.ReadPosition.Length > 0 && ReadPosition != before.ReadPosition));
    }

    private static TimeSpan Later(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
