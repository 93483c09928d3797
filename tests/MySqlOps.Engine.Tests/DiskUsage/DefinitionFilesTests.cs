using MySqlOps.Engine.DiskUsage;

namespace MySqlOps.Engine.Tests.DiskUsage;

public class DefinitionFilesTests
{
    [Fact]
    public void NoTableHasNoFile()
    {
        Assert.Equal(0, DefinitionFiles.Bytes(0, 0));
    }

    [Theory]
    [InlineData(1, 0, 4385)]
    [InlineData(1, 10, 12615)]
    [InlineData(110, 1200, 1469950)]
    public void FilesGrowWithTablesAndColumns(long tables, long columns, long expected)
    {
        Assert.Equal(expected, DefinitionFiles.Bytes(tables, columns));
    }
}
