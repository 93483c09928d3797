using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Tests.Catalog;

public sealed class QualifiedNamesTests
{
    [Theory]
    [InlineData("select `a`.`b` from `a`", "a.b")]
    [InlineData("`d`.`t`.`c`", "d.t|t.c")]
    [InlineData("`d``x`.`t.u`", "d`x.t.u")]
    [InlineData("'`a`.`b`' \"`c`.`d`\" `e`.`f`", "e.f")]
    [InlineData("'it''s `a`.`b`' `e`.`f`", "e.f")]
    [InlineData(@"'\'`a`.`b`' `e`.`f`", "e.f")]
    [InlineData("`a` . `b` `c` `d`", "")]
    [InlineData("`open.`", "")]
    [InlineData("`never closed", "")]
    [InlineData("'never closed `a`.`b`", "")]
    public void PairsAreFoundOutsideOfTexts(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', QualifiedNames.Find(text).Select(name => name.ToString())));
}
