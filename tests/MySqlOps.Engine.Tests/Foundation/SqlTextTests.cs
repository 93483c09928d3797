using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Foundation;

public class SqlTextTests
{
    [Theory]
    [InlineData("shop", "`shop`")]
    [InlineData("", "``")]
    [InlineData("a`b", "`a``b`")]
    [InlineData("``", "``````")]
    [InlineData("a.b", "`a.b`")]
    [InlineData("a\\'\"b", "`a\\'\"b`")]
    public void IdentifierDoublesItsBackticksAndNothingElse(string name, string expected)
    {
        Assert.Equal(expected, SqlIdentifier.Quote(name));
    }

    [Fact]
    public void QualifiedIdentifierQuotesEachPart()
    {
        Assert.Equal("`a.b`.`c``d`", SqlIdentifier.Quote("a.b", "c`d"));
    }

    [Theory]
    [InlineData("text", "'text'")]
    [InlineData("", "''")]
    [InlineData("it's", "'it''s'")]
    [InlineData("a\\", "'a\\\\'")]
    [InlineData("\\'", "'\\\\'''")]
    [InlineData("\"`\n", "'\"`\n'")]
    public void LiteralCannotEndBeforeItsQuote(string value, string expected)
    {
        Assert.Equal(expected, SqlLiteral.Quote(value));
    }
}
