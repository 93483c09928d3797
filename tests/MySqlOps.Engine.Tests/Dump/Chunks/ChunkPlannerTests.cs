using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Chunks;

namespace MySqlOps.Engine.Tests.Dump.Chunks;

public class ChunkPlannerTests
{
    private static readonly TableDefinition Orders = Tables.Of([Tables.Column("id", "int")], Tables.Unique("PRIMARY", "id"));
    private static readonly TableDefinition Codes = Tables.Of([Tables.Column("code", "decimal", isNullable: true)], Tables.Unique("code", "code"));

    [Fact]
    public async Task SmallTableIsOneChunkAndCostsNoQuestion()
    {
        var reader = new RecordedKeyReader(1000);

        Assert.Equal([ChunkRange.Whole], await PlanAsync(Orders, 70_000, reader));
        Assert.Equal(0, reader.Questions);
    }

    [Fact]
    public async Task TableWithoutAKeyIsOneChunk()
    {
        Assert.Equal([ChunkRange.Whole], await PlanAsync(Orders with { Indexes = [] }, 1000, new RecordedKeyReader(1000)));
    }

    [Fact]
    public async Task TableWithoutASnapshotIsOneChunk()
    {
        Assert.Equal([ChunkRange.Whole], await PlanAsync(Orders with { Engine = "MyISAM" }, 1000, new RecordedKeyReader(1000)));
    }

    [Fact]
    public async Task EmptyTableIsOneChunk()
    {
        Assert.Equal([new ChunkRange(null, null)], await PlanAsync(Orders, 10_000, new RecordedKeyReader(0)));
    }

    [Fact]
    public async Task OuterChunksHaveNoOuterEnd()
    {
        var chunks = await PlanAsync(Orders, 40_000, new RecordedKeyReader(1000) { Edges = (1, 900) });

        Assert.Equal(["`id` <= 300", "`id` >= 301 AND `id` <= 600", "`id` >= 601"], chunks.Select(chunk => chunk.Condition));
    }

    [Fact]
    public async Task WalkedChunksShareTheirBoundaries()
    {
        var reader = new RecordedKeyReader(1000) { Boundaries = new Queue<string[]>([["1.5"], ["2.5"]]) };
        var chunks = await PlanAsync(Codes, 40_000, reader);

        Assert.Equal(["`code` < 1.5", "`code` >= 1.5 AND `code` < 2.5", "`code` >= 2.5"], chunks.Select(chunk => chunk.Condition));
    }

    [Fact]
    public async Task RowsWithoutAKeyAreInTheFirstChunk()
    {
        var reader = new RecordedKeyReader(1000) { Boundaries = new Queue<string[]>([["1.5"]]) };
        var index = Codes.Indexes[0] with { Parts = [new IndexPart("code", null, false, true)] };
        var chunks = await PlanAsync(Codes with { Indexes = [index] }, 40_000, reader);

        Assert.Equal(["(`code` < 1.5 OR `code` IS NULL)", "`code` >= 1.5"], chunks.Select(chunk => chunk.Condition));
    }

    [Fact]
    public async Task CrowdedValueIsCutByTheOtherColumns()
    {
        var table = Tables.Of([Tables.Column("shop", "int"), Tables.Column("code", "decimal")], Tables.Unique("PRIMARY", "shop", "code"));
        var reader = new RecordedKeyReader(1000) { Edges = (7, 7), Boundaries = new Queue<string[]>([["7", "0.5"]]) };
        var chunks = await PlanAsync(table, 40_000, reader);

        Assert.Equal(["`shop` = 7 AND `code` < 0.5", "`shop` = 7 AND `code` >= 0.5"], chunks.Select(chunk => chunk.Condition));
    }

    [Fact]
    public async Task LargePartitionsAreReadOneByOne()
    {
        var chunks = await PlanAsync(Orders with { Partitions = ["p0", "p1"] }, 40_000, new RecordedKeyReader(500));

        Assert.Equal([new ChunkRange(null, "p0"), new ChunkRange(null, "p1")], chunks);
    }

    [Fact]
    public async Task SmallPartitionsAreReadTogether()
    {
        var table = Orders with { Partitions = [.. Enumerable.Range(0, 50).Select(i => $"p{i}")] };
        var chunks = await PlanAsync(table, 40_000, new RecordedKeyReader(20) { Edges = (1, 900) });

        Assert.All(chunks, chunk => Assert.Null(chunk.Partition));
    }

    private static async Task<List<ChunkRange>> PlanAsync(TableDefinition table, long chunkBytes, RecordedKeyReader reader)
    {
        var chunks = new List<ChunkRange>();
        await foreach (var chunk in new ChunkPlanner(table, chunkBytes, _ => reader).PlanAsync(CancellationToken.None))
            chunks.Add(chunk);
        return chunks;
    }
}
