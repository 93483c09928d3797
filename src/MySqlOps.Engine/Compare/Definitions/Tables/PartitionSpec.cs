using MySqlOps.Engine.Catalog.CreateTable;

namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>PARTITION BY, its list of partitions taken apart.</summary>
/// <param name="Scheme">The method, its columns and the number of partitions where no list says it.</param>
/// <param name="List">The partitions, each from its word PARTITION on; empty where the scheme says but their number.</param>
internal sealed record PartitionSpec(string Scheme, IReadOnlyList<(string Name, string Text)> List)
{
    /// <summary>True for RANGE and LIST, whose partitions can be added and dropped one by one.</summary>
    public bool IsByValue => Scheme.StartsWith("PARTITION BY RANGE", StringComparison.OrdinalIgnoreCase) || Scheme.StartsWith("PARTITION BY LIST", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for RANGE, whose new partitions can come only at the end.</summary>
    public bool IsRange => Scheme.StartsWith("PARTITION BY RANGE", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads what <see cref="TableOptions.Partitions"/> holds.</summary>
    public static PartitionSpec Read(string text)
    {
        var tokens = SqlTokens.Read(text);
        var (depth, open) = (0, -1);
        for (var i = 0; i < tokens.Count && open < 0; i++)
        {
            if (tokens[i].IsSymbol('(') && depth++ == 0 && i + 1 < tokens.Count && tokens[i + 1].IsWord("PARTITION"))
                open = i;
            else if (tokens[i].IsSymbol(')'))
                depth--;
        }

        if (open < 0)
            return new PartitionSpec(text, []);
        var list = new List<(string, string)>();
        var start = tokens[open].End;
        depth = 1;
        for (var i = open + 1; i < tokens.Count && depth > 0; i++)
        {
            depth += tokens[i].IsSymbol('(') ? 1 : tokens[i].IsSymbol(')') ? -1 : 0;
            if (depth > 0 && !(depth == 1 && tokens[i].IsSymbol(',')))
                continue;
            var entry = text[start..tokens[i].Start].Trim();
            list.Add((NameOf(entry), entry));
            start = tokens[i].End;
        }

        return new PartitionSpec(text[..tokens[open].Start].TrimEnd(), list);
    }

    /// <summary>Which partitions of another list of the same scheme are gone here and which are new; null when more than that differs.</summary>
    public (IReadOnlyList<string> Gone, IReadOnlyList<string> Added)? ChangesFrom(PartitionSpec before)
    {
        if (!IsByValue || Scheme != before.Scheme)
            return null;
        var wanted = List.Select(one => one.Text).ToList();
        var old = before.List.Select(one => one.Text).ToList();
        var kept = old.Where(wanted.Contains).ToList();
        var added = wanted.Where(text => !old.Contains(text, StringComparer.Ordinal)).ToList();
        var gone = before.List.Where(one => !wanted.Contains(one.Text)).Select(one => one.Name).ToList();

        // What stays must stand in the same order, what is new behind it, and no name may be both: then the server's own ADD and DROP do it.
        var result = kept.Concat(added);
        var isSimple = kept.Count > 0 && result.SequenceEqual(wanted, StringComparer.Ordinal) && !List.Where(one => added.Contains(one.Text, StringComparer.Ordinal)).Any(one => gone.Contains(one.Name, StringComparer.Ordinal));
        return isSimple ? (gone, added) : null;
    }

    private static string NameOf(string entry)
    {
        var tokens = SqlTokens.Read(entry);
        return tokens[1].Kind == SqlTokenKind.Name ? tokens[1].Name : tokens[1].Span.ToString();
    }
}
