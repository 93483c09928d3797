using MySqlOps.Engine.DiskUsage;

namespace MySqlOps.Engine.Tests.DiskUsage;

public sealed class TablespaceFileNameTests
{
    [Theory]
    [InlineData("plain/table", "plain/table")]
    [InlineData("we@002dird/a@0020b", "we-ird/a b")]
    [InlineData("db/@6f22", "db/\u6f22")]
    [InlineData("db/p#P#p0", "db/p#P#p0")]
    [InlineData("db/@1o", "db/@1o")]
    [InlineData("db/end@002", "db/end@002")]
    [InlineData("db/end@002d", "db/end-")]
    [InlineData("", "")]
    public void FourDigitCodesAreDecodedAndNothingElse(string encoded, string expected) => Assert.Equal(expected, TablespaceFileName.Decode(encoded));
}
