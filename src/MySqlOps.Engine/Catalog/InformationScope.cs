using System.Globalization;
using System.Text;

namespace MySqlOps.Engine.Catalog;

/// <summary>Which rows of information_schema are asked for: those of some databases, and of some tables when these are few.</summary>
internal sealed class InformationScope
{
    /// <summary>Past so many names the server reads the whole databases faster than the list.</summary>
    private const int ManyTables = 100;

    private readonly string _databases;
    private readonly string? _tables;

    private InformationScope(IReadOnlyCollection<string> databases, IReadOnlyCollection<string> tables)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        _databases = List("d", databases, values);
        _tables = tables.Count is 0 or > ManyTables ? null : List("t", tables, values);
        Parameters = values;
    }

    /// <summary>The names, as values of the statement.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; }

    /// <summary>Everything in some databases, of which there is at least one.</summary>
    public static InformationScope Of(IReadOnlyCollection<string> databases) => new(databases, []);

    /// <summary>These tables' and views', of which there is at least one, and perhaps others in their databases.</summary>
    public static InformationScope Of(IReadOnlyCollection<ObjectName> tables) =>
        new([.. tables.Select(table => table.Database).Distinct(StringComparer.Ordinal)], [.. tables.Select(table => table.Name).Distinct(StringComparer.Ordinal)]);

    /// <summary>The condition of a WHERE clause.</summary>
    /// <param name="databaseColumn">The column that holds the database.</param>
    /// <param name="tableColumn">The column that holds the table; null when there is none.</param>
    public string Where(string databaseColumn, string? tableColumn) =>
        tableColumn is null || _tables is null ? $"{databaseColumn} IN ({_databases})" : $"{databaseColumn} IN ({_databases}) AND {tableColumn} IN ({_tables})";

    private static string List(string prefix, IReadOnlyCollection<string> names, Dictionary<string, object?> values)
    {
        var list = new StringBuilder();
        foreach (var (i, name) in names.Index())
        {
            var parameter = string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}");
            values.Add(parameter, name);
            list.Append(i == 0 ? "@" : ", @").Append(parameter);
        }

        return list.ToString();
    }
}
