namespace MySqlOps.Engine.Dump.Manifest;

/// <summary>How the sessions of an export came to one point.</summary>
public enum SnapshotMethod
{
    /// <summary>FLUSH TABLES WITH READ LOCK while all sessions took their snapshots.</summary>
    GlobalReadLock,

    /// <summary>LOCK TABLES ... READ on every table of the export while all sessions took their snapshots.</summary>
    TableLocks,

    /// <summary>No lock: all sessions took their snapshots while gtid_executed stood still.</summary>
    QuietMoment,

    /// <summary>No lock and no quiet moment: one session, one snapshot.</summary>
    OneSession,

    /// <summary>Nothing was read that needs a snapshot.</summary>
    None,
}
