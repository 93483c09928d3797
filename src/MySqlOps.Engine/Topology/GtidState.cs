namespace MySqlOps.Engine.Topology;

/// <summary>A replica's executed transactions against those of its sources.</summary>
public enum GtidState
{
    /// <summary>It has executed nothing yet.</summary>
    New,

    /// <summary>It has what its sources have.</summary>
    Identical,

    /// <summary>What it lacks, its sources still have in their binary logs.</summary>
    Recoverable,

    /// <summary>A source has purged what it lacks.</summary>
    Irrecoverable,

    /// <summary>It has transactions that none of its sources has.</summary>
    Diverged,
}
