namespace MySqlOps.Engine.Dump.Rows;

/// <summary>What the bytes of a column's cells are.</summary>
internal enum CellKind
{
    /// <summary>A number as the server prints it: digits, sign, point, exponent.</summary>
    Number,

    /// <summary>A date, time or timestamp as the server prints it: ASCII without anything to escape.</summary>
    Temporal,

    /// <summary>Text in UTF-8 or ASCII.</summary>
    Text,

    /// <summary>Text in another character set, as it is stored.</summary>
    ForeignText,

    /// <summary>Bytes: BINARY, BLOB, BIT, GEOMETRY, VECTOR.</summary>
    Binary,

    /// <summary>JSON text in utf8mb4.</summary>
    Json,
}
