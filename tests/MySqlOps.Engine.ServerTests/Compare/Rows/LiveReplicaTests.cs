using System.Diagnostics;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.ServerTests.Scenarios;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Compare.Rows;

/// <summary>A source and its replica are compared while the source is written to: what has only not arrived yet is no difference, and what really differs is found.</summary>
public sealed class LiveReplicaTests(ReplicaFixture servers) : IClassFixture<ReplicaFixture>, IAsyncLifetime
{
    private static readonly CompareOptions Options = RowScene.Options with { ChunkBytes = 8_000, CatchUpTimeout = TimeSpan.FromSeconds(30) };

    private readonly RowScene _scene = new(servers.Origin, servers.Replica);

    public async Task InitializeAsync()
    {
        await RoundTripFixture.RunScriptAsync(servers.Origin, $"DROP DATABASE IF EXISTS {RowScene.Database}; CREATE DATABASE {RowScene.Database}; USE {RowScene.Database};\n{WriteLoad.Table}");
        await servers.CatchUpAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public Task NoFalseDifferenceUnderAWriteLoad() => RunAsync(TimeSpan.FromSeconds(10));

    [LongFact]
    public Task NoFalseDifferenceUnderAMinuteOfWriteLoad() => RunAsync(TimeSpan.FromMinutes(1));

    [Fact]
    public async Task TheReplicaMayBeTheSource()
    {
        var turned = new RowScene(servers.Replica, servers.Origin);
        await using (var load = WriteLoad.Start(servers.Origin.Server, 2))
            Assert.Equal("", await turned.FindAsync(Options));
        await servers.CatchUpAsync();
        await PlantAsync();
        Assert.Equal("RowDiffers t [id = -17] v: 'planted' -> 'still 17'", await turned.FindAsync(Options));
    }

    [Fact]
    public async Task AStoppedReplicaIsNamedAndNotWaitedFor()
    {
        await RowScene.RunAsync(servers.Replica.Server, "STOP REPLICA SQL_THREAD");
        try
        {
            await RowScene.RunAsync(servers.Origin.Server, $"UPDATE {RowScene.Database}.t SET v = 'late' WHERE id = -1");
            Assert.Empty(await _scene.CompareAsync(Options));
            Assert.Contains("stopped", Assert.Single(_scene.Tally.Skipped).Reason, StringComparison.Ordinal);
        }
        finally
        {
            await RowScene.RunAsync(servers.Replica.Server, "START REPLICA");
        }

        Assert.Equal("", await _scene.FindAsync(Options));
    }

    [Fact]
    public async Task ADelayedReplicaIsNamedAndNotWaitedFor()
    {
        await RowScene.RunAsync(servers.Replica.Server, "STOP REPLICA SQL_THREAD", "CHANGE REPLICATION SOURCE TO SOURCE_DELAY = 3600", "START REPLICA");
        try
        {
            await RowScene.RunAsync(servers.Origin.Server, $"DELETE FROM {RowScene.Database}.t WHERE id = -1");
            Assert.Empty(await _scene.CompareAsync(Options));
            Assert.Contains("delayed", Assert.Single(_scene.Tally.Skipped).Reason, StringComparison.Ordinal);
        }
        finally
        {
            await RowScene.RunAsync(servers.Replica.Server, "STOP REPLICA SQL_THREAD", "CHANGE REPLICATION SOURCE TO SOURCE_DELAY = 0", "START REPLICA");
        }

        Assert.Equal("", await _scene.FindAsync(Options));
    }

    [Fact]
    public async Task AFilterIsNoted()
    {
        await RowScene.RunAsync(servers.Replica.Server, "STOP REPLICA SQL_THREAD", "CHANGE REPLICATION FILTER REPLICATE_IGNORE_TABLE = (rows_test.nokey)", "START REPLICA");
        try
        {
            await RowScene.RunAsync(servers.Origin.Server, $"INSERT INTO {RowScene.Database}.nokey VALUES (77, 7)");
            Assert.Equal("RowMissing nokey [n = 77, flag = 7]", await _scene.FindAsync(Options));
            Assert.Contains(_scene.Tally.Notes, note => note.Contains("filters", StringComparison.Ordinal));
        }
        finally
        {
            await RowScene.RunAsync(servers.Replica.Server, "STOP REPLICA SQL_THREAD", "CHANGE REPLICATION FILTER REPLICATE_IGNORE_TABLE = ()", "START REPLICA");
        }
    }

    private async Task RunAsync(TimeSpan length)
    {
        var watch = Stopwatch.StartNew();
        var settled = 0L;
        await using (var load = WriteLoad.Start(servers.Origin.Server, 3))
        {
            while (watch.Elapsed < length)
            {
                Assert.Equal("", await _scene.FindAsync(Options));
                settled += _scene.Tally.Settled;
            }

            // The table without a key is never at rest, and can't be judged then; the other is.
            await PlantAsync();
            Assert.Equal("RowDiffers t [id = -17] v: 'still 17' -> 'planted'", await _scene.FindAsync(Options));
            Assert.True(load.Statements > 0);
        }

        Assert.True(settled > 0, "Nothing ever looked different: the load was none.");
        await servers.CatchUpAsync();
        Assert.Equal("RowDiffers t [id = -17] v: 'still 17' -> 'planted'", await _scene.FindAsync(Options));
    }

    private Task PlantAsync() => RowScene.RunAsync(servers.Replica.Server, "SET SESSION sql_log_bin = 0", $"UPDATE {RowScene.Database}.t SET v = 'planted' WHERE id = -17");
}
