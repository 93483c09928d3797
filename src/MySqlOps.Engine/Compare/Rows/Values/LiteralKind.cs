namespace MySqlOps.Engine.Compare.Rows.Values;

/// <summary>How a column's cells become SQL literals.</summary>
internal enum LiteralKind
{
    /// <summary>A number as the server prints it.</summary>
    Number,

    /// <summary>FLOAT or DOUBLE, printed as DOUBLE.</summary>
    Double,

    /// <summary>A date, time or year.</summary>
    Temporal,

    /// <summary>TIMESTAMP, printed in UTC.</summary>
    Timestamp,

    /// <summary>Text in the column's character set.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>BIT.</summary>
    Bits,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>GEOMETRY in the server's own form: the SRID, then well-known binary.</summary>
    Geometry,

    /// <summary>VECTOR, as its floats' bytes.</summary>
    Vector,

    /// <summary>The number of an ENUM's or SET's value, where a member is the empty text.</summary>
    Member,
}
