using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Rows;

/// <summary>
/// The LOAD DATA statement of a table (manual 15.2.9). Under CHARACTER SET binary every cell is taken as the bytes that it is, and the list of columns
/// names invisible ones, which would be left out, and leaves out generated ones, which take no value.
/// </summary>
internal static class LoadDataStatement
{
    /// <summary>The statement.</summary>
    /// <param name="table">The table on the target.</param>
    /// <param name="columns">The columns of the text, in their order.</param>
    public static string Write(ObjectName table, IReadOnlyList<ExportedColumn> columns) => Write(table.Quoted, columns);

    /// <summary>The statement for a table whose name is quoted already.</summary>
    public static string Write(string quotedTable, IReadOnlyList<ExportedColumn> columns)
    {
        var fields = columns.Select((column, i) => column.Encoding == CellEncoding.Stored ? SqlIdentifier.Quote(column.Name) : $"@c{i}");
        var settings = columns
            .Select((column, i) => column.Encoding switch
            {
                // A JSON column takes no binary string (error 3144).
                CellEncoding.Json => $"{SqlIdentifier.Quote(column.Name)} = CONVERT(@c{i} USING utf8mb4)",
                CellEncoding.Number => $"{SqlIdentifier.Quote(column.Name)} = CAST(@c{i} AS UNSIGNED)",
                _ => "",
            })
            .Where(setting => setting.Length > 0)
            .ToList();
        var set = settings.Count == 0 ? "" : $" SET {string.Join(", ", settings)}";
        return $@"LOAD DATA LOCAL INFILE 'chunk' INTO TABLE {quotedTable} CHARACTER SET binary"
            + @" FIELDS TERMINATED BY '\t' ESCAPED BY '\\' LINES TERMINATED BY '\n'"
            + $" ({string.Join(", ", fields)}){set}";
    }
}
