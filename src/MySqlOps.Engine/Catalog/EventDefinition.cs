namespace MySqlOps.Engine.Catalog;

/// <summary>An event of the event scheduler.</summary>
internal sealed record EventDefinition
{
    /// <summary>Its name.</summary>
    public required ObjectName Name { get; init; }

    /// <summary>What SHOW CREATE EVENT gives, its DEFINER clause and its ENABLE, DISABLE or DISABLE ON REPLICA included.</summary>
    public required string CreateStatement { get; init; }

    /// <summary>What the session must be set to when it is created.</summary>
    public required CreationContext Context { get; init; }

    /// <summary>ENABLED, DISABLED or REPLICA_SIDE_DISABLED (SLAVESIDE_DISABLED on older servers), as the server says.</summary>
    public required string Status { get; init; }
}
