using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Connect;
using MySqlOps.Engine.ServerTests.Scenarios;

namespace MySqlOps.Engine.ServerTests.Compare.Rows;

/// <summary>What goes wrong with one table is told of that table, the others are compared all the same, and nothing is left behind.</summary>
[Collection(RowsCollection.Name)]
public sealed class RowTroubleTests(RowsFixture servers) : IAsyncLifetime
{
    private const string Tables =
        """
        CREATE TABLE big (id INT PRIMARY KEY, v VARCHAR(300));
        INSERT INTO big WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i, REPEAT('x', 250) FROM n;
        INSERT INTO big SELECT id + 1000, v FROM big; INSERT INTO big SELECT id + 2000, v FROM big; INSERT INTO big SELECT id + 4000, v FROM big;
        ANALYZE TABLE big;
        CREATE TABLE other (id INT PRIMARY KEY, v INT); INSERT INTO other VALUES (1, 1), (2, 2);
        """;

    private static readonly CompareOptions Slow = RowScene.Options with { ThreadCount = 1, ChunkBytes = 100_000, MaxBytesPerSecond = 400_000 };

    private CancelScene _source = null!;
    private CancelScene _target = null!;
    private RowScene _scene = null!;

    public async Task InitializeAsync()
    {
        _source = await CancelScene.CreateAsync(servers.Source);
        _target = await CancelScene.CreateAsync(servers.Target);
        _scene = new RowScene(servers.Source, servers.Target) { SourceServer = _source.Worker, TargetServer = _target.Worker };
        await _scene.MakeAsync(Tables, "", "UPDATE other SET v = 3 WHERE id = 2;");
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await _target.DisposeAsync();
    }

    [Fact]
    public async Task AKilledQueryIsToldAndTheOthersGoOn()
    {
        await AssertToldAsync(CompareAndKillAsync("QUERY"), "killed");
    }

    [Fact]
    public async Task ADroppedConnectionIsToldAndTheOthersGoOn()
    {
        await AssertToldAsync(CompareAndKillAsync("CONNECTION"), "lost");
        Assert.Contains(_scene.Tally.Notes, note => note.Contains("opened again", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ALTER TABLE rows_test.big ADD COLUMN more INT")]
    [InlineData("TRUNCATE TABLE rows_test.big")]
    [InlineData("DROP TABLE rows_test.big")]
    public async Task ATableThatIsAlteredMeanwhileIsToldAndTheOthersGoOn(string statement)
    {
        var work = _scene.CompareAsync(Slow);
        await AwaitReadingAsync(_target, work);

        // It waits for the chunk that is being read, and not for the whole table: otherwise all would be compared and nothing told.
        await RowScene.RunAsync(servers.Target.Server, statement);
        await AssertToldAsync(work, "altered, truncated or dropped");
    }

    [Fact]
    public async Task CancelledItEndsAtOnceAndLeavesNothing()
    {
        using var stop = new CancellationTokenSource();
        var work = _scene.CompareAsync(Slow, null, stop.Token);
        await AwaitReadingAsync(_target, work);
        await CancelScene.CancelAsync(work, stop);
        await _source.AssertNothingIsLeftAsync("ALTER TABLE rows_test.big ADD COLUMN more INT");
        await _target.AssertNothingIsLeftAsync("ALTER TABLE rows_test.big ADD COLUMN more INT");
    }

    [Fact]
    public async Task CancelledBehindALockedTableItEndsAtOnce()
    {
        await _target.HoldAsync("LOCK TABLES rows_test.big WRITE");
        using var stop = new CancellationTokenSource();
        var work = _scene.CompareAsync(Slow, null, stop.Token);
        await _target.AwaitStatementAsync("SELECT%`big`%", "Waiting for table metadata lock", work);
        await CancelScene.CancelAsync(work, stop);
        await _target.AssertNothingIsLeftAsync("ALTER TABLE rows_test.big ADD COLUMN more INT");
    }

    [Fact]
    public async Task WhoStopsListeningStopsTheWork()
    {
        await RowScene.RunAsync(servers.Target.Server, "UPDATE rows_test.big SET v = 'y'");
        var comparer = new Engine.Compare.Rows.RowComparer(_source.Worker, _target.Worker, RowScene.Options, new ComparisonTally(), SilentObserver.Instance, TimeProvider.System);
        await foreach (var difference in comparer.CompareAsync(CancellationToken.None))
        {
            Assert.Equal(DifferenceKind.RowDiffers, difference.Kind);
            break;
        }

        await _source.AssertNothingIsLeftAsync();
        await _target.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task AnAccountThatMayNotReadATableIsTold()
    {
        var server = await TestAccounts.CreateAsync(servers.Target, "reader", "", "SELECT (id) ON rows_test.big", "SELECT ON rows_test.other");
        try
        {
            var scene = new RowScene(servers.Source, servers.Target) { TargetServer = server };
            var found = await scene.CompareAsync();

            // Of big the account sees the one column, which is equal.
            Assert.Equal("RowDiffers other [id = 2] v: 2 -> 3", Assert.Single(found.Select(RowScene.Line)));
            Assert.Contains(scene.Tally.Notes, note => note.StartsWith("rows_test.big: the values of v", StringComparison.Ordinal));
        }
        finally
        {
            await RowScene.RunAsync(servers.Target.Server, "DROP USER reader@'127.0.0.1'");
        }
    }

    /// <summary>Waits until a chunk of the table was asked for: the server keeps a session's last statement until the next.</summary>
    private static Task AwaitReadingAsync(CancelScene scene, Task work) => scene.AwaitAsync(
        """
        SELECT COUNT(*) > 0
        FROM performance_schema.events_statements_current AS statement
        JOIN performance_schema.threads AS thread USING (THREAD_ID)
        WHERE thread.PROCESSLIST_USER = 'canceller' AND statement.SQL_TEXT LIKE 'SELECT%FROM `rows_test`.`big` FORCE INDEX%'
        """,
        work);

    /// <summary>Holds the target's query for the table up, and kills it.</summary>
    private async Task<IReadOnlyList<MySqlDifference>> CompareAndKillAsync(string what)
    {
        await _target.HoldAsync("LOCK TABLES rows_test.big WRITE");
        var work = _scene.CompareAsync(Slow);
        await KillAsync(what, work);
        return await work;
    }

    private async Task KillAsync(string what, Task work)
    {
        await _target.AwaitStatementAsync("SELECT%`big`%", "Waiting for table metadata lock", work);
        await using var session = await Session.OpenAsync(servers.Target.Server, CancellationToken.None);
        var id = await session.TextAsync(
            "SELECT PROCESSLIST_ID FROM performance_schema.threads WHERE PROCESSLIST_USER = 'canceller' AND PROCESSLIST_STATE = 'Waiting for table metadata lock'", CancellationToken.None);
        await session.ExecuteAsync($"KILL {what} {id}", CancellationToken.None);
    }

    private async Task AssertToldAsync(Task<IReadOnlyList<MySqlDifference>> work, string reason)
    {
        Assert.Equal("RowDiffers other [id = 2] v: 2 -> 3", Assert.Single((await work).Select(RowScene.Line)));
        var skipped = Assert.Single(_scene.Tally.Skipped);
        Assert.Equal((ComparedObject.Table, "rows_test.big"), (skipped.Type, skipped.Name));
        Assert.Contains(reason, skipped.Reason, StringComparison.Ordinal);
        Assert.Equal(1, _scene.Tally.Tables);
        await _source.AssertNothingIsLeftAsync();
        await _target.AssertNothingIsLeftAsync();
    }
}
