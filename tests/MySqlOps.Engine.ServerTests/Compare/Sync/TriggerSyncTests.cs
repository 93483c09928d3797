using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Compare.Sync;

/// <summary>Tables with triggers.</summary>
[Collection(ServerCollection.Name)]
public sealed class TriggerSyncTests(ServerFixture servers) : IAsyncLifetime
{
    private static readonly string[] Two = ["id", "u"];
    private static readonly SyncOptions Drop = SyncScene.Options with { TriggerAction = SyncTriggerAction.Drop, MaxTransactionRows = 1 };

    private readonly SyncScene _scene = new(servers.Server);

    public Task InitializeAsync() => _scene.PrepareAsync(
        "CREATE TABLE shop.t (id INT PRIMARY KEY, u INT)",
        "CREATE TABLE shop.log (id INT)",
        "INSERT INTO shop.t VALUES (1, 10), (2, 20)",
        "CREATE TRIGGER shop.second BEFORE INSERT ON shop.t FOR EACH ROW SET NEW.u = NEW.u + 1",
        "CREATE TRIGGER shop.first BEFORE INSERT ON shop.t FOR EACH ROW PRECEDES second SET NEW.u = NEW.u * 2",
        "CREATE TRIGGER shop.logs AFTER DELETE ON shop.t FOR EACH ROW INSERT INTO shop.log VALUES (OLD.id)");

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task RowsThatWouldFireThemAreRefusedAndOthersAreNot()
    {
        var steps = await _scene.SyncAsync(Change(null, ["3", "30"]), Change(["1", "10"], null));
        var updates = await _scene.SyncAsync(Change(["1", "10"], ["1", "11"]));

        Assert.Equal(("Refused 1", "Applied 1"), (SyncScene.Sum(steps), SyncScene.Sum(updates)));
        Assert.Equal(ErrorId.SyncTriggersExist, steps[0].Error);
        Assert.Equal("1 11,2 20", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task TheyAreDroppedMeanwhileAndComeBackAsTheyWere()
    {
        var before = await TriggersAsync();

        var steps = await _scene.SyncAsync(Drop, _scene.Rows(Change(null, ["3", "30"]), Change(["1", "10"], null)));

        Assert.Equal("Applied 2", SyncScene.Sum(steps));
        Assert.Equal("2 20,3 30", await _scene.RowsAsync(Two));
        Assert.Equal("0", await _scene.TextAsync("SELECT COUNT(*) FROM shop.log"));
        Assert.Equal(before, await TriggersAsync());
        Assert.Equal("0", await _scene.TextAsync("SELECT COUNT(*) FROM mysqlops.sync_trigger"));
        Assert.Equal("0", await _scene.TextAsync("SELECT COUNT(*) FROM performance_schema.metadata_locks WHERE OBJECT_SCHEMA = 'shop' AND LOCK_TYPE = 'SHARED_NO_READ_WRITE'"));
    }

    [Fact]
    public async Task TheyFireWhenAsked()
    {
        var steps = await _scene.SyncAsync(SyncScene.Options with { TriggerAction = SyncTriggerAction.Fire }, _scene.Rows(Change(null, ["3", "30"]), Change(["1", "10"], null)));

        Assert.Equal("Applied 2", SyncScene.Sum(steps));
        Assert.Equal("2 20,3 61", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task TriggerThatSomebodyMakesAfterThePlanIsNotFired()
    {
        var plan = await _scene.PlanAsync(SyncScene.Options, _scene.Rows(Change(["1", "10"], ["1", "11"])));
        await _scene.RunAsync("CREATE TRIGGER shop.late BEFORE UPDATE ON shop.t FOR EACH ROW SET NEW.u = 0");

        var steps = await _scene.ExecuteAsync(plan);

        Assert.Equal("Refused 1", SyncScene.Sum(steps));
        Assert.Equal("1 10,2 20", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task NobodyWritesWhileTheyAreAway()
    {
        var plan = await _scene.PlanAsync(Drop, _scene.Rows(Change(["1", "10"], null), Change(null, ["3", "30"])));
        await using var steps = _scene.Synchronizer(Drop).ExecuteAsync(plan, CancellationToken.None).GetAsyncEnumerator();
        await steps.MoveNextAsync();

        var writing = _scene.RunAsync("INSERT INTO shop.t VALUES (9, 90)");
        await _scene.WaitAsync("SELECT COUNT(*) FROM performance_schema.metadata_locks WHERE OBJECT_SCHEMA = 'shop' AND LOCK_STATUS = 'PENDING'");
        while (await steps.MoveNextAsync())
        {
            // To the end.
        }

        await writing;
        Assert.Equal("2 20,3 30,9 181", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task KilledSessionLeavesThemInPlace()
    {
        var before = await TriggersAsync();
        var plan = await _scene.PlanAsync(Drop, _scene.Rows(Change(["1", "10"], null), Change(null, ["3", "30"])));
        await using var steps = _scene.Synchronizer(Drop).ExecuteAsync(plan, CancellationToken.None).GetAsyncEnumerator();
        await steps.MoveNextAsync();
        await KillAsync();

        var error = await Assert.ThrowsAsync<MySqlOpsException>(async () => await steps.MoveNextAsync());

        Assert.Equal(ErrorId.ConnectionLost, error.Id);
        Assert.Equal(before, await TriggersAsync());
    }

    [Fact]
    public async Task CancelledRunLeavesThemInPlace()
    {
        using var cancel = new CancellationTokenSource();
        var before = await TriggersAsync();
        var plan = await _scene.PlanAsync(Drop, _scene.Rows(Change(["1", "10"], null), Change(null, ["3", "30"])));
        await using var steps = _scene.Synchronizer(Drop).ExecuteAsync(plan, cancel.Token).GetAsyncEnumerator(CancellationToken.None);
        await steps.MoveNextAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await steps.MoveNextAsync());

        Assert.Equal(before, await TriggersAsync());
    }

    [Fact]
    public async Task ThoseOfAKilledRunComeBackWithTheNext()
    {
        var before = await TriggersAsync();
        var differences = _scene.Rows(Change(["1", "10"], null), Change(null, ["3", "30"]));

        // An enumerator that nobody disposes of: so ends a program that is killed.
        var steps = _scene.Synchronizer(Drop).ExecuteAsync(await _scene.PlanAsync(Drop, differences), CancellationToken.None).GetAsyncEnumerator();
        await steps.MoveNextAsync();
        await KillAsync();
        Assert.NotEqual(before, await TriggersAsync());

        var plan = await _scene.PlanAsync(Drop, differences);
        var rest = await _scene.ExecuteAsync(plan);

        Assert.Equal(["Restore trigger shop.first", "Restore trigger shop.second", "Restore trigger shop.logs"], plan.Steps.OfType<RestoreStep>().Select(step => step.Action).OrderBy(action => action.EndsWith("logs", StringComparison.Ordinal)));
        Assert.Equal("Applied 4, Skipped 1", SyncScene.Sum(rest));
        Assert.Equal("2 20,3 30", await _scene.RowsAsync(Two));
        Assert.Equal(before, await TriggersAsync());
    }

    private static RowChange Change(string[]? old, string[]? wanted) => SyncScene.Change(Two, old, wanted);

    private Task<string?> TriggersAsync() => _scene.TextAsync(
        """
        SELECT GROUP_CONCAT(TRIGGER_NAME, ' ', ACTION_TIMING, ' ', EVENT_MANIPULATION, ' ', ACTION_ORDER, ' ', ACTION_STATEMENT, ' ', SQL_MODE, ' ', DEFINER, ' ', CHARACTER_SET_CLIENT, ' ', COLLATION_CONNECTION, ' ', DATABASE_COLLATION ORDER BY TRIGGER_NAME SEPARATOR ';')
        FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = 'shop'
        """);

    private async Task KillAsync()
    {
        await _scene.RunAsync("KILL " + await _scene.TextAsync("SELECT IS_USED_LOCK('mysqlops.sync')"));
        await _scene.WaitAsync("SELECT IS_FREE_LOCK('mysqlops.sync')");
    }
}
