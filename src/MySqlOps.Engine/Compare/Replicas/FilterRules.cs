using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Compare.Replicas;

/// <summary>The replication filters that stand between a source and a replica, and what they keep away (manual 19.2.5, as row-based logging has it).</summary>
internal sealed record FilterRules
{
    /// <summary>binlog_do_db of the source.</summary>
    public IReadOnlyList<string> LoggedDatabases { get; init; } = [];

    /// <summary>binlog_ignore_db of the source.</summary>
    public IReadOnlyList<string> UnloggedDatabases { get; init; } = [];

    /// <summary>replicate_do_db.</summary>
    public IReadOnlyList<string> Databases { get; init; } = [];

    /// <summary>replicate_ignore_db.</summary>
    public IReadOnlyList<string> IgnoredDatabases { get; init; } = [];

    /// <summary>replicate_do_table, as <c>db.table</c>.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>replicate_ignore_table, as <c>db.table</c>.</summary>
    public IReadOnlyList<string> IgnoredTables { get; init; } = [];

    /// <summary>replicate_wild_do_table.</summary>
    public IReadOnlyList<string> WildTables { get; init; } = [];

    /// <summary>replicate_wild_ignore_table.</summary>
    public IReadOnlyList<string> WildIgnoredTables { get; init; } = [];

    /// <summary>replicate_rewrite_db: the replica's names by the source's.</summary>
    public IReadOnlyDictionary<string, string> Renames { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Why changes of an object do not come to the replica, as a sentence; null when they do. Names are compared without regard to case: rather a table too few than a difference that is none.</summary>
    public string? Keeps(ObjectName name)
    {
        var filter = KeepsFromLog(name.Database) ?? KeepsDatabase(Renamed(name.Database)) ?? KeepsTable($"{Renamed(name.Database)}.{name.Name}");
        return filter is null ? null : $"The replication filter {filter} keeps its changes from the replica.";
    }

    private string Renamed(string database) => Renames.GetValueOrDefault(database, database);

    private string? KeepsFromLog(string database)
    {
        if (LoggedDatabases.Count > 0)
            return Has(LoggedDatabases, database) ? null : "binlog_do_db of the source";
        return Has(UnloggedDatabases, database) ? "binlog_ignore_db of the source" : null;
    }

    private string? KeepsDatabase(string database)
    {
        if (Databases.Count > 0)
            return Has(Databases, database) ? null : "replicate_do_db";
        return Has(IgnoredDatabases, database) ? "replicate_ignore_db" : null;
    }

    private string? KeepsTable(string table)
    {
        if (Has(Tables, table))
            return null;
        if (Has(IgnoredTables, table))
            return "replicate_ignore_table";
        if (WildTables.Any(pattern => Like.Matches(pattern, table)))
            return null;
        if (WildIgnoredTables.Any(pattern => Like.Matches(pattern, table)))
            return "replicate_wild_ignore_table";
        if (Tables.Count > 0)
            return "replicate_do_table";
        return WildTables.Count > 0 ? "replicate_wild_do_table" : null;
    }

    private static bool Has(IEnumerable<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
