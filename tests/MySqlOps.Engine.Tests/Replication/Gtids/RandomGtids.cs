using System.Globalization;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Tests.Replication.Gtids;

/// <summary>Random GTID sets of few sources and small numbers, so that they overlap, touch and cut each other; each as a text and as the plain set of its transactions.</summary>
internal sealed class RandomGtids(Random random)
{
    private const int MaxNumber = 40;

    private static readonly string[] Uuids = ["3e11fa47-71ca-11e1-9e33-c80aa9429562", "00000000-0000-0000-0000-000000000001", "ffffffff-ffff-ffff-ffff-ffffffffffff"];
    private static readonly string[] Tags = ["", "", "a", "blue", "_x9"];

    /// <summary>A text that needs not be the canonical one: sources twice, in any order and case, with white space.</summary>
    public (string Text, HashSet<(string Source, long Number)> Transactions) Next()
    {
        var transactions = new HashSet<(string, long)>();
        var groups = new List<string>();
        for (var group = random.Next(0, 6); group > 0; group--)
        {
            var uuid = Uuids[random.Next(Uuids.Length)];
            var text = Vary(uuid);
            var tag = "";
            for (var parts = random.Next(1, 5); parts > 0; parts--)
            {
                var chosen = Tags[random.Next(Tags.Length)];
                if (chosen.Length > 0)
                    text += $"{Blank()}:{Blank()}{Vary(tag = chosen)}";
                long first = random.Next(1, MaxNumber), last = random.Next(4) == 0 ? first : first + random.Next(0, 8);
                text += string.Create(CultureInfo.InvariantCulture, $":{Blank()}{(first == last ? $"{first}" : $"{first}-{last}")}{Blank()}");
                for (var number = first; number <= last; number++)
                    transactions.Add((tag.Length == 0 ? uuid : $"{uuid}:{tag}", number));
            }

            groups.Add(text);
        }

        return (string.Join($",{Blank()}", groups), transactions);
    }

    /// <summary>The plain set of a set's transactions.</summary>
    public static HashSet<(string Source, long Number)> Spread(GtidSet set) =>
        [.. set.Intervals.SelectMany(static part => Enumerable.Range((int)part.Interval.First, (int)part.Interval.Count), static (part, number) => (part.Source.ToString(), (long)number))];

    private string Vary(string text) => random.Next(3) == 0 ? text.ToUpperInvariant() : text;

    private string Blank() => random.Next(6) switch { 0 => " ", 1 => "\n", _ => "" };
}
