namespace MySqlOps.Engine.Failover.Members;

/// <summary>What a member says of semi-synchronous replication. Null stands for "its plugin is not loaded".</summary>
public sealed record MemberSemiSync
{
    /// <summary>True where the plugins have the names before 8.0.26 (rpl_semi_sync_master, rpl_semi_sync_slave).</summary>
    public bool HasOldNames { get; init; }

    /// <summary>True when the source's side is enabled.</summary>
    public bool? IsSourceEnabled { get; init; }

    /// <summary>True when commits wait for acknowledgements now; false also after the source fell back to asynchronous replication.</summary>
    public bool? IsSourceActive { get; init; }

    /// <summary>True when the replica's side is enabled.</summary>
    public bool? IsReplicaEnabled { get; init; }

    /// <summary>True when the replica acknowledges now.</summary>
    public bool? IsReplicaActive { get; init; }

    /// <summary>How many replicas acknowledge to this source.</summary>
    public long? Clients { get; init; }

    /// <summary>How many acknowledgements a commit waits for.</summary>
    public long? WaitCount { get; init; }

    /// <summary>After how long without them the source falls back to asynchronous replication.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>True when commits wait also while fewer replicas than <see cref="WaitCount"/> are connected.</summary>
    public bool? WaitsWithoutReplica { get; init; }

    /// <summary>AFTER_SYNC or AFTER_COMMIT: whether others see a transaction before it is acknowledged.</summary>
    public string? WaitPoint { get; init; }

    /// <summary>How many sessions wait for acknowledgements now.</summary>
    public long? WaitingSessions { get; init; }

    /// <summary>How many transactions were acknowledged since the server started.</summary>
    public long? AcknowledgedTransactions { get; init; }

    /// <summary>How many transactions were committed without an acknowledgement since the server started.</summary>
    public long? UnacknowledgedTransactions { get; init; }

    /// <summary>How often the source fell back to asynchronous replication since the server started.</summary>
    public long? Fallbacks { get; init; }

    /// <summary>True when commits are to wait on it once it is the primary: it was set to acknowledge, and has the source's side too.</summary>
    internal bool WaitsWhenPromoted => this is { IsSourceEnabled: not null, IsReplicaEnabled: true };

    /// <summary>Whose settings count for a new primary: those of the old one where it was seen to wait, else the own.</summary>
    internal static MemberSemiSync Model(MemberSemiSync? seen, MemberSemiSync own) => seen is { IsSourceEnabled: true } ? seen : own;
}
