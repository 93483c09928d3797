using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Foundation;

public class NamePatternTests
{
    [Theory]
    [InlineData("*", "")]
    [InlineData("*", "shop")]
    [InlineData("shop*", "shop")]
    [InlineData("sh*p", "shop")]
    [InlineData("*o*", "shop")]
    [InlineData("sh?p", "shop")]
    [InlineData("sh[oi]p", "ship")]
    [InlineData("sh[a-p]p", "shop")]
    [InlineData("sh[a-co-q]p", "shop")]
    [InlineData("sh[-x]p", "sh-p")]
    [InlineData("sh[x-]p", "sh-p")]
    [InlineData("a[*]b", "a*b")]
    [InlineData("a[[]b", "a[b")]
    [InlineData("a[^]b", "a^b")]
    [InlineData("a[\\]*", "a\\")]
    [InlineData("?", "\n")]
    [InlineData("*", "two\nlines")]
    [InlineData("a.b*", "a.b")]
    [InlineData("größe_?", "größe_1")]
    public void FittingNameMatches(string pattern, string name)
    {
        Assert.True(new NamePattern(pattern, ignoreCase: false).Matches(name));
    }

    [Theory]
    [InlineData("shop", "shopping")]
    [InlineData("shop", "webshop")]
    [InlineData("sh?p", "shp")]
    [InlineData("sh?p", "shoop")]
    [InlineData("sh?p*", "a shop")]
    [InlineData("sh[oi]p", "shap")]
    [InlineData("sh[a-c]p", "sh-p")]
    [InlineData("a.b*", "axb")]
    [InlineData("*shop", "shop\n")]
    [InlineData("SHOP*", "shop")]
    [InlineData("S[H]OP", "shop")]
    public void OtherNameDoesNotMatch(string pattern, string name)
    {
        Assert.False(new NamePattern(pattern, ignoreCase: false).Matches(name));
    }

    [Theory]
    [InlineData("SHOP", "shop")]
    [InlineData("SH*", "shop")]
    [InlineData("SH[A-P]P", "shop")]
    [InlineData("sh[a-p]p", "SHOP")]
    [InlineData("GRÖSSE", "grösse")]
    public void CaseIsFoldedWhereTheServerFoldsIt(string pattern, string name)
    {
        Assert.True(new NamePattern(pattern, ignoreCase: true).Matches(name));
    }

    [Theory]
    [InlineData("z", true)]
    [InlineData("a", true)]
    [InlineData("-", false)]
    [InlineData("m", false)]
    public void RangeThatRunsBackwardsMatchesItsTwoEndsOnly(string name, bool fits)
    {
        Assert.Equal(fits, new NamePattern("[z-a]", ignoreCase: false).Matches(name));
    }

    [Theory]
    [InlineData("a`*b", "a*b")]
    [InlineData("a`?b", "a?b")]
    [InlineData("a`[b]", "a[b]")]
    [InlineData("a``b", "a`b")]
    [InlineData("a`b", "ab")]
    [InlineData("ab`", "ab`")]
    public void BacktickMakesAPlainName(string pattern, string name)
    {
        var read = new NamePattern(pattern, ignoreCase: false);

        Assert.Equal((true, name), (read.IsName, read.Name));
    }

    [Theory]
    [InlineData("a`*b*", "a*bc", true)]
    [InlineData("a`*b*", "axbc", false)]
    [InlineData("[`]]", "]", true)]
    [InlineData("[a`-z]", "-", true)]
    [InlineData("[a`-z]", "m", false)]
    [InlineData("[``]", "`", true)]
    [InlineData("*`", "a`", true)]
    public void BacktickTakesTheMeaningInAPatternToo(string pattern, string name, bool fits)
    {
        Assert.Equal(fits, new NamePattern(pattern, ignoreCase: false).Matches(name));
    }

    [Theory]
    [InlineData("a[b")]
    [InlineData("a]b")]
    [InlineData("a[]b")]
    [InlineData("[")]
    [InlineData("[]")]
    [InlineData("")]
    public void BracketWithoutItsPartnerIsAPlainCharacter(string text)
    {
        var pattern = new NamePattern(text, ignoreCase: false);

        Assert.Equal((true, true), (pattern.IsName, pattern.Matches(text)));
    }

    [Fact]
    public void BracketWithoutItsPartnerIsAPlainCharacterAmongWildcards()
    {
        Assert.True(new NamePattern("*[b", ignoreCase: false).Matches("a[b"));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("a?")]
    [InlineData("[a]")]
    public void WildcardIsNoName(string text)
    {
        Assert.False(new NamePattern(text, ignoreCase: false).IsName);
    }

    [Fact]
    public void ManyStarsDoNotTakeForever()
    {
        var pattern = new NamePattern(string.Concat(Enumerable.Repeat("*a", 50)) + "b", ignoreCase: false);

        Assert.False(pattern.Matches(new string('a', 5_000)));
    }

    [Fact]
    public void VeryLongPatternIsStillAPattern()
    {
        Assert.True(new NamePattern(new string('?', 20_000) + "*", ignoreCase: true).Matches(new string('a', 20_001)));
    }
}
