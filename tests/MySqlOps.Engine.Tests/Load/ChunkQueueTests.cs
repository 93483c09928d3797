using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Load.Rows;

namespace MySqlOps.Engine.Tests.Load;

public sealed class ChunkQueueTests
{
    [Fact]
    public void SessionsSpreadOverTablesTheBiggestFirst()
    {
        var queue = new ChunkQueue([Table("small", 10), Table("big", 100, 100, 100), Table("middle", 50, 50)]);

        Assert.Equal(["big", "middle", "small"], Take(queue, 3));
    }

    [Fact]
    public void FurtherSessionsJoinTheTableWithMostLeftForEach()
    {
        var queue = new ChunkQueue([Table("big", 100, 100, 100, 100), Table("small", 90, 90)]);

        Assert.Equal(["big", "small", "big", "big", "small", "big"], Take(queue, 6));
    }

    [Fact]
    public void LastChunkMakesATableWhole()
    {
        var queue = new ChunkQueue([Table("t", 1, 1)]);
        var (first, second) = (queue.Take()!, queue.Take()!);

        Assert.False(queue.Finish(second));
        Assert.True(queue.Finish(first));
        Assert.Null(queue.Take());
    }

    [Fact]
    public void FailedTableGetsNoMoreChunksAndIsNeverWhole()
    {
        var queue = new ChunkQueue([Table("t", 1, 1, 1)]);
        var (first, second) = (queue.Take()!, queue.Take()!);

        queue.Fail(first);

        Assert.Null(queue.Take());
        Assert.False(queue.Finish(second));
    }

    [Fact]
    public void TableThatCannotRollBackIsLoadedByOneSession()
    {
        var queue = new ChunkQueue([Table("t", 1, 1) with { IsTransactional = false }]);
        var first = queue.Take()!;

        Assert.Null(queue.Take());
        queue.Finish(first);
        Assert.Equal(1, queue.Take()!.Number);
    }

    private static TableLoad Table(string name, params int[] sizes)
    {
        var manifest = new MemoryExport().Database("shop").Table(name, "", "id", [.. sizes.Select(size => new string('1', size - 1) + "\n")]).Manifest;
        return new TableLoad
        {
            Database = manifest.Databases[0],
            Table = manifest.Databases[0].Tables[0],
            Target = new ObjectName("shop", name),
            IsTransactional = true,
            Chunks = [.. Enumerable.Range(0, sizes.Length)],
        };
    }

    private static string[] Take(ChunkQueue queue, int count) => [.. Enumerable.Range(0, count).Select(_ => queue.Take()!.Table.Target.Name)];
}
