using System.Text;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Delimited;

/// <summary>Decides which column of a file goes into which column of a table, and how.</summary>
internal static class DelimitedColumns
{
    /// <summary>Decides.</summary>
    /// <param name="names">The file's columns; null when nothing names them: then they are the table's, in order.</param>
    /// <param name="table">The table.</param>
    /// <param name="options">How the file goes into the table.</param>
    /// <exception cref="MySqlOpsException">LoadColumnInvalid: a column is missing, generated, or there twice.</exception>
    public static IReadOnlyList<DelimitedColumn> Plan(IReadOnlyList<string>? names, TableDefinition table, DelimitedLoadOptions options)
    {
        names ??= Default(table);
        foreach (var name in options.ColumnMap.Keys.Where(name => !names.Contains(name, StringComparer.Ordinal)))
            throw Invalid(table, $"the file has no column '{name}', which the column map names. It has {string.Join(", ", names)}");
        var columns = new List<DelimitedColumn>();
        for (var i = 0; i < names.Count; i++)
        {
            var target = options.ColumnMap.GetValueOrDefault(names[i], names[i]);
            if (target.Length > 0)
                columns.Add(Make(Find(table, target, names[i]), i, null, options.Binary));
        }

        foreach (var (name, value) in options.Constants)
            columns.Add(Make(Find(table, name, name), -1, value, BinaryText.Plain));
        var twice = columns.GroupBy(column => column.Column.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw Invalid(table, $"two columns or constants would go into {twice.Key}");
        return columns.Count > 0 ? columns : throw Invalid(table, "nothing of the file would go into the table");
    }

    /// <summary>The columns of the table that a file without names has: those that SELECT * shows, and that take values.</summary>
    public static IReadOnlyList<string> Default(TableDefinition table) =>
        [.. table.Columns.Where(column => column is { IsGenerated: false, IsInvisible: false }).Select(column => column.Name)];

    private static ColumnDefinition Find(TableDefinition table, string name, string source)
    {
        var column = table.Columns.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw Invalid(table, $"the table has no column '{name}' for '{source}'");
        return column.IsGenerated ? throw Invalid(table, $"the column {column.Name} is generated and takes no values") : column;
    }

    private static DelimitedColumn Make(ColumnDefinition column, int source, string? constant, BinaryText binary)
    {
        var isBytes = IsBinary(column);
        var encoding = column.DataType switch
        {
            // As a number, as an export writes it.
            "bit" => CellEncoding.Number,
            "json" => CellEncoding.Json,

            // UTF-8 is told to the server, which converts it to the column's character set, and warns of what that lacks.
            _ when column.CharacterSet is not (null or "utf8mb4" or "binary") => CellEncoding.Json,
            _ => CellEncoding.Stored,
        };

        // An empty cell of an ENUM is no invalid value that came from a server, but a wrong one: its warning is not expected.
        var exported = new ExportedColumn(column.Name, encoding, IsEnum: false);
        return new DelimitedColumn(exported, source, constant is null ? null : Encoding.UTF8.GetBytes(constant), isBytes ? binary : BinaryText.Plain);
    }

    private static bool IsBinary(ColumnDefinition column) => column.DataType switch
    {
        "binary" or "varbinary" or "tinyblob" or "blob" or "mediumblob" or "longblob" or "vector" => true,
        "geometry" or "point" or "linestring" or "polygon" or "multipoint" or "multilinestring" or "multipolygon" or "geomcollection" or "geometrycollection" => true,
        _ => false,
    };

    private static MySqlOpsException Invalid(TableDefinition table, string what) =>
        new(ErrorId.LoadColumnInvalid, $"The file can't go into {table.Name}: {what}. Name the columns by a column map.", table.Name);
}
