using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Connect;
using MySqlOps.Engine.ServerTests.Dump.Run;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Scenarios;

/// <summary>Tables that somebody changes while they are exported.</summary>
[Collection(ServerCollection.Name)]
public sealed class ChangedTableTests(ServerFixture fixture) : IAsyncLifetime
{
    private const string WithoutBackupAdmin = "SELECT, RELOAD, PROCESS, REPLICATION CLIENT ON *.*";

    /// <summary>What is said while the first, large table is read: the catalogue is known by then, and the second table untouched.</summary>
    private const string WhileTheFirstIsRead = "tables, ";

    private ExportScene _scene = null!;

    public async Task InitializeAsync()
    {
        _scene = new ExportScene(fixture);
        await _scene.CreateAsync(ExportScene.Numbers("first", 8000) + ExportScene.Numbers("t", 100));
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData("DROP TABLE export_test.t")]
    [InlineData("RENAME TABLE export_test.t TO export_test.u")]
    [InlineData("ALTER TABLE export_test.t FORCE")]
    [InlineData("ALTER TABLE export_test.t DROP COLUMN v, ALGORITHM=COPY")]
    [InlineData("DROP TABLE export_test.t; CREATE TABLE export_test.t (id INT PRIMARY KEY, v VARCHAR(200))")]
    public async Task WhereDdlIsFreeTheTableIsNamed(string ddl)
    {
        var account = await TestAccounts.CreateAsync(fixture.Sandbox, "exporter", "", WithoutBackupAdmin);
        var observer = new ActingObserver(WhileTheFirstIsRead, async () => await ClientProgram.QueryAsync(fixture.Sandbox, ddl));
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ExportAsync(observer, account));

        Assert.Equal((ErrorId.DumpTableChanged, new ObjectName("export_test", "t")), (error.Id, error.Target));
        Assert.Contains("BACKUP_ADMIN", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DROP TABLE export_test.t")]
    [InlineData("ALTER TABLE export_test.t DROP COLUMN v")]
    [InlineData("TRUNCATE TABLE export_test.t")]
    public async Task WhereDdlIsLockedOutItWaits(string ddl)
    {
        var account = await TestAccounts.CreateAsync(fixture.Sandbox, "exporter", "", WithoutBackupAdmin, "BACKUP_ADMIN ON *.*");
        Task<string>? change = null;
        var observer = new ActingObserver(WhileTheFirstIsRead, async () =>
        {
            change = ClientProgram.QueryAsync(fixture.Sandbox, ddl);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (await ClientProgram.QueryAsync(fixture.Sandbox, "SELECT COUNT(*) FROM performance_schema.processlist WHERE STATE = 'Waiting for backup lock'") != "1")
                await Task.Delay(20, limit.Token);
        });
        var export = await ExportAsync(observer, account);
        await change!;

        Assert.Equal((8100, 100), (export.Rows, (await _scene.RowsAsync("t")).Count(row => row.Length == 2)));
    }

    private Task<MySqlExport> ExportAsync(ActingObserver observer, MySqlServer account) => _scene.ExportAsync(_scene.Options with { ThreadCount = 1, ChunkBytes = 100_000, MaxBytesPerSecond = 1_000_000 }, observer, account);
}
