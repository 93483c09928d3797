using System.Globalization;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Chunks;

/// <summary>A column of the key by which a table is cut into chunks.</summary>
internal sealed record ChunkKeyPart
{
    /// <summary>The column's name.</summary>
    public required string Column { get; init; }

    /// <summary>How its values are read and written.</summary>
    public required KeyValueKind Kind { get; init; }

    /// <summary>True when the index holds it in descending order.</summary>
    public bool IsDescending { get; init; }

    /// <summary>The character set of <see cref="KeyValueKind.Text"/>.</summary>
    public string? CharacterSet { get; init; }

    /// <summary>The collation of <see cref="KeyValueKind.Text"/>.</summary>
    public string? Collation { get; init; }

    /// <summary>The column's name, quoted.</summary>
    public string Quoted => SqlIdentifier.Quote(Column);

    /// <summary>
    /// The part for a column; null when ranges over it can't be trusted. ENUM and SET are sorted by number and compared as text (MySQL Bug#35180061), so
    /// they are out; so is every type that this method does not know.
    /// </summary>
    public static ChunkKeyPart? Create(ColumnDefinition column, bool isDescending)
    {
        if (KindOf(column) is not { } kind)
            return null;
        return new ChunkKeyPart
        {
            Column = column.Name,
            Kind = kind,
            IsDescending = isDescending,
            CharacterSet = kind == KeyValueKind.Text ? column.CharacterSet : null,
            Collation = kind == KeyValueKind.Text ? column.Collation : null,
        };
    }

    /// <summary>The expression that reads a value as plain ASCII.</summary>
    public string Reading => Kind switch
    {
        KeyValueKind.Text or KeyValueKind.Bytes => $"HEX({Quoted})",
        KeyValueKind.Double => $"CAST({Quoted} AS DOUBLE)",
        KeyValueKind.Bits => $"CAST({Quoted} AS UNSIGNED)",
        KeyValueKind.Date or KeyValueKind.Time or KeyValueKind.DateTime => $"CAST({Quoted} AS CHAR)",
        _ => Quoted,
    };

    /// <summary>The literal for what <see cref="Reading"/> gave.</summary>
    public string Literal(string value) => Kind switch
    {
        // The explicit collation is the column's own, so that the server compares as the index sorts, whatever the connection's collation.
        KeyValueKind.Text => $"_{CharacterSet} X'{value}' COLLATE {Collation}",
        KeyValueKind.Bytes => $"_binary X'{value}'",

        // Without an exponent it would be a DECIMAL literal, and those have no room for every DOUBLE.
        KeyValueKind.Double => value.Contains('e', StringComparison.OrdinalIgnoreCase) ? value : $"{value}e0",
        KeyValueKind.Date => $"DATE'{value}'",
        KeyValueKind.Time => $"TIME'{value}'",
        KeyValueKind.DateTime => $"TIMESTAMP'{value}'",

        // ZEROFILL and YEAR print leading zeros, which mean nothing, but with which 0000 must not be taken for a short year.
        KeyValueKind.Integer or KeyValueKind.Bits or KeyValueKind.Year => Int128.Parse(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        _ => value,
    };

    private static KeyValueKind? KindOf(ColumnDefinition column) => column.DataType switch
    {
        "tinyint" or "smallint" or "mediumint" or "int" or "bigint" => KeyValueKind.Integer,
        "decimal" => KeyValueKind.Decimal,
        "float" or "double" => KeyValueKind.Double,
        "char" or "varchar" when column is { CharacterSet: not null, Collation: not null } => KeyValueKind.Text,
        "binary" or "varbinary" => KeyValueKind.Bytes,
        "bit" => KeyValueKind.Bits,
        "date" => KeyValueKind.Date,
        "time" => KeyValueKind.Time,
        "datetime" or "timestamp" => KeyValueKind.DateTime,
        "year" => KeyValueKind.Year,
        _ => null,
    };
}
