using MySqlOps.Engine.Compare.Rows.Digests;
using MySqlOps.Engine.Compare.Rows.Pairs;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Rows.Findings;

/// <summary>Brings the rows of both sides together that have one key.</summary>
internal static class RowPairer
{
    /// <summary>Pairs.</summary>
    /// <param name="key">The key.</param>
    /// <param name="wanted">The keys that were asked for. A collation may have brought others; those are someone else's to report.</param>
    /// <param name="source">The source's rows.</param>
    /// <param name="target">The target's rows.</param>
    /// <param name="session">A session to ask which keys are equal.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IReadOnlyList<RowSlot>> PairAsync(
        RowKey key, IReadOnlyCollection<byte[]> wanted, IReadOnlyList<WholeRow> source, IReadOnlyList<WholeRow> target, DataSession session, CancellationToken cancellationToken)
    {
        var asked = wanted.ToHashSet(ByteArrayComparer.Instance);
        var others = target.ToDictionary(static row => row.Key, ByteArrayComparer.Instance);
        var slots = new List<RowSlot>();
        var alone = new List<WholeRow>();
        foreach (var row in source)
        {
            if (!others.Remove(row.Key, out var other))
                alone.Add(row);
            else if (asked.Contains(row.Key))
                slots.Add(new RowSlot(row, other));
        }

        if (alone.Count > 0 && others.Count > 0 && key.IsFuzzy)
            await PairLikeAsync(key, asked, alone, others, slots, session, cancellationToken).ConfigureAwait(false);
        slots.AddRange(alone.Where(row => asked.Contains(row.Key)).Select(static row => new RowSlot(row, null)));
        slots.AddRange(others.Values.Where(row => asked.Contains(row.Key)).Select(static row => new RowSlot(null, row)));
        return slots;
    }

    /// <summary>Pairs what the server takes for one key. Such a pair is reported when the source's key was asked for, and so once.</summary>
    private static async Task PairLikeAsync(
        RowKey key, HashSet<byte[]> asked, List<WholeRow> alone, Dictionary<byte[], WholeRow> others, List<RowSlot> slots, DataSession session, CancellationToken cancellationToken)
    {
        var ranks = await KeyRanker.RankAsync(session, key, [.. alone.Select(static row => row.Key), .. others.Keys], cancellationToken).ConfigureAwait(false);
        var byRank = others.Values.ToDictionary(row => ranks[row.Key]);
        foreach (var row in alone.ToList())
        {
            if (!byRank.Remove(ranks[row.Key], out var like))
                continue;
            alone.Remove(row);
            others.Remove(like.Key);
            if (asked.Contains(row.Key))
                slots.Add(new RowSlot(row, like));
        }
    }
}
