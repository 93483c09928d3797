using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Rows.Values;

/// <summary>A column of one side, and how its value is read so that a literal can be made of it.</summary>
internal sealed record StoredColumn
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What is selected for it.</summary>
    public required string Reading { get; init; }

    /// <summary>How its cells become literals.</summary>
    public required LiteralKind Kind { get; init; }

    /// <summary>The character set of its text; null for a column that is no text.</summary>
    public string? CharacterSet { get; init; }

    /// <summary>The name, quoted.</summary>
    public string Quoted => SqlIdentifier.Quote(Name);

    /// <summary>The column, read as it is stored.</summary>
    public static StoredColumn Create(ColumnDefinition column)
    {
        var name = SqlIdentifier.Quote(column.Name);
        var kind = KindOf(column);
        return new StoredColumn
        {
            Name = column.Name,

            // A FLOAT's own text has 6 digits, too few to come back the same; as DOUBLE it prints what it is.
            Reading = kind == LiteralKind.Member ? $"{name} + 0" : column.DataType == "float" ? $"CAST({name} AS DOUBLE)" : name,
            Kind = kind,
            CharacterSet = kind == LiteralKind.Text ? column.CharacterSet : null,
        };
    }

    private static LiteralKind KindOf(ColumnDefinition column) => column.DataType switch
    {
        "float" or "double" => LiteralKind.Double,
        "tinyint" or "smallint" or "mediumint" or "int" or "bigint" or "decimal" => LiteralKind.Number,
        "date" or "time" or "datetime" or "year" => LiteralKind.Temporal,
        "timestamp" => LiteralKind.Timestamp,
        "bit" => LiteralKind.Bits,
        "json" => LiteralKind.Json,
        "vector" => LiteralKind.Vector,

        // The invalid value 0 prints as the empty text too.
        "enum" or "set" when MemberList.HasEmptyMember(column.ColumnType) => LiteralKind.Member,
        "geometry" or "point" or "linestring" or "polygon" or "multipoint" or "multilinestring" or "multipolygon" or "geomcollection" or "geometrycollection" => LiteralKind.Geometry,
        _ when column.CharacterSet is null or "binary" => LiteralKind.Bytes,
        _ => LiteralKind.Text,
    };
}
