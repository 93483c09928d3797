using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Dump.Snapshots;

[Collection(ServerCollection.Name)]
public sealed class ConsistentSnapshotTests(ServerFixture fixture) : IAsyncLifetime
{
    private const string Count = "SELECT COUNT(*) FROM snapshot_test.ticks";
    private static readonly TimeSpan Patient = TimeSpan.FromMinutes(1);
    private SnapshotScene _scene = null!;

    public async Task InitializeAsync() => _scene = await SnapshotScene.CreateAsync(fixture.Sandbox);

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task AllSessionsAndTheGtidSetAreOfOneMoment()
    {
        var first = await ReadStateAsync();
        using var stop = new CancellationTokenSource();
        var writers = new[] { WriteAsync(stop.Token), WriteAsync(stop.Token) };
        for (var i = 0; i < 10; i++)
        {
            await using var snapshot = await SnapshotScene.TakeAsync(fixture.Server, Patient, CancellationToken.None);
            var counts = await Task.WhenAll(snapshot.Sessions.Append(snapshot.Planning).Select(session => session.TextAsync(Count, CancellationToken.None)));
            var rows = Assert.Single(counts.Distinct());
            Assert.Equal(long.Parse(rows!) - first.Rows, SnapshotScene.LastNumber(snapshot.Facts.GtidExecuted!) - first.Gtid);
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
    }

    [Fact]
    public async Task AccountWithAllPrivilegesLocksTheServerAndDdl()
    {
        await using var snapshot = await SnapshotScene.TakeAsync(await _scene.AccountAsync(SnapshotScene.AllPrivileges), Patient, CancellationToken.None);

        Assert.Equal((SnapshotMethod.GlobalReadLock, true, true, 0), (snapshot.Facts.Method, snapshot.Facts.IsPointInTime, snapshot.Facts.DdlWasLocked, snapshot.Facts.Notes.Count));
        Assert.True(snapshot.Facts is { BinlogFile: not null, BinlogPosition: > 0, GtidExecuted: not null } && snapshot.Facts.LockTime > TimeSpan.Zero);
    }

    [Fact]
    public async Task DdlIsLockedOutUntilTheSnapshotIsGivenUp()
    {
        var session = await _scene.OpenAsync();
        await session.ExecuteAsync("SET SESSION lock_wait_timeout = 1", CancellationToken.None);
        await using (var snapshot = await SnapshotScene.TakeAsync(fixture.Server, Patient, CancellationToken.None))
        {
            var error = await Assert.ThrowsAsync<MySqlOpsException>(() => session.ExecuteAsync("ALTER TABLE snapshot_test.ticks ADD x INT", CancellationToken.None));
            Assert.Equal(ServerErrorNumber.LockWaitTimeout, error.ServerErrorNumber);
            await session.ExecuteAsync("INSERT INTO snapshot_test.ticks VALUES ()", CancellationToken.None);
            Assert.True(await snapshot.StillLocksDdlAsync(CancellationToken.None));
        }

        await session.ExecuteAsync("ALTER TABLE snapshot_test.ticks ADD x INT", CancellationToken.None);
    }

    [Fact]
    public async Task LossOfTheLockOnDdlIsNoticed()
    {
        await using var snapshot = await SnapshotScene.TakeAsync(await _scene.AccountAsync(SnapshotScene.AllPrivileges), Patient, CancellationToken.None, sessions: 1);
        var locker = await ClientProgram.QueryAsync(fixture.Sandbox, "SELECT t.PROCESSLIST_ID FROM performance_schema.metadata_locks AS m JOIN performance_schema.threads AS t ON t.THREAD_ID = m.OWNER_THREAD_ID WHERE m.OBJECT_TYPE = 'BACKUP LOCK' AND t.PROCESSLIST_USER = 'snapper'");
        await ClientProgram.QueryAsync(fixture.Sandbox, $"KILL {locker}");

        Assert.False(await snapshot.StillLocksDdlAsync(CancellationToken.None));
    }

    [Fact]
    public async Task WithoutReloadTheTablesAreLocked()
    {
        var account = await _scene.AccountAsync("SELECT, LOCK TABLES ON *.*");
        await using var snapshot = await SnapshotScene.TakeAsync(account, Patient, CancellationToken.None);

        Assert.Equal((SnapshotMethod.TableLocks, true, false), (snapshot.Facts.Method, snapshot.Facts.IsPointInTime, snapshot.Facts.DdlWasLocked));
        Assert.Contains(snapshot.Facts.Notes, note => note.Contains("BACKUP_ADMIN", StringComparison.Ordinal));
        Assert.Contains(snapshot.Facts.Notes, note => note.Contains("REPLICATION CLIENT", StringComparison.Ordinal));
        Assert.NotNull(snapshot.Facts.GtidExecuted);
    }

    [Fact]
    public async Task TablesAreFreeAgainOnceTheSnapshotIsTaken()
    {
        var session = await _scene.OpenAsync();
        await using var snapshot = await SnapshotScene.TakeAsync(await _scene.AccountAsync("SELECT, LOCK TABLES ON *.*"), Patient, CancellationToken.None);

        await session.ExecuteAsync("INSERT INTO snapshot_test.ticks VALUES ()", CancellationToken.None);
        Assert.All(await Task.WhenAll(snapshot.Sessions.Select(reader => reader.TextAsync(Count, CancellationToken.None))), rows => Assert.Equal("1", rows));
    }

    [Fact]
    public async Task WithoutAnyLockAQuietMomentWillDo()
    {
        await using var snapshot = await SnapshotScene.TakeAsync(await _scene.AccountAsync("SELECT ON *.*"), Patient, CancellationToken.None);

        Assert.Equal((SnapshotMethod.QuietMoment, 3, TimeSpan.Zero), (snapshot.Facts.Method, snapshot.Sessions.Count, snapshot.Facts.LockTime));
        Assert.Equal((await ReadStateAsync()).Gtid, SnapshotScene.LastNumber(snapshot.Facts.GtidExecuted!));
    }

    [Fact]
    public async Task WithoutLockAndQuietOneSessionReadsAlone()
    {
        var account = await _scene.AccountAsync("SELECT ON *.*");
        var session = await _scene.OpenAsync();
        await session.ExecuteAsync("SET SESSION gtid_next = '11111111-1111-1111-1111-111111111111:1'", CancellationToken.None);
        await using (var snapshot = await SnapshotScene.TakeAsync(account, Patient, CancellationToken.None))
        {
            Assert.Equal((SnapshotMethod.OneSession, 1, null), (snapshot.Facts.Method, snapshot.Sessions.Count, snapshot.Facts.GtidExecuted));
            Assert.Same(snapshot.Sessions[0], snapshot.Planning);
            Assert.Equal("1", await snapshot.Planning.TextAsync(Count, CancellationToken.None));
        }

        await session.ExecuteAsync("ROLLBACK", CancellationToken.None);
        await session.ExecuteAsync("SET SESSION gtid_next = 'AUTOMATIC'", CancellationToken.None);
    }

    [Fact]
    public async Task LongStatementIsWaitedFor()
    {
        var busy = await _scene.OpenAsync();
        var statement = busy.TextAsync("SELECT SLEEP(3) FROM snapshot_test.ticks", CancellationToken.None);
        await _scene.AwaitLongStatementAsync(busy.ConnectionId);
        await using var snapshot = await SnapshotScene.TakeAsync(fixture.Server, Patient, CancellationToken.None);

        Assert.True(statement.IsCompleted);
        Assert.Equal("0", await statement);
    }

    [Fact]
    public async Task LongStatementThatDoesNotEndIsNamed()
    {
        var busy = await _scene.OpenAsync();
        using var stop = new CancellationTokenSource();
        var statement = busy.TextAsync("SELECT SLEEP(60), 'hush' FROM snapshot_test.ticks", stop.Token);
        await _scene.AwaitLongStatementAsync(busy.ConnectionId);
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => SnapshotScene.TakeAsync(fixture.Server, TimeSpan.Zero, CancellationToken.None));

        Assert.Equal(ErrorId.DumpLockFailed, error.Id);
        Assert.Contains($"connection {busy.ConnectionId} of user 'root'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", error.Message, StringComparison.Ordinal);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => statement);
    }

    [Fact]
    public async Task StatementWithoutATableHoldsNothingUp()
    {
        var busy = await _scene.OpenAsync();
        using var stop = new CancellationTokenSource();
        var statement = busy.TextAsync("SELECT SLEEP(60)", stop.Token);
        await _scene.AwaitLongStatementAsync(busy.ConnectionId);
        await using var snapshot = await SnapshotScene.TakeAsync(fixture.Server, TimeSpan.Zero, CancellationToken.None);

        Assert.Equal(SnapshotMethod.GlobalReadLock, snapshot.Facts.Method);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => statement);
    }

    [Fact]
    public async Task IdleOpenTransactionHoldsNothingUp()
    {
        var writer = await _scene.OpenAsync();
        await writer.ExecuteAsync("START TRANSACTION", CancellationToken.None);
        await writer.ExecuteAsync("INSERT INTO snapshot_test.ticks VALUES ()", CancellationToken.None);
        await using var snapshot = await SnapshotScene.TakeAsync(fixture.Server, TimeSpan.Zero, CancellationToken.None);
        await writer.ExecuteAsync("COMMIT", CancellationToken.None);

        Assert.Equal("1", await snapshot.Planning.TextAsync(Count, CancellationToken.None));
    }

    [Fact]
    public async Task LockThatIsNotToBeHadIsGivenUp()
    {
        var holder = await _scene.OpenAsync();
        await holder.ExecuteAsync("LOCK TABLES snapshot_test.ticks WRITE", CancellationToken.None);
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => SnapshotScene.TakeAsync(fixture.Server, TimeSpan.FromSeconds(1), CancellationToken.None));

        Assert.Equal((ErrorId.DumpLockFailed, ServerErrorNumber.LockWaitTimeout), (error.Id, ((MySqlOpsException)error.InnerException!).ServerErrorNumber));
        await holder.ExecuteAsync("UNLOCK TABLES", CancellationToken.None);
    }

    [Fact]
    public async Task CancelledWhileItWaitsItLeavesNothing()
    {
        var holder = await _scene.OpenAsync();
        await holder.ExecuteAsync("LOCK TABLES snapshot_test.ticks WRITE", CancellationToken.None);
        var account = await _scene.AccountAsync(SnapshotScene.AllPrivileges);
        using var stop = new CancellationTokenSource();
        var taking = SnapshotScene.TakeAsync(account, Patient, stop.Token);
        while (await ClientProgram.QueryAsync(fixture.Sandbox, "SELECT COUNT(*) FROM performance_schema.metadata_locks WHERE OBJECT_TYPE = 'GLOBAL' AND LOCK_TYPE = 'SHARED'") == "0")
            await Task.Delay(20);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking);
        await _scene.AwaitNoSessionAsync();

        await holder.ExecuteAsync("INSERT INTO snapshot_test.ticks VALUES ()", CancellationToken.None);
    }

    [Fact]
    public async Task GivenUpItLeavesNoSession()
    {
        await using (await SnapshotScene.TakeAsync(await _scene.AccountAsync(SnapshotScene.AllPrivileges), Patient, CancellationToken.None))
            Assert.Equal("5", await _scene.CountSessionsAsync());
        await _scene.AwaitNoSessionAsync();
    }

    private async Task<(long Rows, long Gtid)> ReadStateAsync()
    {
        var session = await _scene.OpenAsync();
        return (long.Parse((await session.TextAsync(Count, CancellationToken.None))!), SnapshotScene.LastNumber((await session.TextAsync("SELECT @@GLOBAL.gtid_executed", CancellationToken.None))!));
    }

    private async Task WriteAsync(CancellationToken stop)
    {
        var session = await _scene.OpenAsync();
        while (!stop.IsCancellationRequested)
            await session.ExecuteAsync("INSERT INTO snapshot_test.ticks VALUES ()", CancellationToken.None);
    }
}
