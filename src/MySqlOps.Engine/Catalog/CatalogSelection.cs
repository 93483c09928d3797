namespace MySqlOps.Engine.Catalog;

/// <summary>Which objects of a server are meant.</summary>
public sealed record CatalogSelection
{
    /// <summary>Names or patterns of databases; empty means all but the server's own (mysql, sys, information_schema, performance_schema, mysqlops).</summary>
    public IReadOnlyList<string> Databases { get; init; } = [];

    /// <summary>Names or patterns of databases to leave out.</summary>
    public IReadOnlyList<string> ExcludedDatabases { get; init; } = [];

    /// <summary>Names or patterns of tables and views, as <c>table</c> or <c>database.table</c>; empty means all. When given, routines and events are left out.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>Names or patterns of tables and views to leave out.</summary>
    public IReadOnlyList<string> ExcludedTables { get; init; } = [];

    /// <summary>The kinds that are meant.</summary>
    public ObjectKind Kinds { get; init; } = ObjectKind.All;
}
