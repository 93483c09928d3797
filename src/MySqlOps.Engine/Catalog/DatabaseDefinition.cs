namespace MySqlOps.Engine.Catalog;

/// <summary>A database with what was asked for of its objects.</summary>
internal sealed record DatabaseDefinition
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What SHOW CREATE DATABASE gives: charset, collation, encryption.</summary>
    public required string CreateStatement { get; init; }

    /// <summary>Its default collation.</summary>
    public string Collation { get; init; } = "";

    /// <summary>Its base tables, by name.</summary>
    public required IReadOnlyList<TableDefinition> Tables { get; init; }

    /// <summary>Its views, each after those of the selection that it reads.</summary>
    public required IReadOnlyList<ViewDefinition> Views { get; init; }

    /// <summary>Its libraries, functions and procedures, in this order.</summary>
    public required IReadOnlyList<RoutineDefinition> Routines { get; init; }

    /// <summary>Its events.</summary>
    public required IReadOnlyList<EventDefinition> Events { get; init; }
}
