namespace MySqlOps.Engine.Catalog;

/// <summary>An index of a base table.</summary>
internal sealed record IndexDefinition
{
    /// <summary>The index's name; <c>PRIMARY</c> for the primary key.</summary>
    public required string Name { get; init; }

    /// <summary>BTREE, HASH, FULLTEXT or SPATIAL.</summary>
    public required string Type { get; init; }

    /// <summary>True for the primary key and for UNIQUE.</summary>
    public required bool IsUnique { get; init; }

    /// <summary>False when the optimizer does not use it.</summary>
    public bool IsVisible { get; init; } = true;

    /// <summary>Its parts, in order.</summary>
    public required IReadOnlyList<IndexPart> Parts { get; init; }

    /// <summary>True for the primary key.</summary>
    public bool IsPrimary => Name == "PRIMARY";
}
