using System.Globalization;
using MySqlOps.Engine.Compare.Text;

namespace MySqlOps.Engine.Tests.Compare.Text;

/// <summary>The expected texts are what GNU diff 3.8 prints of the same files.</summary>
public sealed class DiffFormatTests
{
    private static readonly string First = string.Join('\n', Enumerable.Range(1, 20).Select(static i => i.ToString(CultureInfo.InvariantCulture)));
    private static readonly string Second = First.Replace("\n5\n", "\nfive\n", StringComparison.Ordinal).Replace("\n12\n", "\n", StringComparison.Ordinal).Replace("\n19\n", "\n19\nnew\n", StringComparison.Ordinal);

    [Fact]
    public void UnifiedIsAsOfDiffU()
    {
        Assert.Equal(
            """
            --- a
            +++ b
            @@ -2,14 +2,13 @@
             2
             3
             4
            -5
            +five
             6
             7
             8
             9
             10
             11
            -12
             13
             14
             15
            @@ -17,4 +16,5 @@
             17
             18
             19
            +new
             20

            """.ReplaceLineEndings("\n"),
            DiffFormat.Unified(LineDiff.Compare(First, Second), "a", "b"));
    }

    [Fact]
    public void ContextIsAsOfDiffC()
    {
        Assert.Equal(
            """
            *** a
            --- b
            ***************
            *** 2,15 ****
              2
              3
              4
            ! 5
              6
              7
              8
              9
              10
              11
            - 12
              13
              14
              15
            --- 2,14 ----
              2
              3
              4
            ! five
              6
              7
              8
              9
              10
              11
              13
              14
              15
            ***************
            *** 17,20 ****
            --- 16,20 ----
              17
              18
              19
            + new
              20

            """.ReplaceLineEndings("\n"),
            DiffFormat.ContextDiff(LineDiff.Compare(First, Second), "a", "b"));
    }

    [Theory]
    [InlineData("a", "a", "  a\n")]
    [InlineData("a", "b", "- a\n+ b\n")]
    [InlineData(null, "a\nb", "+ a\n+ b\n")]
    [InlineData("a\nb", null, "- a\n- b\n")]
    public void DifferShowsEveryLine(string? first, string? second, string expected)
    {
        Assert.Equal(expected, DiffFormat.Differ(LineDiff.Compare(first, second)));
    }

    [Fact]
    public void TextThatIsOnlyOnOneSideBeginsAtLineNought()
    {
        Assert.Equal("--- a\n+++ b\n@@ -0,0 +1,2 @@\n+x\n+y\n", DiffFormat.Unified(LineDiff.Compare(null, "x\ny"), "a", "b"));
    }

    [Fact]
    public void EditsMakeTheOneTextOfTheOther()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            string[] from = [.. Enumerable.Range(0, random.Next(12)).Select(_ => $"{(char)('a' + random.Next(4))}")];
            string[] to = [.. Enumerable.Range(0, random.Next(12)).Select(_ => $"{(char)('a' + random.Next(4))}")];
            var edits = LineDiff.Compare(from.Length == 0 ? null : string.Join('\n', from), to.Length == 0 ? null : string.Join('\n', to));

            Assert.True(from.SequenceEqual(edits.Where(static edit => edit.Kind != '+').Select(static edit => edit.Line)), $"seed {seed}, round {round}");
            Assert.True(to.SequenceEqual(edits.Where(static edit => edit.Kind != '-').Select(static edit => edit.Line)), $"seed {seed}, round {round}");
        }
    }
}
