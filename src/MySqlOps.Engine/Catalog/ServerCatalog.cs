namespace MySqlOps.Engine.Catalog;

/// <summary>What a selection holds on a server.</summary>
internal sealed record ServerCatalog
{
    /// <summary>The databases, by name.</summary>
    public required IReadOnlyList<DatabaseDefinition> Databases { get; init; }

    /// <summary>Plain database names that were asked for and are not there.</summary>
    public required IReadOnlyList<string> MissingDatabases { get; init; }

    /// <summary>Plain table names that were asked for and are not there.</summary>
    public required IReadOnlyList<string> MissingTables { get; init; }

    /// <summary>True when the selection is all that the server has besides its own databases.</summary>
    public required bool IsWholeServer { get; init; }
}
