namespace MySqlOps.Engine.Dump.Snapshots;

/// <summary>Where a server stands in its own history.</summary>
internal sealed record ServerPosition
{
    /// <summary>gtid_executed; null when it is empty or the server has none.</summary>
    public string? GtidExecuted { get; init; }

    /// <summary>The binlog file; null when the binlog is off or the account may not ask.</summary>
    public string? BinlogFile { get; init; }

    /// <summary>The position in it, in bytes.</summary>
    public long? BinlogPosition { get; init; }

    /// <summary>True when the account may not ask for the binlog's position.</summary>
    public bool IsForbidden { get; init; }
}
