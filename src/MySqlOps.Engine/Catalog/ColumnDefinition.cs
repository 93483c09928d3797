namespace MySqlOps.Engine.Catalog;

/// <summary>A column of a base table.</summary>
internal sealed record ColumnDefinition
{
    /// <summary>The column's name.</summary>
    public required string Name { get; init; }

    /// <summary>The type's bare name in lower case, as <c>varchar</c>, <c>enum</c>, <c>geometry</c>, <c>vector</c>.</summary>
    public required string DataType { get; init; }

    /// <summary>The whole type as the server writes it, as <c>bigint unsigned</c> or <c>enum('a','b')</c>.</summary>
    public required string ColumnType { get; init; }

    /// <summary>The character set; null for a column that has none.</summary>
    public string? CharacterSet { get; init; }

    /// <summary>The collation; null for a column that has none.</summary>
    public string? Collation { get; init; }

    /// <summary>True when the column takes NULL.</summary>
    public required bool IsNullable { get; init; }

    /// <summary>True for a generated column, virtual or stored.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>True for a column that SELECT * leaves out.</summary>
    public bool IsInvisible { get; init; }

    /// <summary>True for the AUTO_INCREMENT column.</summary>
    public bool IsAutoIncrement { get; init; }
}
