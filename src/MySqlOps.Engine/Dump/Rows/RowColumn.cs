using MySqlOps.Engine.Dump.Manifest;

namespace MySqlOps.Engine.Dump.Rows;

/// <summary>A column of the rows that are exported.</summary>
internal sealed record RowColumn
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What is selected for it.</summary>
    public required string Expression { get; init; }

    /// <summary>What its cells are.</summary>
    public required CellKind Kind { get; init; }

    /// <summary>How a load is to take its cells.</summary>
    public required CellEncoding Encoding { get; init; }

    /// <summary>The character set of its text; null for a column that is no text.</summary>
    public string? CharacterSet { get; init; }

    /// <summary>True for an ENUM column.</summary>
    public bool IsEnum { get; init; }

    /// <summary>True when each byte below 0x80 is the ASCII character in the column's character set.</summary>
    public bool HoldsAscii => CharacterSet is not ("ucs2" or "utf16" or "utf16le" or "utf32" or "swe7");
}
