using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Chunks;

namespace MySqlOps.Engine.Compare.Rows.Pairs;

/// <summary>
/// Chooses the key by which rows are matched. It must be unique and usable on both sides over the same whole columns, and these of the same type and collation: otherwise a range would not hold
/// the same rows on both sides, or one row have two partners.
/// </summary>
internal static class KeyChoice
{
    /// <summary>Chooses: one over which ranges can be made first, then the primary key, then one without NULL, then one with fewer columns.</summary>
    /// <param name="source">The source's table.</param>
    /// <param name="target">The target's table.</param>
    /// <param name="columns">The columns that are compared.</param>
    /// <returns>Null when there is none.</returns>
    public static RowKey? Choose(TableDefinition source, TableDefinition target, IReadOnlyList<ColumnPair> columns) => source.Indexes
        .Where(IsUsable)
        .Select(index => Create(source, target, index, columns))
        .OfType<RowKey>()
        .OrderBy(key => key.Chunks is null)
        .ThenBy(key => key.SourceIndex != "PRIMARY")
        .ThenBy(key => key.Parts.Any(part => part.Pair.Source.IsNullable || part.Pair.Target.IsNullable))
        .ThenBy(key => key.Parts.Count)
        .FirstOrDefault();

    private static bool IsUsable(IndexDefinition index) =>
        index is { IsUnique: true, IsVisible: true, Type: "BTREE" } && index.Parts.All(static part => part is { Column: not null, PrefixLength: null });

    private static RowKey? Create(TableDefinition source, TableDefinition target, IndexDefinition index, IReadOnlyList<ColumnPair> columns)
    {
        var pairs = index.Parts.Select(part => columns.FirstOrDefault(pair => SameName(pair.Source.Name, part.Column!))).ToList();
        if (!pairs.TrueForAll(static pair => pair is { IsSameType: true }))
            return null;
        var other = target.Indexes.FirstOrDefault(candidate =>
            IsUsable(candidate) && candidate.Parts.Count == pairs.Count && candidate.Parts.Zip(pairs).All(static both => SameName(both.First.Column!, both.Second!.Target.Name)));
        if (other is null)
            return null;

        // Ranges name columns: what the source calls otherwise than the target is matched by key, and not cut.
        var canRange = SnapshotEngines.Has(source.Engine) && SnapshotEngines.Has(target.Engine) && pairs.TrueForAll(static pair => SameName(pair!.Source.Name, pair.Target.Name));
        return new RowKey
        {
            Parts = [.. pairs.Select((pair, i) => new RowKeyPart(pair!, ChunkKeyPart.Create(pair!.Source, index.Parts[i].IsDescending)))],
            SourceIndex = index.Name,
            TargetIndex = other.Name,
            Chunks = canRange ? ChunkKey.Choose(source with { Indexes = [index] }) : null,
        };
    }

    private static bool SameName(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
