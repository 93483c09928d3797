using MySqlOps.Engine.Topology.Drawing;

namespace MySqlOps.Engine.Tests.Topology;

public sealed class TextWrapTests
{
    [Theory]
    [InlineData("", 5, "")]
    [InlineData("abc", 5, "abc")]
    [InlineData("abc de", 5, "abc|de")]
    [InlineData("abc de", 6, "abc de")]
    [InlineData("abcde fg", 5, "abcde|fg")]
    [InlineData("abcdefg hi", 5, "abcde|fg hi")]
    [InlineData("a b c d", 3, "a b|c d")]
    [InlineData("a   b", 2, "a|b")]
    public void LineBreaksBetweenWords(string text, int width, string lines) => Assert.Equal(lines, string.Join('|', TextWrap.Lines(text, width)));

    [Fact]
    public void CharacterOfTwoHalvesStaysWhole() => Assert.Equal(["ab", "\U0001F600c"], TextWrap.Lines("ab\U0001F600c", 3));
}
