using MySqlOps.Engine.Failover.Hooks;

namespace MySqlOps.Engine.Tests.Failover.Hooks;

public sealed class OutputTailTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\n \r\n", "")]
    [InlineData("one", "one")]
    [InlineData("one\ntwo \n\n", "two")]
    [InlineData("10 %\r50 %\r100 %", "100 %")]
    [InlineData("\u001b[31mred\u001b[0m\u0007", "[31mred[0m")]
    public void LastLineIsTheLastThatIsNotBlankWithoutControlCharacters(string text, string line)
    {
        var tail = new OutputTail();
        tail.Add(text);

        Assert.Equal(line, tail.LastLine);
    }

    [Fact]
    public void LineIsPutTogetherOfPieces()
    {
        var tail = new OutputTail();
        tail.Add("one\ntw");
        tail.Add("o");

        Assert.Equal("two", tail.LastLine);
    }

    [Fact]
    public void EndlessOutputIsForgottenButForItsEnd()
    {
        var tail = new OutputTail();
        for (var i = 0; i < 10_000; i++)
            tail.Add(new string('x', 100));

        Assert.Equal(4096, tail.LastLine.Length);
        tail.Add("\nend");
        Assert.Equal("end", tail.LastLine);
    }
}
