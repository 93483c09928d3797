using System.Globalization;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>Decides which empty transactions a server gets.</summary>
internal static class ErrantRepairPlanner
{
    /// <summary>More in one go are rather the wrong set than errant transactions.</summary>
    private const long Most = 1_000_000;

    /// <summary>Decides.</summary>
    /// <param name="state">The server that gets them.</param>
    /// <param name="wanted">What it is to have.</param>
    /// <param name="found">The errant transactions that were found, of those that are wanted; empty when the set was written by hand.</param>
    public static ErrantRepairPlan Plan(GtidState state, GtidSet wanted, IReadOnlyList<MySqlErrantTransaction> found)
    {
        var missing = wanted.Subtract(state.Executed);
        return new ErrantRepairPlan
        {
            Server = state.Server,
            Missing = missing,
            Present = wanted.Intersect(state.Executed),
            LeftOnReplica = [.. found.GroupBy(static one => one.Server.Endpoint, StringComparer.Ordinal).Select(static own => Describe([.. own])).OfType<string>()],
            Refusal = Refuse(state, missing, found),
        };
    }

    private static string? Refuse(GtidState state, GtidSet missing, IReadOnlyList<MySqlErrantTransaction> found)
    {
        if (missing.Count > Most)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{missing.Count} empty transactions are more than {Most}. Is it the right set? If so, make them in parts.");
        }

        // A name that the server has not given out yet would be used up, and a number in between leaves it with a gap that nobody can explain.
        var known = found.Aggregate(GtidSet.Empty, static (set, one) => set.Union(GtidSet.Parse(one.Gtid)));
        var own = missing.WithSource(state.Uuid).Subtract(known);
        return own.IsEmpty ? null : $"{own.ToString().ReplaceLineEndings("")} are names that this server itself gives out, and no replica was seen to have them. Pipe the transactions from Get-MySqlErrantTransaction.";
    }

    /// <summary>What stays on a replica; null for nothing.</summary>
    private static string? Describe(IReadOnlyList<MySqlErrantTransaction> own)
    {
        const int MostNamed = 10;
        var tables = own.SelectMany(static one => one.Tables)
            .GroupBy(static table => (table.Database, table.Table))
            .Select(static same => new ErrantTable(same.Key.Database, same.Key.Table, Sum(same, static table => table.Inserted), Sum(same, static table => table.Updated), Sum(same, static table => table.Deleted)).ToString())
            .ToList();
        var parts = tables.Take(MostNamed).ToList();
        if (tables.Count > MostNamed)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{tables.Count - MostNamed} more tables"));
        parts.AddRange(own.Select(static one => one.Statement).OfType<string>().Take(MostNamed).Select(static text => OneLine(text)));
        var unknown = own.Where(static one => one.Kind == ErrantKind.Unknown).Sum(static one => one.TransactionCount);
        if (unknown > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{unknown} transactions of which nobody knows what they changed"));
        return parts.Count == 0 ? null : $"on {own[0].Server.Endpoint} {string.Join(", ", parts)}";
    }

    private static string OneLine(string text)
    {
        const int Longest = 100;
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Longest ? line : $"{line[..Longest]}...";
    }

    private static long? Sum(IEnumerable<ErrantTable> tables, Func<ErrantTable, long?> rows) =>
        tables.Aggregate((long?)0, (sum, table) => sum + rows(table));
}
