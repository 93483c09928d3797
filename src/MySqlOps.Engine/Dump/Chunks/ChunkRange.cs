using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Chunks;

/// <summary>Which rows of a table make a chunk.</summary>
/// <param name="Condition">The condition on the key's columns, as SQL without WHERE; null for all rows.</param>
/// <param name="Partition">The partition; null for all.</param>
internal sealed record ChunkRange(string? Condition, string? Partition)
{
    /// <summary>The whole table.</summary>
    public static ChunkRange Whole { get; } = new(null, null);

    /// <summary>What follows the table's name in a FROM clause: nothing, or the partition.</summary>
    public string PartitionClause => Partition is null ? "" : $" PARTITION ({SqlIdentifier.Quote(Partition)})";
}
