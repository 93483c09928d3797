namespace MySqlOps.Engine.Dump.Chunks;

/// <summary>How the values of a key's column are read and written, so that a comparison with one is exact.</summary>
internal enum KeyValueKind
{
    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>DECIMAL.</summary>
    Decimal,

    /// <summary>FLOAT or DOUBLE, both as DOUBLE.</summary>
    Double,

    /// <summary>Text: its bytes, with the column's character set and collation.</summary>
    Text,

    /// <summary>BINARY or VARBINARY.</summary>
    Bytes,

    /// <summary>BIT, as the number that it is.</summary>
    Bits,

    /// <summary>DATE.</summary>
    Date,

    /// <summary>TIME.</summary>
    Time,

    /// <summary>DATETIME or TIMESTAMP.</summary>
    DateTime,

    /// <summary>YEAR, as a number.</summary>
    Year,
}
