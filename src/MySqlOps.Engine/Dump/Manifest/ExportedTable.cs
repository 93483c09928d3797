namespace MySqlOps.Engine.Dump.Manifest;

/// <summary>A table of an export.</summary>
internal sealed record ExportedTable
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its storage engine.</summary>
    public required string Engine { get; init; }

    /// <summary>Its CREATE TABLE script; null in an export of rows only.</summary>
    public ExportedFile? Definition { get; init; }

    /// <summary>Its triggers, in the order in which they are to be created.</summary>
    public required IReadOnlyList<ExportedObject> Triggers { get; init; }

    /// <summary>Its histograms, as ANALYZE TABLE wants them.</summary>
    public required IReadOnlyList<ExportedHistogram> Histograms { get; init; }

    /// <summary>The columns of the data files, in their order: all but the generated ones.</summary>
    public required IReadOnlyList<ExportedColumn> Columns { get; init; }

    /// <summary>The columns of the key by which it was cut into chunks; empty when there is none.</summary>
    public required IReadOnlyList<string> ChunkKey { get; init; }

    /// <summary>The condition that -Where gave; null for all rows.</summary>
    public string? Where { get; init; }

    /// <summary>Its chunks; empty in an export of definitions only.</summary>
    public required IReadOnlyList<ExportedChunk> Chunks { get; init; }

    /// <summary>Rows in all chunks.</summary>
    public required long Rows { get; init; }
}
