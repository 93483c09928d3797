namespace MySqlOps.Engine.Catalog.CreateTable;

/// <summary>A column.</summary>
internal sealed record ColumnElement : TableElement
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>True for the AUTO_INCREMENT column.</summary>
    public required bool IsAutoIncrement { get; init; }

    /// <summary>True for a generated column.</summary>
    public required bool IsGenerated { get; init; }
}
