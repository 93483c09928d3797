using MySqlOps.Engine.DiskUsage;

namespace MySqlOps.Engine.Tests.DiskUsage;

public class TablespaceFileNameTests
{
    [Theory]
    [InlineData("shop/orders", "shop/orders")]
    [InlineData("shop/a@002db", "shop/a-b")]
    [InlineData("a@002fb/c", "a/b/c")]
    [InlineData("@0040@0040", "@@")]
    [InlineData("x@0023sql@002Dy", "x#sql-y")]
    [InlineData("@20ac", "€")]
    [InlineData("@1o", "@1o")]
    [InlineData("a@", "a@")]
    [InlineData("a@002", "a@002")]
    [InlineData("a@00zz", "a@00zz")]
    [InlineData("a@ 02d", "a@ 02d")]
    [InlineData("", "")]
    public void FourDigitCodesAreDecodedAndNothingElse(string name, string expected)
    {
        Assert.Equal(expected, TablespaceFileName.Decode(name));
    }
}
