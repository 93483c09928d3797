using MySqlOps.Engine.Compare.Rows.Digests;

namespace MySqlOps.Engine.Compare.Rows.Findings;

/// <summary>A row as either side has it.</summary>
/// <param name="Source">The source's; null when it has none.</param>
/// <param name="Target">The target's; null when it has none.</param>
internal sealed record RowSlot(WholeRow? Source, WholeRow? Target)
{
    /// <summary>How often it is there on one side more than on the other, for a row without a key.</summary>
    public long Count { get; init; } = 1;

    /// <summary>How often the source has it, for a row without a key; null otherwise.</summary>
    public long? OnSource { get; init; }

    /// <summary>How often the target has it, for a row without a key; null otherwise.</summary>
    public long? OnTarget { get; init; }

    /// <summary>True when both have it and it is the same.</summary>
    public bool IsEqual => Source is not null && Target is not null && Source.Hash == Target.Hash;
}
