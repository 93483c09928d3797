using MySqlOps.Engine.Compare.Rows.Digests;
using MySqlOps.Engine.Dump.Chunks;

namespace MySqlOps.Engine.Compare.Rows.Pairs;

/// <summary>The key by which rows of both sides are matched: unique on both, of the same columns, types and collations.</summary>
internal sealed record RowKey
{
    /// <summary>Its columns, in the order of the source's index; they are the first of the compared columns.</summary>
    public required IReadOnlyList<RowKeyPart> Parts { get; init; }

    /// <summary>The source's index.</summary>
    public required string SourceIndex { get; init; }

    /// <summary>The target's index.</summary>
    public required string TargetIndex { get; init; }

    /// <summary>The key by whose ranges the table is cut, with the source's index; null when no ranges can be made.</summary>
    public required ChunkKey? Chunks { get; init; }

    /// <summary>True when the server may take two keys for equal whose bytes differ.</summary>
    public bool IsFuzzy => Parts.Any(static part => part.IsFuzzy);

    /// <summary>The literals of a key.</summary>
    /// <param name="key">Its bytes.</param>
    public IReadOnlyList<string> Literals(byte[] key) => [.. CellBytes.Split(key, Parts.Count).Select((cell, i) => Parts[i].Literal(cell!))];
}
