using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Chunks;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Dump.Chunks;

/// <summary>Whatever the key, the chunks together are the table, and no row is in two of them.</summary>
[Collection(ServerCollection.Name)]
public sealed class ChunkPropertyTests(ServerFixture fixture) : IAsyncLifetime
{
    private const int Rows = 300;
    private readonly int _seed = Environment.TickCount;
    private DataSession _session = null!;
    private ChunkedTable _table = null!;

    public async Task InitializeAsync()
    {
        _session = await DataSession.OpenAsync(fixture.Server, CancellationToken.None);
        _table = new ChunkedTable(_session);
    }

    public async Task DisposeAsync()
    {
        await _session.ExecuteAsync($"DROP DATABASE IF EXISTS {ChunkedTable.Database}", CancellationToken.None);
        await _session.DisposeAsync();
    }

    [Fact]
    public async Task KeyOfOneColumnOfAnyType()
    {
        var random = new Random(_seed);
        var key = new RandomKey(random);
        foreach (var type in RandomKey.Types)
        {
            await _table.CreateAsync($"k {type} NOT NULL, PRIMARY KEY (k)", Enumerable.Range(0, Rows).Select(_ => key.NextValue(type)));
            await CheckAsync(random, type);
        }
    }

    [Fact]
    public async Task KeyOfOneColumnThatTakesNull()
    {
        var random = new Random(_seed);
        var key = new RandomKey(random);
        foreach (var type in RandomKey.Types)
        {
            await _table.CreateAsync($"k {type} NULL, UNIQUE KEY k (k)", Enumerable.Range(0, Rows).Select(_ => random.Next(5) == 0 ? "NULL" : key.NextValue(type)));
            await CheckAsync(random, type);
        }
    }

    [Fact]
    public async Task KeyOfSomeColumnsInAnyDirection()
    {
        var random = new Random(_seed);
        var key = new RandomKey(random);
        for (var round = 0; round < 40; round++)
        {
            string[] types = [.. Enumerable.Range(0, random.Next(2, 4)).Select(i => i == 0 && random.Next(2) == 0 ? "INT" : key.NextType())];
            var columns = string.Join(", ", types.Select((type, i) => $"`k{i}` {type} NOT NULL"));
            var parts = string.Join(", ", types.Select((_, i) => $"`k{i}`{(random.Next(3) == 0 ? " DESC" : "")}"));

            // Few values in the first column, so that others must cut what it can't.
            string[] firsts = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => key.NextValue(types[0]))];
            var rows = Enumerable.Range(0, Rows).Select(_ => string.Join(", ", types.Select((type, i) => i == 0 ? firsts[random.Next(firsts.Length)] : key.NextValue(type))));
            await _table.CreateAsync($"{columns}, PRIMARY KEY ({parts})", rows);
            await CheckAsync(random, parts + ": " + string.Join(", ", types));
        }
    }

    [Theory]
    [InlineData("PARTITION BY HASH (k) PARTITIONS 4")]
    [InlineData("PARTITION BY RANGE (k) (PARTITION `p 1` VALUES LESS THAN (0), PARTITION `empty` VALUES LESS THAN (1), PARTITION `p``3` VALUES LESS THAN MAXVALUE)")]
    [InlineData("PARTITION BY RANGE (k) SUBPARTITION BY HASH (k) SUBPARTITIONS 2 (PARTITION a VALUES LESS THAN (0), PARTITION b VALUES LESS THAN MAXVALUE)")]
    public async Task PartitionedTable(string partitions)
    {
        var random = new Random(_seed);
        for (var round = 0; round < 5; round++)
        {
            await _table.CreateAsync("k INT NOT NULL, PRIMARY KEY (k)", Enumerable.Range(0, Rows).Select(_ => random.Next(-10000, 10000).ToString()), partitions);
            await CheckAsync(random, partitions);
        }
    }

    [Theory]
    [InlineData("id ENUM('z', 'a', 'm') NOT NULL, n INT NOT NULL, PRIMARY KEY (id, n)")]
    [InlineData("id INT, n INT NOT NULL")]
    [InlineData("id INT NOT NULL, n INT NOT NULL, UNIQUE KEY k ((id + n))")]
    public async Task TableWithoutAUsableKeyIsOneChunk(string columns)
    {
        await _table.CreateAsync(columns, Enumerable.Range(1, Rows).Select(i => $"1, {i}"));
        var chunks = await _table.ReadChunksAsync(await _table.ReadAsync(Rows), 10);

        Assert.Equal(await _table.ReadAllAsync(), Assert.Single(chunks).Order());
    }

    [Fact]
    public async Task EmptyTableIsOneEmptyChunk()
    {
        await _table.CreateAsync("k INT NOT NULL PRIMARY KEY", []);

        Assert.Empty(Assert.Single(await _table.ReadChunksAsync(await _table.ReadAsync(1_000_000), 10)));
    }

    [Fact]
    public async Task ChunksAreAboutAsLargeAsWanted()
    {
        await _table.CreateAsync("k BIGINT NOT NULL PRIMARY KEY", Enumerable.Range(0, 20_000).Select(i => ((long)i * 1_000_003L).ToString()));
        await _session.ExecuteAsync($"ANALYZE TABLE {ChunkedTable.Database}.t", CancellationToken.None);
        var chunks = await _table.ReadChunksAsync(await _table.ReadAsync(20_000), 2000);

        Assert.InRange(chunks.Count, 5, 25);
        Assert.All(chunks, chunk => Assert.InRange(chunk.Count, 0, 6000));
    }

    private async Task CheckAsync(Random random, string what)
    {
        var all = await _table.ReadAllAsync();

        // Statistics may be wrong either way.
        var definition = await _table.ReadAsync(random.Next(3) switch { 0 => Rows, 1 => Rows * 20, _ => 50 });
        var chunks = await _table.ReadChunksAsync(definition, random.Next(1, 30));
        Assert.True(all.SequenceEqual(chunks.SelectMany(chunk => chunk).Order()), $"seed {_seed}, {what}: {all.Count} rows in the table, {chunks.Sum(chunk => chunk.Count)} in {chunks.Count} chunks");
        Assert.True(ChunkKey.Choose(definition) is not null, what);
    }
}
