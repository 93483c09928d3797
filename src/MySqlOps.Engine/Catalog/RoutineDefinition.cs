namespace MySqlOps.Engine.Catalog;

/// <summary>A stored function, procedure or library.</summary>
internal sealed record RoutineDefinition
{
    /// <summary>Its name.</summary>
    public required ObjectName Name { get; init; }

    /// <summary>What it is.</summary>
    public required RoutineKind Kind { get; init; }

    /// <summary>What SHOW CREATE gives, its DEFINER clause included.</summary>
    public required string CreateStatement { get; init; }

    /// <summary>What the session must be set to when it is created.</summary>
    public required CreationContext Context { get; init; }
}
