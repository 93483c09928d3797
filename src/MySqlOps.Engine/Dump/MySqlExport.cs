using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Manifest;

namespace MySqlOps.Engine.Dump;

/// <summary>The outcome of an export, and what Import-MySqlDatabase and New-MySqlReplication take.</summary>
public sealed record MySqlExport
{
    /// <summary>The server that was exported; null when the folder was only read.</summary>
    public required MySqlServer? Server { get; init; }

    /// <summary>The folder or script, absolute.</summary>
    public required string Path { get; init; }

    /// <summary>What the files are.</summary>
    public required ExportFormat Format { get; init; }

    /// <summary>Definitions, rows, or both.</summary>
    public required ExportContent Content { get; init; }

    /// <summary>The databases' names.</summary>
    public required IReadOnlyList<string> Databases { get; init; }

    /// <summary>Number of base tables.</summary>
    public required int Tables { get; init; }

    /// <summary>Rows written.</summary>
    public required long Rows { get; init; }

    /// <summary>Bytes on disk, all files together.</summary>
    public required long Bytes { get; init; }

    /// <summary>Number of files.</summary>
    public required int Files { get; init; }

    /// <summary>How the sessions came to one point.</summary>
    public required SnapshotMethod SnapshotMethod { get; init; }

    /// <summary>True when all transactional tables are as of one moment.</summary>
    public required bool IsPointInTime { get; init; }

    /// <summary>When the snapshot was taken.</summary>
    public required DateTimeOffset SnapshotTime { get; init; }

    /// <summary>gtid_executed at the snapshot; null when the server has none or it could not be read at that moment.</summary>
    public string? GtidExecuted { get; init; }

    /// <summary>The binlog file at the snapshot; null when the binlog is off or could not be read.</summary>
    public string? BinlogFile { get; init; }

    /// <summary>The position in <see cref="BinlogFile"/>, in bytes.</summary>
    public long? BinlogPosition { get; init; }

    /// <summary>True when the export is all that the server holds besides its own databases, so that the GTID set is that of the data.</summary>
    public required bool IsWholeServer { get; init; }

    /// <summary>How long writers were locked out.</summary>
    public required TimeSpan LockTime { get; init; }

    /// <summary>How long the export took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>What the export could not keep or promise, as sentences.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
