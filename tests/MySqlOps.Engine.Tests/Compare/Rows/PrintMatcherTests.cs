using System.Text;
using MySqlOps.Engine.Compare.Rows.Digests;

namespace MySqlOps.Engine.Tests.Compare.Rows;

/// <summary>Which rows differ is told by hashes and keys, in whatever order the sides come.</summary>
public sealed class PrintMatcherTests
{
    [Fact]
    public void EqualRowsInAnotherOrderDoNotDiffer()
    {
        var found = Match(1, [["1", "a"], ["2", "b"], ["3", "c"]], [["3", "c"], ["1", "a"], ["2", "b"]]);

        Assert.Empty(found.Keys);
        Assert.Empty(found.Loose);
    }

    [Fact]
    public void ChangedMissingAndExtraRowsAreNamedOnce() => Assert.Equal(
        ["2", "4", "5"],
        Keys(Match(1, [["1", "a"], ["2", "b"], ["3", "c"], ["4", "d"]], [["1", "a"], ["2", "x"], ["3", "c"], ["5", "e"]])));

    [Fact]
    public void RowsOfOneSideAloneAreAllNamed() => Assert.Equal(["1", "2"], Keys(Match(1, [], [["1", "a"], ["2", "b"]])));

    [Fact]
    public void RowsWithoutAKeyAreCounted()
    {
        var found = Match(0, [["x"], ["x"], ["x"], ["y"]], [["y"], ["x"], ["z"], ["z"]]);

        Assert.Empty(found.Keys);
        Assert.Equal([-2L, 2L], found.Loose.Values.Order());
    }

    [Fact]
    public void NullInTheKeyIsNoKey()
    {
        var found = Match(1, [[null, "1"], [null, "1"], ["7", "1"]], [[null, "1"], ["7", "2"]]);

        Assert.Equal(["7"], Keys(found));
        Assert.Equal([1L], found.Loose.Values);
    }

    [Fact]
    public void RandomRowsAreMatchedAsByBruteForce()
    {
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var source = Enumerable.Range(0, 60).Where(_ => random.Next(3) > 0).ToDictionary(id => $"{id}", _ => $"{random.Next(4)}");
            var target = source.Where(_ => random.Next(9) > 0).ToDictionary(row => row.Key, row => random.Next(6) == 0 ? "other" : row.Value);
            for (var extra = random.Next(3); extra > 0; extra--)
                target[$"{random.Next(100)}"] = "new";
            var expected = source.Keys.Union(target.Keys).Where(key => source.GetValueOrDefault(key) != target.GetValueOrDefault(key)).Order(StringComparer.Ordinal);

            Assert.Equal(expected, Keys(Match(1, Rows(source), Rows(target))));
        }

        string?[][] Rows(Dictionary<string, string> rows) => [.. rows.OrderBy(_ => random.Next()).Select(row => new[] { row.Key, row.Value })];
    }

    private static PrintDifferences Match(int keyColumns, string?[][] source, string?[][] target) => PrintMatcher.Match(Feed.Digest(keyColumns, source).Prints, Feed.Digest(keyColumns, target).Prints);

    private static IEnumerable<string> Keys(PrintDifferences found) => found.Keys.Select(key => Encoding.UTF8.GetString(CellBytes.Split(key, 1)[0]!)).Order(StringComparer.Ordinal);
}
