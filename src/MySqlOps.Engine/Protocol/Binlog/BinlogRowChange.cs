namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>What an event does to rows.</summary>
internal enum BinlogRowChange
{
    /// <summary>Rows come.</summary>
    Insert,

    /// <summary>Rows change; each is there as it was and as it becomes.</summary>
    Update,

    /// <summary>Rows go.</summary>
    Delete,
}
