namespace MySqlOps.Engine.Dump.Manifest;

/// <summary>What the rows of an export have in common in time.</summary>
internal sealed record SnapshotFacts
{
    /// <summary>How the one point was reached.</summary>
    public required SnapshotMethod Method { get; init; }

    /// <summary>True when all transactional tables are as of one moment.</summary>
    public required bool IsPointInTime { get; init; }

    /// <summary>gtid_executed at the snapshot; null when the server has none or it could not be read at that moment.</summary>
    public string? GtidExecuted { get; init; }

    /// <summary>The binlog file at the snapshot; null when the binlog is off or could not be read.</summary>
    public string? BinlogFile { get; init; }

    /// <summary>The position in <see cref="BinlogFile"/>, in bytes.</summary>
    public long? BinlogPosition { get; init; }

    /// <summary>How long writers were locked out; zero when nothing was locked.</summary>
    public required TimeSpan LockTime { get; init; }

    /// <summary>True when DDL was locked out until the end of the export (LOCK INSTANCE FOR BACKUP).</summary>
    public required bool DdlWasLocked { get; init; }

    /// <summary>What is not point-in-time, and why, as sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
