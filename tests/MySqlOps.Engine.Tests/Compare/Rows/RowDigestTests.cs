using MySqlOps.Engine.Compare.Rows.Digests;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Compare.Rows;

/// <summary>Rows that differ come to different sums, and equal ones to the same, in whatever order and pieces.</summary>
public sealed class RowDigestTests
{
    private static readonly string?[][] Rows = [["1", "a", null], ["2", "", "x"], ["3", "ccc", "y"]];

    [Fact]
    public void TheOrderMakesNoDifference() => Assert.True(Feed.Digest(1, Rows).HasSameRows(Feed.Digest(1, Rows[2], Rows[0], Rows[1])));

    [Fact]
    public void PairsDoNotCancel() => Assert.False(Feed.Digest(0, ["1"], ["1"], ["5"]).HasSameRows(Feed.Digest(0, ["2"], ["2"], ["5"])));

    [Fact]
    public void ARowMoreIsADifference() => Assert.False(Feed.Digest(0, ["1"], ["1"]).HasSameRows(Feed.Digest(0, ["1"])));

    [Theory]
    [InlineData("a", "bc", "ab", "c")]
    [InlineData(null, "", "", null)]
    [InlineData("", "", null, "")]
    [InlineData("a#", "b", "a", "#b")]
    [InlineData("", "\u0001\0\0\0", "\u0001\0\0\0", "")]
    public void CellsKeepTheirBorders(string? a, string? b, string? c, string? d) => Assert.False(Feed.Digest(0, [a, b]).HasSameRows(Feed.Digest(0, [c, d])));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(70_000)]
    public void PiecesMakeNoDifference(int pieceLength)
    {
        string?[][] rows = [["1", new string('x', 200_000), "end"], ["22", new string('y', 65_536 - 10), null], ["333", new string('z', 65_530), ""]];
        var whole = Feed.Digest(1, rows);
        var pieces = new RowDigest(1, Feed.Seed, new RowPrints(1_000_000), new ByteThrottle(null, TimeProvider.System));
        Feed.Rows(pieces, pieceLength, rows);

        Assert.True(whole.HasSameRows(pieces));
        Assert.Equal(Enumerable.Range(0, 3).Select(row => whole.Prints.Key(row).ToArray()), Enumerable.Range(0, 3).Select(row => pieces.Prints.Key(row).ToArray()));
    }

    [Fact]
    public void TheEndOfALongCellCounts() =>
        Assert.False(Feed.Digest(0, [new string('x', 300_000) + "a"]).HasSameRows(Feed.Digest(0, [new string('x', 300_000) + "b"])));

    [Fact]
    public void KeysComeApartAgain()
    {
        var digest = Feed.Digest(3, ["a", null, "", "rest"]);

        var cells = CellBytes.Split(digest.Prints.Key(0), 3);
        Assert.Equal(["a"u8.ToArray(), null, []], cells);
        Assert.True(CellBytes.HasNull(digest.Prints.Key(0)));
        Assert.Equal(digest.Prints.Key(0).ToArray(), CellBytes.Join(cells));
    }

    [Fact]
    public void WhatDoesNotFitIsNotKeptAndIsSummedAllTheSame()
    {
        var digest = new RowDigest(1, Feed.Seed, new RowPrints(100), new ByteThrottle(null, TimeProvider.System));
        Feed.Rows(digest, int.MaxValue, [.. Enumerable.Range(0, 50).Select(id => new[] { $"{id}", "v" })]);

        Assert.True(digest.Prints.IsFull);
        Assert.True(digest.HasSameRows(Feed.Digest(1, [.. Enumerable.Range(0, 50).Select(id => new[] { $"{id}", "v" })])));
    }

    [Fact]
    public void SharesHoldEachRowOnceAndBothVersionsOfOneTogether()
    {
        string?[][] source = [.. Enumerable.Range(0, 500).Select(id => new[] { $"{id}", "old" })];
        string?[][] target = [.. Enumerable.Range(0, 500).Select(id => new[] { $"{id}", "new" })];
        var kept = 0;
        for (var number = 0; number < 7; number++)
        {
            var (one, other) = (Share(number, source), Share(number, target));
            kept += one.Prints.Count;
            Assert.Equal(Keys(one), Keys(other));
        }

        Assert.Equal(500, kept);

        RowDigest Share(int number, string?[][] rows)
        {
            var digest = new RowDigest(1, Feed.Seed, new RowPrints(1_000_000), new ByteThrottle(null, TimeProvider.System)) { Share = new RowShare(number, 7) };
            Feed.Rows(digest, int.MaxValue, rows);
            return digest;
        }

        IReadOnlyList<string> Keys(RowDigest digest) => [.. Enumerable.Range(0, digest.Prints.Count).Select(row => Convert.ToHexString(digest.Prints.Key(row)))];
    }
}
