namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>What became of a primary. Only <see cref="Crashed"/> and <see cref="Hung"/> can lead to a failover.</summary>
public enum PrimaryVerdict
{
    /// <summary>There is no proof for any of the others; the reasons say what is known.</summary>
    Unknown,

    /// <summary>It works, as far as was looked.</summary>
    Healthy,

    /// <summary>It has no connection left, or is too slow to let us in while its replicas still hear of it. It lives.</summary>
    Overloaded,

    /// <summary>It answers, but its commits do not end: the disk is full or does not answer.</summary>
    DiskStalled,

    /// <summary>It answers, but its commits wait for replicas that do not acknowledge.</summary>
    SemiSyncBlocked,

    /// <summary>It works, but none of its replicas follows it.</summary>
    AllReplicasBroken,

    /// <summary>Only we can't reach it: its replicas still hear of it.</summary>
    Partitioned,

    /// <summary>We reach neither it nor any of its replicas, so the fault is most likely ours.</summary>
    WeAreIsolated,

    /// <summary>It answers nobody in time, nor do its replicas hear of it: its process hangs, or its host is down or cut off from all.</summary>
    Hung,

    /// <summary>Nothing listens at its address any more, and its replicas have lost it.</summary>
    Crashed,
}
