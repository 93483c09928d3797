using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Rows;

/// <summary>
/// What is selected of a table so that no value changes on its way. Sessions that use it set character_set_results to NULL, so that text comes as it is stored.
/// </summary>
internal static class SelectList
{
    /// <summary>The columns as they are stored, for LOAD DATA files and SQL: all but the generated ones, invisible ones among them.</summary>
    public static IReadOnlyList<RowColumn> Stored(TableDefinition table) => [.. table.Columns.Where(static column => !column.IsGenerated).Select(Stored)];

    /// <summary>The columns as text for other programs: UTF-8, BIT as a number.</summary>
    public static IReadOnlyList<RowColumn> Readable(TableDefinition table) => [.. table.Columns.Where(static column => !column.IsGenerated).Select(Readable)];

    /// <summary>The SELECT of a table's rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">What to select.</param>
    /// <param name="partition">The partition to read; null for all.</param>
    /// <param name="conditions">What the rows must satisfy, each without WHERE; null ones count for nothing.</param>
    /// <param name="orderBy">The ORDER BY list; null for none.</param>
    public static string Query(ObjectName table, IReadOnlyList<RowColumn> columns, string? partition, IEnumerable<string?> conditions, string? orderBy)
    {
        var where = string.Join(" AND ", conditions.OfType<string>().Select(static condition => $"({condition})"));
        return $"SELECT {string.Join(", ", columns.Select(static column => column.Expression))} FROM {table.Quoted}"
            + (partition is null ? "" : $" PARTITION ({SqlIdentifier.Quote(partition)})")
            + (where.Length == 0 ? "" : $" WHERE {where}")
            + (orderBy is null ? "" : $" ORDER BY {orderBy}");
    }

    private static RowColumn Stored(ColumnDefinition column)
    {
        var name = SqlIdentifier.Quote(column.Name);
        var kind = KindOf(column);
        var isEnum = column.DataType == "enum";
        var isNumber = (isEnum || column.DataType == "set") && MemberList.HasEmptyMember(column.ColumnType);
        return new RowColumn
        {
            Name = column.Name,

            // A FLOAT's own text has 6 digits, too few to come back the same; as DOUBLE it prints what it is.
            Expression = column.DataType == "float" ? $"CAST({name} AS DOUBLE)" : isNumber ? $"{name} + 0" : name,
            Kind = isNumber ? CellKind.Number : kind,
            Encoding = isNumber ? CellEncoding.Number : kind == CellKind.Json ? CellEncoding.Json : CellEncoding.Stored,
            CharacterSet = column.CharacterSet,
            IsEnum = isEnum,
        };
    }

    private static RowColumn Readable(ColumnDefinition column)
    {
        var stored = Stored(column);
        var name = SqlIdentifier.Quote(column.Name);
        if (column.DataType == "bit")
            return stored with { Expression = $"{name} + 0", Kind = CellKind.Number };
        return column.CharacterSet is not null
            ? stored with { Expression = stored.Kind == CellKind.ForeignText ? $"CONVERT({name} USING utf8mb4)" : name, Kind = CellKind.Text, CharacterSet = "utf8mb4", Encoding = CellEncoding.Stored }
            : stored;
    }

    private static CellKind KindOf(ColumnDefinition column) => column.DataType switch
    {
        "tinyint" or "smallint" or "mediumint" or "int" or "bigint" or "decimal" or "float" or "double" or "year" => CellKind.Number,
        "date" or "time" or "datetime" or "timestamp" => CellKind.Temporal,
        "json" => CellKind.Json,
        _ when column.CharacterSet is "utf8mb4" or "utf8mb3" or "utf8" or "ascii" => CellKind.Text,

        // On MariaDB, JSON is a LONGTEXT; INET6 and UUID print as ASCII.
        "inet4" or "inet6" or "uuid" => CellKind.Text,
        _ when column.CharacterSet is null or "binary" => CellKind.Binary,
        _ => CellKind.ForeignText,
    };
}
