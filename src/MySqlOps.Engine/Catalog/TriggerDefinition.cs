namespace MySqlOps.Engine.Catalog;

/// <summary>A trigger.</summary>
internal sealed record TriggerDefinition
{
    /// <summary>Its name.</summary>
    public required ObjectName Name { get; init; }

    /// <summary>What SHOW CREATE TRIGGER gives, its DEFINER clause included.</summary>
    public required string CreateStatement { get; init; }

    /// <summary>What the session must be set to when it is created, so that it comes out the same.</summary>
    public required CreationContext Context { get; init; }
}
