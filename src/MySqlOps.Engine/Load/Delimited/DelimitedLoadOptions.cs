namespace MySqlOps.Engine.Load.Delimited;

/// <summary>How a delimited file goes into a table.</summary>
internal sealed record DelimitedLoadOptions
{
    /// <summary>How the file is to be read.</summary>
    public required DelimitedOptions File { get; init; }

    /// <summary>The name of the file's encoding, as latin1; null for UTF-8.</summary>
    public string? EncodingName { get; init; }

    /// <summary>The table's columns by the file's; an empty name leaves the file's column out. What is not in it goes to the column of the same name.</summary>
    public IReadOnlyDictionary<string, string> ColumnMap { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Values of the table's columns that the file lacks, the same for all rows; null for NULL.</summary>
    public IReadOnlyDictionary<string, string?> Constants { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>How the file writes the cells of binary columns.</summary>
    public BinaryText Binary { get; init; } = BinaryText.Base64;

    /// <summary>A transaction takes rows until their text has so many bytes.</summary>
    public long ChunkBytes { get; init; } = 16 * 1024 * 1024;
}
