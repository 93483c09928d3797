using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Servers;
using MySqlOps.Engine.Tests.Compare.Sync;

namespace MySqlOps.Engine.ServerTests.Compare.Sync;

/// <summary>Whole runs: what keeps them from beginning, what ends them half-way, and how they go on.</summary>
[Collection(ServerCollection.Name)]
public sealed class SyncRunTests(ServerFixture servers) : IAsyncLifetime
{
    private static readonly string[] Two = ["id", "u"];

    private readonly SyncScene _scene = new(servers.Server);

    public Task InitializeAsync() => _scene.PrepareAsync("CREATE TABLE shop.t (id INT PRIMARY KEY, u INT)", "INSERT INTO shop.t VALUES (1, 10), (2, 20), (3, 30)");

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task ReplicaIsRefused()
    {
        await _scene.RunAsync("CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'primary.example', SOURCE_PORT = 3310");
        try
        {
            var plan = await _scene.PlanAsync(SyncScene.Options, _scene.Rows(Change(["1", "10"], null)));

            var error = await Assert.ThrowsAsync<MySqlOpsException>(() => _scene.ExecuteAsync(plan));

            Assert.Equal(ErrorId.SyncTargetIsReplica, error.Id);
            Assert.Contains("primary.example:3310", error.Message, StringComparison.Ordinal);
            Assert.Equal("Applied 1", SyncScene.Sum(await _scene.SyncAsync(SyncScene.Options with { AllowReplica = true }, _scene.Rows(Change(["1", "10"], null)))));
        }
        finally
        {
            await _scene.RunAsync("RESET REPLICA ALL");
        }
    }

    [Fact]
    public async Task ReadOnlyServerIsRefused()
    {
        await _scene.RunAsync("SET GLOBAL super_read_only = ON");
        try
        {
            var plan = await _scene.PlanAsync(SyncScene.Options, _scene.Rows(Change(["1", "10"], null)));

            Assert.Equal(ErrorId.SyncTargetReadOnly, (await Assert.ThrowsAsync<MySqlOpsException>(() => _scene.ExecuteAsync(plan))).Id);
        }
        finally
        {
            await _scene.RunAsync("SET GLOBAL super_read_only = OFF, GLOBAL read_only = OFF");
        }
    }

    [Fact]
    public async Task BinaryLogIsSkippedWhenAsked()
    {
        var before = await GtidsAsync();

        await _scene.SyncAsync(SyncScene.Options with { SkipBinLog = true }, [.. _scene.Rows(Change(["1", "10"], null)), Handmade.Clause("t", "COMMENT 'x'", server: servers.Server)]);

        Assert.Equal(before, await GtidsAsync());
        Assert.Equal("2 20,3 30", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task BinaryLogIsWrittenOtherwise()
    {
        var before = await GtidsAsync();

        await _scene.SyncAsync(Change(["1", "10"], null));

        Assert.NotEqual(before, await GtidsAsync());
    }

    [Fact]
    public async Task AccountThatMayNotSkipTheBinaryLogIsTold()
    {
        await _scene.RunAsync("CREATE USER sync_test@'%' IDENTIFIED BY 'x'", "GRANT ALL ON shop.* TO sync_test@'%'");
        try
        {
            var account = (servers.Server with { User = "sync_test" }).WithPassword("x");
            var plan = await new Synchronizer(account, new SyncOptions { SkipBinLog = true }, _scene.Observer, TimeProvider.System).PlanAsync(_scene.Rows(Change(["1", "10"], null)), CancellationToken.None);

            Assert.Equal(ErrorId.PrivilegeMissing, Assert.Single(plan.Refusals).Id);
            Assert.Contains("CREATE ON mysqlops.*", Assert.Single(plan.Notes, note => note.Contains("seems to lack", StringComparison.Ordinal)), StringComparison.Ordinal);
            Assert.DoesNotContain("shop", Assert.Single(plan.Notes, note => note.Contains("seems to lack", StringComparison.Ordinal)), StringComparison.Ordinal);
        }
        finally
        {
            await _scene.RunAsync("DROP USER sync_test@'%'");
        }
    }

    [Fact]
    public async Task AccountThatMayNotKeepARecordIsTold()
    {
        await _scene.RunAsync("CREATE USER sync_test@'%' IDENTIFIED BY 'x'", "GRANT ALL ON shop.* TO sync_test@'%'");
        try
        {
            var account = (servers.Server with { User = "sync_test" }).WithPassword("x");
            var synchronizer = new Synchronizer(account, SyncScene.Options, _scene.Observer, TimeProvider.System);
            var plan = await synchronizer.PlanAsync(_scene.Rows(Change(["1", "10"], null)), CancellationToken.None);

            var error = await Assert.ThrowsAsync<MySqlOpsException>(async () => await synchronizer.ExecuteAsync(plan, CancellationToken.None).ToListAsync());

            Assert.Equal(ErrorId.SyncLedgerFailed, error.Id);
        }
        finally
        {
            await _scene.RunAsync("DROP USER sync_test@'%'");
        }
    }

    [Fact]
    public async Task SecondRunOnTheSameServerIsRefused()
    {
        await using var other = await Session.OpenAsync(servers.Server, CancellationToken.None);
        await other.TextAsync("SELECT GET_LOCK('mysqlops.sync', 0)", CancellationToken.None);

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => _scene.SyncAsync(Change(["1", "10"], null)));

        Assert.Equal(ErrorId.SyncBusy, error.Id);
        Assert.Contains($"session {other.ConnectionId}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CancelledRunLeavesWholeTransactionsAndGoesOn()
    {
        using var cancel = new CancellationTokenSource();
        var options = SyncScene.Options with { MaxTransactionRows = 2 };
        var differences = _scene.Rows([.. Enumerable.Range(1, 3).Select(i => Change([$"{i}", $"{i}0"], [$"{i}", $"{i}1"])), Change(null, ["4", "40"])]);
        await using var blocker = await BlockAsync("SELECT id FROM shop.t WHERE id = 3 FOR UPDATE");
        var plan = await _scene.PlanAsync(options, differences);
        var run = _scene.ExecuteAsync(plan, cancel.Token);
        await _scene.WaitAsync("SELECT COUNT(*) FROM performance_schema.data_lock_waits");

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await blocker.ExecuteAsync("ROLLBACK", CancellationToken.None);

        Assert.Equal("1 11,2 21,3 30", await _scene.RowsAsync(Two));
        Assert.Equal("Applied 2, Skipped 2", SyncScene.Sum(await _scene.SyncAsync(options, differences)));
        Assert.Equal("1 11,2 21,3 31,4 40", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task CancelledAlterTableIsMadeByTheNextRun()
    {
        using var cancel = new CancellationTokenSource();
        MySqlDifference[] differences = [Handmade.Clause("t", "ADD COLUMN `v` INT", server: servers.Server)];
        await using var blocker = await BlockAsync("SELECT id FROM shop.t WHERE id = 3 FOR UPDATE");
        var run = _scene.ExecuteAsync(await _scene.PlanAsync(SyncScene.Options, differences), cancel.Token);
        await _scene.WaitAsync("SELECT COUNT(*) FROM performance_schema.metadata_locks WHERE OBJECT_SCHEMA = 'shop' AND LOCK_STATUS = 'PENDING'");

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await blocker.ExecuteAsync("ROLLBACK", CancellationToken.None);

        Assert.Equal("Applied 1", SyncScene.Sum(await _scene.SyncAsync(SyncScene.Options, differences)));
    }

    [Fact]
    public async Task KilledSessionLosesNothingAndDoublesNothing()
    {
        await _scene.PrepareAsync("CREATE TABLE shop.t (id INT, u INT)", "INSERT INTO shop.t VALUES (1, 1), (1, 1), (1, 1), (2, 2), (3, 3), (3, 3)");
        var options = SyncScene.Options with { MaxTransactionRows = 1 };

        // Without a key and without counts: only the record tells what was done.
        var differences = _scene.Rows(Keyless(["1", "1"], null), Keyless(["3", "3"], null), Keyless(null, ["2", "2"]));
        var plan = await _scene.PlanAsync(options, differences);
        await using (var steps = _scene.Synchronizer(options).ExecuteAsync(plan, CancellationToken.None).GetAsyncEnumerator())
        {
            await steps.MoveNextAsync();
            await _scene.RunAsync("KILL " + await _scene.TextAsync("SELECT IS_USED_LOCK('mysqlops.sync')"));
            Assert.Equal(ErrorId.ConnectionLost, (await Assert.ThrowsAsync<MySqlOpsException>(async () => await steps.MoveNextAsync())).Id);
        }

        var rest = await _scene.SyncAsync(options, differences);

        Assert.Equal("Applied 2, Skipped 1", SyncScene.Sum(rest));
        Assert.Equal("1 1,1 1,2 2,2 2,3 3", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task FinishedRunIsForgotten()
    {
        var differences = _scene.Rows(Change(["1", "10"], ["1", "11"]));
        await _scene.SyncAsync(SyncScene.Options, differences);
        await _scene.RunAsync("UPDATE shop.t SET u = 10 WHERE id = 1");

        Assert.Equal("Applied 1", SyncScene.Sum(await _scene.SyncAsync(SyncScene.Options, differences)));
        Assert.Equal("0", await _scene.TextAsync("SELECT COUNT(*) FROM mysqlops.sync_step"));
    }

    [Fact]
    public async Task DeadlockIsTriedAgain()
    {
        await using var other = await BlockAsync("UPDATE shop.t SET u = u + 1 WHERE id = 3", "CREATE TABLE IF NOT EXISTS shop.heavy (id INT PRIMARY KEY)");
        await other.ExecuteAsync("INSERT INTO shop.heavy VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9)", CancellationToken.None);
        var run = _scene.SyncAsync(Change(["1", "10"], ["1", "11"]), Change(["3", "30"], ["3", "31"]));
        await _scene.WaitAsync("SELECT COUNT(*) FROM performance_schema.data_lock_waits");
        await other.ExecuteAsync("UPDATE shop.t SET u = u + 1 WHERE id = 1", CancellationToken.None);
        await other.ExecuteAsync("ROLLBACK", CancellationToken.None);

        Assert.Equal("Applied 2", SyncScene.Sum(await run));
        Assert.Equal("1 11,2 20,3 31", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task LockThatDoesNotComeFailsTheRowsAndNotTheRun()
    {
        await using var other = await BlockAsync("UPDATE shop.t SET u = u + 1 WHERE id = 3");

        var steps = await _scene.SyncAsync(SyncScene.Options with { LockTimeout = TimeSpan.FromSeconds(1), MaxTransactionRows = 1 }, _scene.Rows(Change(["3", "30"], null), Change(null, ["4", "40"])));

        Assert.Equal("Applied 1, Failed 1", SyncScene.Sum(steps));
        await other.ExecuteAsync("ROLLBACK", CancellationToken.None);
    }

    [Fact]
    public async Task OutcomeAddsUp()
    {
        var synchronizer = _scene.Synchronizer(SyncScene.Options);
        await synchronizer.ExecuteAsync(await synchronizer.PlanAsync(_scene.Rows(Change(["1", "10"], null), Change(["2", "99"], null)), CancellationToken.None), CancellationToken.None).ToListAsync();

        Assert.Equal((1L, 1L, 1L, false), (synchronizer.Outcome.Applied, synchronizer.Outcome.Changed, synchronizer.Outcome.RowsAffected, synchronizer.Outcome.IsComplete));
    }

    private static RowChange Change(string[]? old, string[]? wanted) => SyncScene.Change(Two, old, wanted);

    private static RowChange Keyless(string[]? old, string[]? wanted) => Handmade.Change(new("shop", "t"), Two, [], old, wanted);

    private Task<string?> GtidsAsync() => _scene.TextAsync("SELECT @@GLOBAL.gtid_executed");

    /// <summary>A session with an open transaction that holds a lock.</summary>
    private async Task<Session> BlockAsync(string statement, params string[] before)
    {
        var session = await Session.OpenAsync(servers.Server, CancellationToken.None);
        foreach (var sql in before)
            await session.ExecuteAsync(sql, CancellationToken.None);
        await session.ExecuteAsync("START TRANSACTION", CancellationToken.None);
        await session.QueryAsync(statement, CancellationToken.None);
        return session;
    }
}
