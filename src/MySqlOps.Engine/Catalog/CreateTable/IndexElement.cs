namespace MySqlOps.Engine.Catalog.CreateTable;

/// <summary>An index.</summary>
internal sealed record IndexElement : TableElement
{
    /// <summary>Its name; <c>PRIMARY</c> for the primary key.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required IndexKind Kind { get; init; }

    /// <summary>The columns of its parts, in order; null for a part that is an expression.</summary>
    public required IReadOnlyList<string?> Columns { get; init; }
}
