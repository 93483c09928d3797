namespace MySqlOps.Cmdlets.Failover;

/// <summary>What the list of a monitor's live view shows.</summary>
internal enum BoardPage
{
    /// <summary>How each server is.</summary>
    Health,

    /// <summary>What each server has executed, and what was purged.</summary>
    Gtid,

    /// <summary>Each server's server_uuid.</summary>
    Uuid,

    /// <summary>What happened.</summary>
    Log,
}
