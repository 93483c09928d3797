namespace MySqlOps.Engine.Catalog;

/// <summary>A view.</summary>
internal sealed record ViewDefinition
{
    /// <summary>Its name.</summary>
    public required ObjectName Name { get; init; }

    /// <summary>What SHOW CREATE VIEW gives with the view's database selected: names of its own database are not qualified unless the view names others too.</summary>
    public required string CreateStatement { get; init; }

    /// <summary>What the session must be set to when it is created.</summary>
    public required CreationContext Context { get; init; }

    /// <summary>Its columns' names, for the placeholder that stands for it until all it needs is there; empty when the view is broken.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The tables and views that it reads.</summary>
    public required IReadOnlyList<ObjectName> DependsOn { get; init; }
}
