namespace MySqlOps.Engine.Replication.Setup;

/// <summary>From where a replica reads its source's binary log.</summary>
public enum ReplicationStart
{
    /// <summary>By GTID: the source sends what the replica lacks.</summary>
    AutoPosition,

    /// <summary>From the first event of the oldest binary log.</summary>
    FromBeginning,

    /// <summary>From a file and position.</summary>
    Position,
}
