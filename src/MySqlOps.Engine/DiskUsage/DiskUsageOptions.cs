namespace MySqlOps.Engine.DiskUsage;

/// <summary>What to show of a server's disk usage.</summary>
public sealed record DiskUsageOptions
{
    /// <summary>Names or patterns of databases; empty for all that are not the server's own.</summary>
    public IReadOnlyList<string> Databases { get; init; } = [];

    /// <summary>Names or patterns of databases to leave out.</summary>
    public IReadOnlyList<string> ExcludedDatabases { get; init; } = [];

    /// <summary>True shows tables in place of databases.</summary>
    public bool Tables { get; init; }

    /// <summary>Names or patterns of tables, each as <c>table</c> or <c>database.table</c>; empty for all. Any shows tables in place of databases.</summary>
    public IReadOnlyList<string> TableNames { get; init; } = [];

    /// <summary>True shows databases without tables too.</summary>
    public bool IncludeEmpty { get; init; }

    /// <summary>True shows the server's own databases and every other category.</summary>
    public bool All { get; init; }

    /// <summary>Categories to show besides databases or tables; <see cref="All"/> is all of them.</summary>
    public IReadOnlyCollection<DiskUsageCategory> Categories { get; init; } = [];

    /// <summary>True when tables are shown in place of databases.</summary>
    internal bool ShowsTables => Tables || TableNames.Count > 0;

    /// <summary>True when the category is asked for.</summary>
    internal bool Wants(DiskUsageCategory category) => All || Categories.Contains(category);
}
