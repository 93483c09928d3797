namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>Finds which of a list's members may stay where they are when the list is put in another order, so that few move.</summary>
internal static class LongestSequence
{
    /// <summary>The members of the longest sequence that both lists have in the same order; members are there once each.</summary>
    /// <param name="before">The list as it is.</param>
    /// <param name="after">The list as it is to be.</param>
    public static IReadOnlySet<string> Find(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        // Wanted places in the present order: the longest ascending run of them stays.
        var placeOf = after.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        int[] places = [.. before.Where(placeOf.ContainsKey).Select(name => placeOf[name])];
        var (lengths, previous) = (new int[places.Length], new int[places.Length]);
        var best = -1;
        for (var i = 0; i < places.Length; i++)
        {
            (lengths[i], previous[i]) = (1, -1);
            for (var j = 0; j < i; j++)
            {
                if (places[j] < places[i] && lengths[j] + 1 > lengths[i])
                    (lengths[i], previous[i]) = (lengths[j] + 1, j);
            }

            if (best < 0 || lengths[i] > lengths[best])
                best = i;
        }

        var kept = new HashSet<string>(StringComparer.Ordinal);
        for (; best >= 0; best = previous[best])
            kept.Add(after[places[best]]);
        return kept;
    }
}
