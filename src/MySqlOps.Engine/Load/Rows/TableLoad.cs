using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Manifest;

namespace MySqlOps.Engine.Load.Rows;

/// <summary>A table whose rows are to be loaded.</summary>
internal sealed record TableLoad
{
    /// <summary>The database in the export.</summary>
    public required ExportedDatabase Database { get; init; }

    /// <summary>The table in the export.</summary>
    public required ExportedTable Table { get; init; }

    /// <summary>The table on the target.</summary>
    public required ObjectName Target { get; init; }

    /// <summary>False where the engine can't roll back: then rows and ledger are not of one piece, and an interrupted table starts anew.</summary>
    public required bool IsTransactional { get; init; }

    /// <summary>The numbers of the chunks that are left to load.</summary>
    public required IReadOnlyList<int> Chunks { get; init; }

    /// <summary>How many chunks an earlier run has loaded.</summary>
    public int ChunksDone { get; init; }

    /// <summary>True when rows of an interrupted run are to be cleared away first.</summary>
    public bool StartsAnew { get; init; }

    /// <summary>The bytes of text that are left; a chunk of a running export that does not know its length counts as one byte.</summary>
    public long Bytes => Chunks.Sum(BytesOf);

    /// <summary>The rows that are left; null in a running export, which does not know them.</summary>
    public long? Rows => Chunks.Any(number => Table.Chunks[number].Rows < 0) ? null : Chunks.Sum(number => Table.Chunks[number].Rows);

    /// <summary>The bytes of a chunk's text, at least one.</summary>
    public long BytesOf(int chunk) => Math.Max(1, Table.Chunks[chunk].TextBytes);
}
