using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>What a primary that answers says of itself in a look.</summary>
public sealed record PrimaryState
{
    /// <summary>Its server_uuid.</summary>
    public required string Uuid { get; init; }

    /// <summary>How long it has been running.</summary>
    public TimeSpan Uptime { get; init; }

    /// <summary>read_only.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>super_read_only.</summary>
    public bool IsSuperReadOnly { get; init; }

    /// <summary>offline_mode.</summary>
    public bool IsOffline { get; init; }

    /// <summary>gtid_executed.</summary>
    public GtidSet GtidExecuted { get; init; } = GtidSet.Empty;

    /// <summary>How many of its threads are at work.</summary>
    public long ThreadsRunning { get; init; }

    /// <summary>How many connections it has.</summary>
    public long ThreadsConnected { get; init; }

    /// <summary>max_connections.</summary>
    public long MaxConnections { get; init; }

    /// <summary>How many replicas are connected to it; null when the account may not read performance_schema.</summary>
    public long? ConnectedReplicas { get; init; }

    /// <summary>Semi-synchronous replication.</summary>
    public MemberSemiSync SemiSync { get; init; } = new();

    /// <summary>How many sessions are in the midst of a commit, other than waiting for acknowledgements; null when the account may not read performance_schema.</summary>
    public long? CommitsUnderWay { get; init; }

    /// <summary>For how long the slowest of them has been; zero for none, null when the account may not read performance_schema.</summary>
    public TimeSpan? LongestCommit { get; init; }

    /// <summary>For how long the session that waits longest for acknowledgements has been waiting; zero for none, null when the account may not read performance_schema.</summary>
    public TimeSpan? LongestAcknowledgement { get; init; }
}
