using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.Load.Ledger;
using MySqlOps.Engine.Load.Plan;
using MySqlOps.Engine.Load.Run;
using MySqlOps.Engine.ServerTests.Servers;
using MySqlOps.Engine.Tests.Load;

namespace MySqlOps.Engine.ServerTests.Load;

/// <summary>An importer is killed, and the server goes on with the ALTER TABLE that it had sent: the next import wants the same.</summary>
[Collection(ServerCollection.Name)]
public sealed class LeftoverStatementTests(ServerFixture servers) : IAsyncLifetime
{
    private const string Definition =
        """
        CREATE TABLE `t` (
          `id` int NOT NULL,
          `v` int DEFAULT NULL,
          PRIMARY KEY (`id`),
          KEY `by_v` (`v`),
          KEY `by_both` (`id`,`v`),
          CONSTRAINT `t_u` FOREIGN KEY (`v`) REFERENCES `u` (`id`)
        ) ENGINE=InnoDB
        """;

    private readonly LoadScene _scene = new(servers.Server);
    private readonly CreateTableText _table = CreateTableText.Parse(Definition);

    public async Task InitializeAsync()
    {
        await _scene.PrepareAsync("shop");
        await _scene.RunAsync("CREATE DATABASE shop", "CREATE TABLE shop.u (id INT PRIMARY KEY)", "CREATE TABLE shop.t (id INT PRIMARY KEY, v INT)", "INSERT INTO shop.t VALUES (1, NULL)");
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData("ADD KEY by_v (v)")]
    [InlineData("ADD KEY by_v (v), ADD KEY by_both (id, v)")]
    public async Task IndexesThatAreBeingMadeAreNotMadeTwice(string leftover)
    {
        var step = Step(LoadPhase.Rows) with { Indexes = [.. _table.Indexes.Where(index => index.Kind != IndexKind.Primary)] };
        await RunBehindAsync(leftover, session => IndexBuilder.BuildAsync(session, step, CancellationToken.None));

        Assert.Equal("by_both,by_v,PRIMARY", await _scene.TextAsync("SELECT GROUP_CONCAT(DISTINCT INDEX_NAME ORDER BY INDEX_NAME) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = 'shop' AND TABLE_NAME = 't'"));
    }

    [Fact]
    public async Task ForeignKeysThatAreBeingMadeAreNotMadeTwice()
    {
        await _scene.RunAsync("ALTER TABLE shop.t ADD KEY by_v (v)");
        var step = Step(LoadPhase.ForeignKeys) with { ForeignKeys = [.. _table.ForeignKeys] };
        await RunBehindAsync("ADD CONSTRAINT t_u FOREIGN KEY (v) REFERENCES u (id)", session => ForeignKeyBuilder.BuildAsync(session, step, CancellationToken.None));

        Assert.Equal("t_u", await _scene.TextAsync("SELECT GROUP_CONCAT(CONSTRAINT_NAME) FROM information_schema.TABLE_CONSTRAINTS WHERE TABLE_SCHEMA = 'shop' AND CONSTRAINT_TYPE = 'FOREIGN KEY'"));
    }

    [Fact]
    public async Task TruncateThatAKilledImporterLeftWaitingNeverRuns()
    {
        await using var reader = await Session.OpenAsync(servers.Server, CancellationToken.None);
        await using var lost = await DataSession.OpenAsync(servers.Server, CancellationToken.None);
        await reader.ExecuteAsync("START TRANSACTION", CancellationToken.None);
        await reader.QueryAsync("SELECT id FROM shop.t", CancellationToken.None);
        await WorkerLock.TakeAsync(lost, ["shop", "other"], 3, TimeProvider.System, CancellationToken.None);
        var truncate = lost.ExecuteAsync("TRUNCATE TABLE shop.t", CancellationToken.None);
        await AwaitWaitersAsync(1);

        await using var control = await Session.OpenAsync(servers.Server, CancellationToken.None);
        await WorkerLock.EndAllAsync(control, ["other"], TimeProvider.System, CancellationToken.None);
        await reader.ExecuteAsync("ROLLBACK", CancellationToken.None);

        await Assert.ThrowsAsync<MySqlOpsException>(() => truncate);
        Assert.Equal("1", await _scene.TextAsync("SELECT COUNT(*) FROM shop.t"));
    }

    [Fact]
    public async Task SessionThatTakesAPlaceEndsTheOneBefore()
    {
        await using var lost = await DataSession.OpenAsync(servers.Server, CancellationToken.None);
        await using var next = await DataSession.OpenAsync(servers.Server, CancellationToken.None);
        await using var beside = await DataSession.OpenAsync(servers.Server, CancellationToken.None);
        await WorkerLock.TakeAsync(lost, ["shop"], 0, TimeProvider.System, CancellationToken.None);
        await WorkerLock.TakeAsync(beside, ["shop"], 1, TimeProvider.System, CancellationToken.None);

        await WorkerLock.TakeAsync(next, ["shop"], 0, TimeProvider.System, CancellationToken.None);

        await Assert.ThrowsAsync<MySqlOpsException>(() => lost.ExecuteAsync("DO 0", CancellationToken.None));
        await beside.ExecuteAsync("DO 0", CancellationToken.None);
    }

    [Fact]
    public async Task ImportEndsTheSessionsOfTheOneBefore()
    {
        await using var lost = await DataSession.OpenAsync(servers.Server, CancellationToken.None);
        await WorkerLock.TakeAsync(lost, ["shop"], WorkerLock.Slots - 1, TimeProvider.System, CancellationToken.None);

        await _scene.LoadAsync(new MemoryExport().Database("shop").Table("w", "CREATE TABLE `w` (`id` int NOT NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB", "id", "1\n"), _scene.Options with { IfExists = ExistingObjects.Skip });

        await Assert.ThrowsAsync<MySqlOpsException>(() => lost.ExecuteAsync("DO 0", CancellationToken.None));
    }

    private static LoadStep Step(LoadPhase phase) => new() { Phase = phase, Action = "Alter table shop.t", Target = new ObjectName("shop", "t") };

    /// <summary>Runs work while an ALTER TABLE is on its way, which ends only when the work waits for it.</summary>
    private async Task RunBehindAsync(string leftover, Func<DataSession, Task> work)
    {
        await using var reader = await Session.OpenAsync(servers.Server, CancellationToken.None);
        await using var lost = await DataSession.OpenAsync(servers.Server, CancellationToken.None);
        await using var session = await DataSession.OpenAsync(servers.Server, CancellationToken.None);
        await reader.ExecuteAsync("START TRANSACTION", CancellationToken.None);
        await reader.QueryAsync("SELECT id FROM shop.t", CancellationToken.None);
        await lost.ExecuteAsync("SET SESSION foreign_key_checks = 0", CancellationToken.None);
        await lost.ExecuteAsync("USE shop", CancellationToken.None);
        await session.ExecuteAsync("SET SESSION foreign_key_checks = 0", CancellationToken.None);
        var alter = lost.ExecuteAsync($"ALTER TABLE t {leftover}", CancellationToken.None);
        await AwaitWaitersAsync(1);
        var own = work(session);
        await AwaitWaitersAsync(2);
        await reader.ExecuteAsync("ROLLBACK", CancellationToken.None);
        await alter;
        await own;
    }

    private async Task AwaitWaitersAsync(int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await _scene.TextAsync("SELECT COUNT(*) FROM performance_schema.processlist WHERE STATE = 'Waiting for table metadata lock'") != $"{count}")
            await Task.Delay(10, limit.Token);
    }
}
