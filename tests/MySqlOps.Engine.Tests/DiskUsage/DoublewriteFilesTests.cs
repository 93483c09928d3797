using MySqlOps.Engine.DiskUsage;

namespace MySqlOps.Engine.Tests.DiskUsage;

/// <summary>Sizes of #ib_*.dblwr as MySQL 9.7 made them, in pages.</summary>
public class DoublewriteFilesTests
{
    private const long PageSize = 16384;

    [Theory]
    [InlineData(2, 128, 1, 256 + 768)]
    [InlineData(3, 64, 1, 128 + 640 + 128)]
    [InlineData(1, 32, 1, 640)]
    [InlineData(8, 16, 1, 16 + 272 + 16 + 272)]
    [InlineData(2, 128, 4, 512 + 1024)]
    [InlineData(7, 128, 8, (384 * 4) + (554 * 3))]
    public void FilesAreAsLargeAsTheServerMakesThem(long files, long pages, long poolInstances, long expected)
    {
        Assert.Equal(expected * PageSize, DoublewriteFiles.Bytes(files, pages, poolInstances, PageSize));
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(65536)]
    public void FilesGrowWithThePage(long pageSize)
    {
        Assert.Equal(1024 * pageSize, DoublewriteFiles.Bytes(2, 128, 1, pageSize));
    }
}
