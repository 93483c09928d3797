namespace MySqlOps.Engine.Dump.Manifest;

/// <summary>
/// A data file: LOAD DATA text with FIELDS TERMINATED BY '\t' ESCAPED BY '\\' LINES TERMINATED BY '\n', NULL as \N, CHARACTER SET binary.
/// </summary>
internal sealed record ExportedChunk
{
    /// <summary>The file as it is on disk.</summary>
    public required ExportedFile File { get; init; }

    /// <summary>Its rows.</summary>
    public required long Rows { get; init; }

    /// <summary>Bytes of LOAD DATA text in it, uncompressed.</summary>
    public required long TextBytes { get; init; }

    /// <summary>Cells of ENUM columns that hold the invalid value (index 0): so many warnings 1265 are expected when it is loaded.</summary>
    public required long InvalidEnums { get; init; }

    /// <summary>The condition that gave its rows, as SQL without WHERE; null for the whole table. For chunks of one keyless stream it is the same for all.</summary>
    public string? Range { get; init; }

    /// <summary>The partition that it came from; null for all.</summary>
    public string? Partition { get; init; }
}
