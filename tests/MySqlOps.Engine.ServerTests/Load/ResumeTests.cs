using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.ServerTests.Servers;
using MySqlOps.Engine.Tests.Load;

namespace MySqlOps.Engine.ServerTests.Load;

/// <summary>Loads that end before they are done, and are begun again.</summary>
[Collection(ServerCollection.Name)]
public sealed class ResumeTests(ServerFixture servers) : IAsyncLifetime
{
    private const int Chunks = 12;

    private readonly LoadScene _scene = new(servers.Server);

    public Task InitializeAsync() => _scene.PrepareAsync("shop", "other");

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(23)]
    public async Task CancelledLoadGoesOnWhereItStopped(int opened)
    {
        using var cancel = new CancellationTokenSource();
        var export = Export();
        var count = 0;
        export.OnOpen = _ => Interlocked.Increment(ref count) == opened + 1 ? cancel.CancelAsync() : Task.CompletedTask;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _scene.LoadAsync(export, cancellationToken: cancel.Token));
        export.OnOpen = static _ => Task.CompletedTask;

        var import = await _scene.LoadAsync(export);

        Assert.True(import.Resumed);
        await AssertWholeAsync();
    }

    [Fact]
    public async Task CancelledLoadLeavesNoSessionAndNoLock()
    {
        using var cancel = new CancellationTokenSource();
        var export = Export();
        export.OnOpen = async _ =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancel.Token);
        };
        var before = await SessionsAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _scene.LoadAsync(export, cancellationToken: cancel.Token));

        await WaitAsync(async () => await SessionsAsync() <= before);
        Assert.Equal("0", await _scene.TextAsync("SELECT COUNT(*) FROM performance_schema.metadata_locks WHERE OBJECT_TYPE = 'USER LEVEL LOCK'"));
    }

    [Fact]
    public async Task KilledSessionsAreReplacedAndNoRowIsLostOrDoubled()
    {
        var export = Export();
        var random = new Random(20261122);
        export.OnOpen = _ => random.Next(4) == 0 ? KillAsync() : Task.CompletedTask;

        var import = await _scene.LoadAsync(export, _scene.Options with { ThreadCount = 1 });

        Assert.False(import.Resumed);
        await AssertWholeAsync();
    }

    [Fact]
    public async Task SessionThatIsLostInTheMiddleOfAChunkIsReplaced()
    {
        var export = Export();
        var victims = 0;
        export.OnOpen = path => path.EndsWith(".5.tsv", StringComparison.Ordinal) && Interlocked.Increment(ref victims) == 1 ? KillAsync() : Task.CompletedTask;

        await _scene.LoadAsync(export);

        await AssertWholeAsync();
    }

    [Fact]
    public async Task SecondImportIntoTheSameDatabaseIsRefused()
    {
        var export = Export();
        MySqlOpsException? second = null;
        export.OnOpen = async _ => second ??= await new LoadScene(servers.Server).FailAsync(new MemoryExport().Database("shop").Table("other", "CREATE TABLE `other` (`id` int)", "id", "1\n"));

        await _scene.LoadAsync(export, _scene.Options with { ThreadCount = 1 });

        Assert.Equal(ErrorId.LoadBusy, second!.Id);
    }

    [Fact]
    public async Task ImportIntoAnotherDatabaseIsNot()
    {
        var export = Export();
        MySqlImport? second = null;
        export.OnOpen = async _ => second ??= await new LoadScene(servers.Server).LoadAsync(new MemoryExport().Database("other").Table("t", "CREATE TABLE `t` (`id` int)", "id", "1\n"));

        await _scene.LoadAsync(export, _scene.Options with { ThreadCount = 1 });

        Assert.Equal(1, second!.Rows);
    }

    [Fact]
    public async Task ChangedExportIsRefusedAndReplacesOnlyWhenAsked()
    {
        await BreakAsync(Export(), after: 3);
        var changed = Export();

        var error = await _scene.FailAsync(changed);
        var import = await _scene.LoadAsync(changed, _scene.Options with { IfExists = ExistingObjects.Replace });

        Assert.Equal((ErrorId.LoadExportChanged, false), (error.Id, import.Resumed));
        await AssertWholeAsync();
        Assert.Equal("Abandoned,Finished", await _scene.TextAsync("SELECT GROUP_CONCAT(state ORDER BY id) FROM mysqlops.load_run"));
    }

    [Fact]
    public async Task TableThatWasDroppedMeanwhileIsLoadedFromTheStart()
    {
        var export = Export();
        await BreakAsync(export, after: 5);
        await _scene.RunAsync("DROP TABLE shop.keyless");

        await _scene.LoadAsync(export);

        await AssertWholeAsync();
    }

    [Fact]
    public async Task ResumedReplaceDropsNothingTwice()
    {
        await _scene.RunAsync("CREATE DATABASE shop", "CREATE TABLE shop.keyless (old INT)");
        var options = _scene.Options with { IfExists = ExistingObjects.Replace };
        var export = Export();
        await BreakAsync(export, after: 5, options);
        var there = int.Parse((await _scene.TextAsync("SELECT COUNT(*) FROM mysqlops.load_chunk"))!, CultureInfo.InvariantCulture);

        var import = await _scene.LoadAsync(export, options);

        Assert.True(there > 0);
        Assert.Equal((true, there), (import.Resumed, import.ChunksSkipped));
        await AssertWholeAsync();
    }

    [Fact]
    public async Task RunningExportWithUnknownRowsIsLoaded()
    {
        var export = new MemoryExport { IsRunning = true }.Database("shop").Table("t", "CREATE TABLE `t` (`id` int, `s` varchar(9), KEY `k` (`s`))", "id s", "1\ta\n2\tb\n");

        var import = await _scene.LoadAsync(export);

        Assert.Equal(2, import.Rows);
        Assert.Equal("1", await _scene.TextAsync("SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = 'shop' AND INDEX_NAME = 'k'"));
    }

    private static MemoryExport Export()
    {
        string[] Texts(string prefix) => [.. Enumerable.Range(0, Chunks).Select(chunk => string.Concat(Enumerable.Range(0, 300).Select(row => $"{(chunk * 300) + row}\t{prefix}{row}\n")))];
        return new MemoryExport().Database("shop")
            .Table("keyed", "CREATE TABLE `keyed` (`id` int NOT NULL, `s` varchar(20), PRIMARY KEY (`id`), UNIQUE KEY `u` (`id`,`s`)) ENGINE=InnoDB", "id s", Texts("k"))
            .Table("keyless", "CREATE TABLE `keyless` (`id` int NOT NULL, `s` varchar(20)) ENGINE=InnoDB", "id s", Texts("n"))
            .View("v", "CREATE VIEW `v` AS SELECT COUNT(*) AS `c` FROM `keyless`;\n");
    }

    private async Task BreakAsync(MemoryExport export, int after, LoadOptions? options = null)
    {
        using var cancel = new CancellationTokenSource();
        var count = 0;
        export.OnOpen = _ => Interlocked.Increment(ref count) == after + 1 ? cancel.CancelAsync() : Task.CompletedTask;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _scene.LoadAsync(export, options, cancel.Token));
        export.OnOpen = static _ => Task.CompletedTask;
    }

    private async Task AssertWholeAsync()
    {
        const int Rows = Chunks * 300;
        var sum = (long)Rows * (Rows - 1) / 2;
        Assert.Equal($"{Rows}|{sum}", await _scene.AskAsync("COUNT(*), SUM(id) FROM shop.keyed"));
        Assert.Equal($"{Rows}|{sum}", await _scene.AskAsync("COUNT(*), SUM(id) FROM shop.keyless"));
        Assert.Equal(Rows.ToString(CultureInfo.InvariantCulture), await _scene.TextAsync("SELECT COUNT(DISTINCT id) FROM shop.keyless"));
        Assert.Equal(Rows.ToString(CultureInfo.InvariantCulture), await _scene.TextAsync("SELECT c FROM shop.v"));
        Assert.Equal("Finished", await _scene.TextAsync("SELECT state FROM mysqlops.load_run ORDER BY id DESC LIMIT 1"));
    }

    /// <summary>Kills every session but our own: those that load, and the one that holds the locks.</summary>
    private async Task KillAsync()
    {
        await using var killer = await Session.OpenAsync(servers.Server, CancellationToken.None);
        var rows = await killer.QueryAsync("SELECT ID AS id FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID() AND USER = 'root'", CancellationToken.None);
        foreach (var row in rows)
        {
            try
            {
                await killer.ExecuteAsync($"KILL {row.Int64("id")}", CancellationToken.None);
            }
            catch (MySqlOpsException e) when (e.ServerErrorNumber == 1094)
            {
                // It has gone by itself.
            }
        }
    }

    private async Task<int> SessionsAsync() =>
        int.Parse((await _scene.TextAsync("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = 'root'"))!, CultureInfo.InvariantCulture);

    private static async Task WaitAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (await condition())
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        Assert.Fail("It did not come true in five seconds.");
    }
}
