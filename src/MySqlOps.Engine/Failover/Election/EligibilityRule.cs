namespace MySqlOps.Engine.Failover.Election;

/// <summary>The rules that a server must pass to become the primary.</summary>
public enum EligibilityRule
{
    /// <summary>It answers.</summary>
    Connected,

    /// <summary>It follows the primary that is to be replaced.</summary>
    Following,

    /// <summary>It is no member of a replication group, which elects its primary itself.</summary>
    NoGroup,

    /// <summary>Its promotion rule is not Never.</summary>
    Promotion,

    /// <summary>Its gtid_mode is ON.</summary>
    GtidMode,

    /// <summary>It writes a binary log.</summary>
    BinaryLog,

    /// <summary>It writes what it replicates into its binary log.</summary>
    LogReplicaUpdates,

    /// <summary>It has no replication filters or binary log filters that the others lack.</summary>
    Filters,

    /// <summary>The others can follow a server of its version.</summary>
    Version,

    /// <summary>It does not apply transactions with a delay on purpose.</summary>
    Delay,

    /// <summary>Its applier has no error.</summary>
    Applier,

    /// <summary>It has no errant transactions.</summary>
    Errant,

    /// <summary>It has, or can collect from the others, everything that any of them has.</summary>
    Superset,
}
