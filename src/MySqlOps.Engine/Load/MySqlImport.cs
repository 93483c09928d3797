using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Load;

/// <summary>The outcome of an import.</summary>
public sealed record MySqlImport
{
    /// <summary>The server that was loaded into.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>Where the data came from: a folder, or a server.</summary>
    public required string Origin { get; init; }

    /// <summary>The databases' names on the target.</summary>
    public required IReadOnlyList<string> Databases { get; init; }

    /// <summary>Number of base tables that were made or filled; null for a script, which does not tell.</summary>
    public required int? Tables { get; init; }

    /// <summary>Statements of a script that the server ran; null for anything else.</summary>
    public long? Statements { get; init; }

    /// <summary>Rows loaded by this run; for a script, rows that its statements changed.</summary>
    public required long Rows { get; init; }

    /// <summary>Bytes of row data loaded by this run, uncompressed; for a script, its bytes on disk.</summary>
    public required long Bytes { get; init; }

    /// <summary>Files read for it: chunks and definitions.</summary>
    public required int Files { get; init; }

    /// <summary>Chunks that an earlier run had loaded.</summary>
    public required int ChunksSkipped { get; init; }

    /// <summary>True when an earlier run was gone on with.</summary>
    public required bool Resumed { get; init; }

    /// <summary>Foreign keys with rows that lack their parent.</summary>
    public required IReadOnlyList<OrphanedRows> Orphans { get; init; }

    /// <summary>What was added to gtid_purged; null for nothing.</summary>
    public string? GtidPurged { get; init; }

    /// <summary>The files with rows that the server changed or dropped; empty unless warnings were found.</summary>
    public required IReadOnlyList<string> RejectFiles { get; init; }

    /// <summary>What was not done, or not as in the export, as sentences.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }
}
