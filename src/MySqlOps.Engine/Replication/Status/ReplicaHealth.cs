namespace MySqlOps.Engine.Replication.Status;

/// <summary>How a channel is, the worst last.</summary>
public enum ReplicaHealth
{
    /// <summary>It runs and keeps up.</summary>
    Healthy,

    /// <summary>It runs, and is behind by the delay that was set for it.</summary>
    Delayed,

    /// <summary>It runs, and is behind by more than it may be.</summary>
    Lagging,

    /// <summary>The receiver has no connection to the source and goes on trying.</summary>
    Connecting,

    /// <summary>The receiver or the applier does not run, without an error.</summary>
    Stopped,

    /// <summary>The replica has transactions that its source lacks, or lacks some that its source no longer has.</summary>
    Diverged,

    /// <summary>The receiver or the applier stopped at an error.</summary>
    Broken,
}
