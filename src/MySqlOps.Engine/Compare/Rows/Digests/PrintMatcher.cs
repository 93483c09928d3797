using System.Runtime.InteropServices;

namespace MySqlOps.Engine.Compare.Rows.Digests;

/// <summary>Matches the rows of two sides: first those that are equal, however often and in whatever order, then the rest by key.</summary>
internal static class PrintMatcher
{
    /// <summary>Matches.</summary>
    /// <param name="source">The source's rows.</param>
    /// <param name="target">The target's rows.</param>
    public static PrintDifferences Match(RowPrints source, RowPrints target)
    {
        // Both sides mostly come in the same order: what is equal at both ends needs no table.
        var from = 0;
        while (from < source.Count && from < target.Count && source.Hash(from) == target.Hash(from))
            from++;
        var (sourceTo, targetTo) = (source.Count, target.Count);
        while (sourceTo > from && targetTo > from && source.Hash(sourceTo - 1) == target.Hash(targetTo - 1))
        {
            sourceTo--;
            targetTo--;
        }

        var balance = new Dictionary<UInt128, long>();
        for (var row = from; row < sourceTo; row++)
            CollectionsMarshal.GetValueRefOrAddDefault(balance, source.Hash(row), out _)++;
        for (var row = from; row < targetTo; row++)
            CollectionsMarshal.GetValueRefOrAddDefault(balance, target.Hash(row), out _)--;
        return Gather(balance, source, from, sourceTo, target, targetTo);
    }

    private static PrintDifferences Gather(Dictionary<UInt128, long> balance, RowPrints source, int from, int sourceTo, RowPrints target, int targetTo)
    {
        var keys = new List<byte[]>();
        var seen = new HashSet<byte[]>(ByteArrayComparer.Instance);
        var loose = new Dictionary<UInt128, long>();
        for (var row = from; row < sourceTo; row++)
            Add(source, row);
        for (var row = from; row < targetTo; row++)
            Add(target, row);
        return new PrintDifferences { Keys = keys, Loose = loose };

        void Add(RowPrints prints, int row)
        {
            var hash = prints.Hash(row);
            if (balance[hash] == 0)
                return;
            var key = prints.Key(row);
            if (key.IsEmpty || CellBytes.HasNull(key))
            {
                loose[hash] = balance[hash];
                return;
            }

            var bytes = key.ToArray();
            if (seen.Add(bytes))
                keys.Add(bytes);
        }
    }
}
