namespace MySqlOps.Engine.Catalog.CreateTable;

/// <summary>A CHECK constraint.</summary>
internal sealed record CheckElement : TableElement
{
    /// <summary>The constraint's name; empty when it has none.</summary>
    public required string Name { get; init; }
}
