namespace MySqlOps.Engine.Load.Delimited;

/// <summary>How a delimited file writes the cells of binary columns: BINARY, BLOB, BIT, GEOMETRY, VECTOR.</summary>
public enum BinaryText
{
    /// <summary>base64 (RFC 4648), as our exports do.</summary>
    Base64,

    /// <summary>Hexadecimal digits, with or without 0x before them.</summary>
    Hex,

    /// <summary>As they are: the text's bytes, and for BIT a decimal number.</summary>
    Plain,
}
