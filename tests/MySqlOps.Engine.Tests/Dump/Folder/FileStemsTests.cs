using System.Text.RegularExpressions;
using MySqlOps.Engine.Dump.Folder;

namespace MySqlOps.Engine.Tests.Dump.Folder;

public class FileStemsTests
{
    private readonly FileStems _stems = new();

    [Theory]
    [InlineData("orders", "orders")]
    [InlineData("Order_Lines-2", "Order_Lines-2")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a.table", "a%2Etable")]
    [InlineData("100%", "100%25")]
    [InlineData("say \"hi\"", "say%20%22hi%22")]
    [InlineData("ä", "%C3%A4")]
    [InlineData("😀", "%F0%9F%98%80")]
    [InlineData("..", "%2E%2E")]
    [InlineData("con", "%63on")]
    [InlineData("NUL", "%4EUL")]
    [InlineData("com1", "%63om1")]
    [InlineData("console", "console")]
    public void NameIsEncoded(string name, string stem)
    {
        Assert.Equal(stem, _stems.Give(name));
    }

    [Fact]
    public void NamesThatDifferInCaseGetDifferentFiles()
    {
        Assert.Equal(("T", "t~2"), (_stems.Give("T"), _stems.Give("t")));
    }

    [Fact]
    public void LongNamesStayApart()
    {
        var stems = "123".Select(end => _stems.Give(string.Concat(Enumerable.Repeat("😀", 63)) + end)).ToList();

        Assert.Equal(3, stems.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(stems, stem => Assert.InRange(stem.Length, 1, 90));
        Assert.All(stems, stem => Assert.Matches("^(%[0-9A-F]{2})+~[0-9]+$", stem));
    }

    [Fact]
    public void AnyNameGivesAnotherFile()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var names = Enumerable.Range(0, 2000)
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 64)).Select(_ => "aA1-_.~%/é漢😀 "[random.Next(11)])))
            .Distinct()
            .ToList();
        var stems = names.ConvertAll(_stems.Give);

        Assert.True(stems.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count, $"seed {seed}");
        Assert.All(stems, stem => Assert.Matches(new Regex("^[A-Za-z0-9_%~-]{1,90}$"), stem));
    }
}
