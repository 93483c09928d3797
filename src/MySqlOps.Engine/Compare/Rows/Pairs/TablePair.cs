using MySqlOps.Engine.Compare.Rows.Digests;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Rows.Pairs;

/// <summary>A table that both sides have, and how its rows are compared.</summary>
internal sealed record TablePair
{
    /// <summary>The source's table.</summary>
    public required TableSide Source { get; init; }

    /// <summary>The target's table.</summary>
    public required TableSide Target { get; init; }

    /// <summary>The compared columns, the key's first.</summary>
    public required IReadOnlyList<ColumnPair> Columns { get; init; }

    /// <summary>The key; null when rows are compared as they are, however often each is there.</summary>
    public required RowKey? Key { get; init; }

    /// <summary>How many of the compared columns are the key.</summary>
    public int KeyLength => Key?.Parts.Count ?? 0;

    /// <summary>The condition that finds rows by their keys.</summary>
    /// <param name="keys">The keys' bytes; at least one.</param>
    /// <param name="isTarget">True on the target, whose columns may have other names.</param>
    public string ByKeys(IEnumerable<byte[]> keys, bool isTarget)
    {
        var names = Key!.Parts.Select(part => SqlIdentifier.Quote((isTarget ? part.Pair.Target : part.Pair.Source).Name)).ToList();
        var values = keys.Select(Key.Literals);
        return names.Count == 1
            ? $"{names[0]} IN ({string.Join(", ", values.Select(static literals => literals[0]))})"
            : $"({string.Join(", ", names)}) IN ({string.Join(", ", values.Select(static literals => $"({string.Join(", ", literals)})"))})";
    }

    /// <summary>Where the two rows' compared cells differ, as places in <see cref="Columns"/>.</summary>
    public IEnumerable<int> Differing(WholeRow source, WholeRow target) =>
        Enumerable.Range(0, Columns.Count).Where(place => !ByteArrayComparer.Instance.Equals(source.Cells[place], target.Cells[place]));

    /// <summary>The source's name, for people.</summary>
    public override string ToString() => Source.Name.ToString();
}
