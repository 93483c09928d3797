using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.DiskUsage;

/// <summary>Which databases and tables are meant.</summary>
internal sealed class UsageSelection
{
    private static readonly HashSet<string> ServersOwn = new(["mysql", "sys", "information_schema", "performance_schema"], StringComparer.OrdinalIgnoreCase);

    private readonly DiskUsageOptions _options;
    private readonly NamePattern[] _included;
    private readonly NamePattern[] _excluded;
    private readonly NamePattern[] _tables;

    /// <summary>Reads the patterns.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="ignoreCase">True when the server's lower_case_table_names is not 0.</param>
    public UsageSelection(DiskUsageOptions options, bool ignoreCase)
    {
        _options = options;
        _included = [.. options.Databases.Select(text => new NamePattern(text, ignoreCase))];
        _excluded = [.. options.ExcludedDatabases.Select(text => new NamePattern(text, ignoreCase))];
        _tables = [.. options.TableNames.Select(text => new NamePattern(text, ignoreCase))];
    }

    /// <summary>True when the database is meant. The server's own are meant by name, by pattern, or with all.</summary>
    public bool Includes(string database) =>
        !_excluded.Any(pattern => pattern.Matches(database))
        && (_included.Length == 0 ? _options.All || !ServersOwn.Contains(database) : _included.Any(pattern => pattern.Matches(database)));

    /// <summary>True when the table is meant: its database is, and its name or <c>database.table</c> fits.</summary>
    public bool Includes(TableUsage table) => Includes(table.Schema) && (_tables.Length == 0 || _tables.Any(pattern => Fits(pattern, table)));

    /// <summary>The plain names that none of the tables has.</summary>
    public IReadOnlyList<string> MissingTables(IReadOnlyCollection<TableUsage> tables) =>
        [.. _tables.Where(pattern => pattern.IsName && !tables.Any(table => Fits(pattern, table))).Select(pattern => pattern.Name)];

    /// <summary>The plain names that no database has.</summary>
    public IReadOnlyList<string> MissingDatabases(IReadOnlyCollection<string> databases) =>
        [.. _included.Where(pattern => pattern.IsName && !databases.Any(pattern.Matches)).Select(pattern => pattern.Name)];

    private static bool Fits(NamePattern pattern, TableUsage table) => pattern.Matches(table.Name) || pattern.Matches($"{table.Schema}.{table.Name}");
}
