using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Tests.Dump.Chunks;

/// <summary>Tables for tests.</summary>
internal static class Tables
{
    /// <summary>A table of 1,000 rows of 100 bytes.</summary>
    public static TableDefinition Of(IReadOnlyList<ColumnDefinition> columns, params IndexDefinition[] indexes) => new()
    {
        Name = new ObjectName("shop", "orders"),
        Engine = "InnoDB",
        CreateStatement = "",
        Columns = columns,
        Indexes = indexes,
        Partitions = [],
        EstimatedRows = 1000,
        AverageRowBytes = 100,
        DataBytes = 100_000,
    };

    /// <summary>A column; a text column is utf8mb4.</summary>
    public static ColumnDefinition Column(string name, string type, bool isNullable = false) => new()
    {
        Name = name,
        DataType = type.Split(' ')[0],
        ColumnType = type,
        CharacterSet = type is "varchar" or "char" or "enum" or "set" ? "utf8mb4" : null,
        Collation = type is "varchar" or "char" or "enum" or "set" ? "utf8mb4_0900_ai_ci" : null,
        IsNullable = isNullable,
    };

    /// <summary>A unique index.</summary>
    public static IndexDefinition Unique(string name, params string[] columns) => new()
    {
        Name = name,
        Type = "BTREE",
        IsUnique = true,
        Parts = [.. columns.Select(column => new IndexPart(column, null, false, false))],
    };
}
