using System.Collections.Immutable;

namespace MySqlOps.Engine.Replication.Gtids;

/// <summary>The algebra of one source's intervals. Every list that goes in or out is sorted, and no two of its intervals touch.</summary>
internal static class GtidIntervals
{
    /// <summary>Sorts any intervals, and joins those that touch or overlap.</summary>
    public static ImmutableArray<GtidInterval> Normalize(IEnumerable<GtidInterval> intervals)
    {
        var result = ImmutableArray.CreateBuilder<GtidInterval>();
        foreach (var interval in intervals.OrderBy(static one => one.First))
            Append(result, interval);
        return result.ToImmutable();
    }

    /// <summary>What is in either.</summary>
    public static ImmutableArray<GtidInterval> Union(ImmutableArray<GtidInterval> one, ImmutableArray<GtidInterval> other)
    {
        var result = ImmutableArray.CreateBuilder<GtidInterval>(one.Length + other.Length);
        int i = 0, j = 0;
        while (i < one.Length || j < other.Length)
        {
            var isFirst = j == other.Length || (i < one.Length && one[i].First <= other[j].First);
            Append(result, isFirst ? one[i++] : other[j++]);
        }

        return result.ToImmutable();
    }

    /// <summary>What is in the first and not in the second.</summary>
    public static ImmutableArray<GtidInterval> Subtract(ImmutableArray<GtidInterval> one, ImmutableArray<GtidInterval> other)
    {
        var result = ImmutableArray.CreateBuilder<GtidInterval>();
        var j = 0;
        foreach (var interval in one)
        {
            var first = interval.First;
            while (j < other.Length && other[j].Last < first)
                j++;

            // The one that reaches past the end may cut the next interval too, so the walk does not leave it behind.
            for (var k = j; k < other.Length && other[k].First <= interval.Last && first <= interval.Last; k++)
            {
                if (other[k].First > first)
                    result.Add(new GtidInterval(first, other[k].First - 1));
                first = other[k].Last + 1;
            }

            if (first <= interval.Last)
                result.Add(interval with { First = first });
        }

        return result.ToImmutable();
    }

    /// <summary>What is in both.</summary>
    public static ImmutableArray<GtidInterval> Intersect(ImmutableArray<GtidInterval> one, ImmutableArray<GtidInterval> other)
    {
        var result = ImmutableArray.CreateBuilder<GtidInterval>();
        int i = 0, j = 0;
        while (i < one.Length && j < other.Length)
        {
            var (first, last) = (Math.Max(one[i].First, other[j].First), Math.Min(one[i].Last, other[j].Last));
            if (first <= last)
                result.Add(new GtidInterval(first, last));
            if (one[i].Last < other[j].Last)
                i++;
            else
                j++;
        }

        return result.ToImmutable();
    }

    private static void Append(ImmutableArray<GtidInterval>.Builder result, GtidInterval interval)
    {
        // The greatest number is below long.MaxValue, so that the sum does not overflow.
        if (result.Count > 0 && interval.First <= result[^1].Last + 1)
            result[^1] = result[^1] with { Last = Math.Max(result[^1].Last, interval.Last) };
        else
            result.Add(interval);
    }
}
