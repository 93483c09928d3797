using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Topology.Facts;

/// <summary>What one server says of itself and of its neighbours.</summary>
internal sealed record MemberFacts
{
    /// <summary>Its identity.</summary>
    public required string ServerUuid { get; init; }

    /// <summary>Its number.</summary>
    public required long ServerId { get; init; }

    /// <summary>Its own host name.</summary>
    public string HostName { get; init; } = "";

    /// <summary>The port that it listens on, on its own machine.</summary>
    public int Port { get; init; }

    /// <summary>Its version.</summary>
    public required ServerVersion Version { get; init; }

    /// <summary>read_only.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>super_read_only.</summary>
    public bool IsSuperReadOnly { get; init; }

    /// <summary>gtid_mode.</summary>
    public string GtidMode { get; init; } = "OFF";

    /// <summary>gtid_executed.</summary>
    public string GtidExecuted { get; init; } = "";

    /// <summary>gtid_executed read once more, after its replicas were read: nothing that they have from it can be missing here. Null when that was not needed.</summary>
    public string? LaterGtidExecuted { get; init; }

    /// <summary>gtid_purged.</summary>
    public string GtidPurged { get; init; } = "";

    /// <summary>log_bin.</summary>
    public bool IsBinaryLogEnabled { get; init; } = true;

    /// <summary>binlog_format.</summary>
    public string BinaryLogFormat { get; init; } = "ROW";

    /// <summary>log_replica_updates.</summary>
    public bool LogsReplicaUpdates { get; init; } = true;

    /// <summary>On which side semi-synchronous replication is at work.</summary>
    public SemiSyncSide SemiSync { get; init; }

    /// <summary>Its channels; null when the account may not see them.</summary>
    public IReadOnlyList<ChannelFacts>? Channels { get; init; } = [];

    /// <summary>Its replicas, as far as the account may see them.</summary>
    public IReadOnlyList<ReplicaListing> Replicas { get; init; } = [];

    /// <summary>The replication group's name; null outside of a group.</summary>
    public string? GroupName { get; init; }

    /// <summary>The group's members, itself among them.</summary>
    public IReadOnlyList<GroupMember> Group { get; init; } = [];

    /// <summary>What could not be seen, a sentence each.</summary>
    public IReadOnlyList<string> Unseen { get; init; } = [];
}
