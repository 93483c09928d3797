using MySqlOps.Engine.Failover.Steps;

namespace MySqlOps.Engine.Failover.Switchover;

/// <summary>How a switchover is to go.</summary>
public sealed record SwitchoverOptions
{
    /// <summary>How long nobody may be able to write. Past it everything is undone, and the old primary writes again.</summary>
    public TimeSpan MaxWriteOutage { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the candidate may take to catch up before anything is blocked.</summary>
    public TimeSpan CatchUpTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long transactions that have been open for more than a second, and statements that would hold up the fence, are waited for.</summary>
    public TimeSpan LongTransactionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>True ends the sessions of those that are left then.</summary>
    public bool KillLongTransactions { get; init; }

    /// <summary>How long the replicas may take to hear the new primary.</summary>
    public TimeSpan ReplicaTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After how long without a sign of life of ours a server gives its failover lock to another.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The account with which replicas log in to the new primary; null for the one that each has now.</summary>
    internal ReplicationLogin? Login { get; init; }
}
