namespace MySqlOps.Engine.Topology;

/// <summary>What changed between two topologies.</summary>
public enum TopologyChangeKind
{
    /// <summary>A server is there that was not.</summary>
    MemberAdded,

    /// <summary>A server is gone.</summary>
    MemberRemoved,

    /// <summary>A server is reached somewhere else.</summary>
    AddressChanged,

    /// <summary>A server follows another source, one more or one less.</summary>
    SourceChanged,

    /// <summary>A server does something else in the topology.</summary>
    RoleChanged,

    /// <summary>A server is better or worse than it was.</summary>
    StateChanged,

    /// <summary>A server runs another version.</summary>
    VersionChanged,

    /// <summary>A server takes writes that it did not take, or the other way round.</summary>
    ReadOnlyChanged,

    /// <summary>A server's transactions relate to those of its sources in another way. Identical and Recoverable change with every transaction, and are no change.</summary>
    GtidStateChanged,

    /// <summary>A server waits longer or shorter on purpose.</summary>
    DelayChanged,

    /// <summary>A server has other replication filters.</summary>
    FiltersChanged,

    /// <summary>Semi-synchronous replication is at work on another side.</summary>
    SemiSyncChanged,

    /// <summary>A server's state in its replication group is another, or its group.</summary>
    GroupChanged,
}
