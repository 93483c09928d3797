namespace MySqlOps.Engine.Replication.Status;

/// <summary>What a server says of semi-synchronous replication, under the names since 8.0.26 or the older ones (rpl_semi_sync_master, rpl_semi_sync_slave).</summary>
public sealed record SemiSyncState
{
    /// <summary>True when the replica side is enabled; null when its plugin is not loaded.</summary>
    public bool? IsReplicaEnabled { get; init; }

    /// <summary>True when the replica side acknowledges now; null when its plugin is not loaded.</summary>
    public bool? IsReplicaActive { get; init; }

    /// <summary>True when the source side is enabled; null when its plugin is not loaded.</summary>
    public bool? IsSourceEnabled { get; init; }

    /// <summary>True when the source side waits for acknowledgements now; false also after it fell back to asynchronous. Null when its plugin is not loaded.</summary>
    public bool? IsSourceActive { get; init; }

    /// <summary>How many replicas acknowledge to it; null when the source's plugin is not loaded.</summary>
    public long? Clients { get; init; }

    /// <summary>True when the plugins are those with the names before 8.0.26.</summary>
    public bool HasOldNames { get; init; }

    /// <summary>One or two words for a view.</summary>
    public override string ToString() => (IsReplicaActive, IsReplicaEnabled) switch
    {
        (true, _) => "Active",
        (_, true) => "Enabled",
        _ => "Off",
    };
}
