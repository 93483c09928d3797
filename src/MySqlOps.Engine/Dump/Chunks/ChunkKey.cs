using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Chunks;

/// <summary>The index by whose ranges a table is cut into chunks.</summary>
internal sealed record ChunkKey
{
    /// <summary>The index's name.</summary>
    public required string Index { get; init; }

    /// <summary>Its columns, in its order.</summary>
    public required IReadOnlyList<ChunkKeyPart> Parts { get; init; }

    /// <summary>True when its one column takes NULL, which no range holds.</summary>
    public required bool IsNullable { get; init; }

    /// <summary>The hint that keeps the optimizer from reading the whole table for one range.</summary>
    public string Hint => $"FORCE INDEX ({SqlIdentifier.Quote(Index)})";

    /// <summary>
    /// The key of a table: the primary key, else a unique one without NULL, else a unique one of one column that takes NULL. Of several the one with fewer
    /// columns, then one that starts with a whole number.
    /// </summary>
    /// <returns>Null when no index fits.</returns>
    public static ChunkKey? Choose(TableDefinition table) => table.Indexes
        .Select(index => Create(table, index))
        .OfType<ChunkKey>()
        .OrderBy(key => key.Index != "PRIMARY")
        .ThenBy(key => key.IsNullable)
        .ThenBy(key => key.Parts.Count)
        .ThenBy(key => key.Parts[0].Kind != KeyValueKind.Integer)
        .FirstOrDefault();

    private static ChunkKey? Create(TableDefinition table, IndexDefinition index)
    {
        var isNullable = index.Parts.Any(part => part.IsNullable);
        if (!index.IsUnique || !index.IsVisible || index.Type != "BTREE" || (isNullable && index.Parts.Count > 1))
            return null;
        var parts = index.Parts.Select(part => CreatePart(table, part)).ToList();
        return parts.TrueForAll(part => part is not null)
            ? new ChunkKey { Index = index.Name, Parts = [.. parts.OfType<ChunkKeyPart>()], IsNullable = isNullable }
            : null;
    }

    // A prefix of a column is not unique by itself, and an expression has no name to compare.
    private static ChunkKeyPart? CreatePart(TableDefinition table, IndexPart part) =>
        part is { Column: { } name, PrefixLength: null } && table.Columns.FirstOrDefault(column => column.Name == name) is { } column
            ? ChunkKeyPart.Create(column, part.IsDescending)
            : null;
}
