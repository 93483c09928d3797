using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.Load.Scripts;
using MySqlOps.Engine.ServerTests.Dump.Run;

namespace MySqlOps.Engine.ServerTests.Scenarios;

/// <summary>An import or a copy that is cancelled, in whatever phase, ends within two seconds, leaves no session and no lock, and can be gone on with.</summary>
public sealed class CancelledImportTests(CancelFixture servers) : IClassFixture<CancelFixture>, IAsyncLifetime
{
    private const long BytesPerSecond = 2_000_000;

    private readonly CancellationTokenSource _stop = new();
    private CancelScene _scene = null!;

    public async Task InitializeAsync()
    {
        await servers.ClearTargetAsync();
        _scene = await CancelScene.CreateAsync(servers.Target);
    }

    public async Task DisposeAsync()
    {
        await _scene.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task WhileItMakesTables()
    {
        var import = ImportAsync(null, new ActingObserver("Tables: ", () => _scene.HoldAsync("LOCK INSTANCE FOR BACKUP")));
        await _scene.AwaitStatementAsync("CREATE TABLE%", "Waiting for backup lock", import);
        await CancelAndGoOnAsync(import);
    }

    [Fact]
    public async Task WhileItLoadsRows()
    {
        var import = ImportAsync(100_000);
        await _scene.AwaitStatementAsync("LOAD DATA%", "%", import);
        await CancelAndGoOnAsync(import);
    }

    [Fact]
    public async Task WhileItInsertsRows()
    {
        await _scene.HoldAsync("SET GLOBAL local_infile = OFF");
        try
        {
            var import = ImportAsync(100_000);
            await _scene.AwaitAsync("SELECT COUNT(*) > 0 FROM performance_schema.metadata_locks WHERE OBJECT_SCHEMA = 'cancel_test' AND LOCK_TYPE = 'SHARED_WRITE' AND LOCK_STATUS = 'GRANTED'", import);
            await CancelAndGoOnAsync(import);
        }
        finally
        {
            await _scene.HoldAsync("SET GLOBAL local_infile = ON");
        }
    }

    [Fact]
    public async Task WhileItMakesIndexes()
    {
        var import = ImportAsync(null);
        await _scene.AwaitStatementAsync("ALTER TABLE%ADD KEY%", "%alter table%", import);
        await CancelAndGoOnAsync(import);
    }

    [Fact]
    public async Task WhileItsIndexesWaitForOthers()
    {
        var import = ImportAsync(BytesPerSecond);
        await _scene.AwaitStatementAsync("LOAD DATA%`t`%", "%", import);
        await _scene.HoldAsync("START TRANSACTION");
        await _scene.HoldAsync("SELECT 1 FROM cancel_test.t LIMIT 1");
        await _scene.AwaitStatementAsync("ALTER TABLE%ADD KEY%", "Waiting for table metadata lock", import);
        await CancelAndGoOnAsync(import);
    }

    [Fact]
    public async Task WhileItLooksForRowsWithoutParents()
    {
        var import = ImportAsync(null);
        await _scene.AwaitStatementAsync("SELECT COUNT(*) AS orphans%", "%", import);
        await CancelAndGoOnAsync(import);
    }

    [Fact]
    public async Task WhileItRunsAScript()
    {
        var path = servers.NewPath($"{Guid.NewGuid():N}.sql");
        await File.WriteAllTextAsync(path, "CREATE DATABASE cancel_test; CREATE TABLE cancel_test.t (id INT); INSERT INTO cancel_test.t SELECT SLEEP(100);");
        var import = ScriptLoad.RunAsync(_scene.Worker, path, new ScriptImportOptions(), SilentObserver.Instance, TimeProvider.System, _stop.Token);
        await _scene.AwaitStatementAsync("INSERT INTO%", "%", import);
        await CancelScene.CancelAsync(import, _stop);
        await _scene.AssertNothingIsLeftAsync("INSERT INTO cancel_test.t VALUES (1)", "ALTER TABLE cancel_test.t FORCE");
    }

    [Fact]
    public async Task WhileItCopies()
    {
        await using var source = await CancelScene.CreateAsync(servers.Source);
        var copy = CopyAsync(source.Worker);
        await _scene.AwaitStatementAsync("LOAD DATA%`t`%", "%", copy);
        await CancelScene.CancelAsync(copy, _stop);
        await source.AssertNothingIsLeftAsync("UPDATE cancel_test.t SET v = CONCAT(v, ' x') WHERE id = 1", "ALTER TABLE cancel_test.t ALTER COLUMN b SET DEFAULT 7");
        await _scene.AssertNothingIsLeftAsync("INSERT INTO cancel_test.u VALUES ('new', 1)", "ALTER TABLE cancel_test.u ALTER COLUMN b SET DEFAULT 7");
    }

    private Task<MySqlImport> ImportAsync(long? bytesPerSecond, IOperationObserver? observer = null) =>
        FolderImport.RunAsync(_scene.Worker, servers.Folder, bytesPerSecond, observer, _stop.Token);

    private async Task CopyAsync(MySqlServer source)
    {
        var load = new LoadOptions { RejectFolder = servers.NewPath("rejects"), ThreadCount = 2, GtidPurged = GtidPurgedAction.Off };
        var read = new ExportOptions { Path = "", ThreadCount = 2, MaxBytesPerSecond = 100_000 };
        await using var copy = await DatabaseCopy.OpenAsync(source, _scene.Worker, read, load, SilentObserver.Instance, TimeProvider.System, _stop.Token);
        await copy.Loader.LoadAsync(await copy.Loader.PlanAsync(_stop.Token), _stop.Token);
    }

    private async Task CancelAndGoOnAsync(Task import)
    {
        await CancelScene.CancelAsync(import, _stop);
        await _scene.AssertNothingIsLeftAsync("CREATE TABLE cancel_test.of_somebody_else (id INT)", "INSERT INTO cancel_test.of_somebody_else VALUES (1)", "DROP TABLE cancel_test.of_somebody_else");
        var again = await FolderImport.RunAsync(servers.Target.Server, servers.Folder);

        Assert.True(again.Resumed);
        Assert.Empty(again.Orphans);
        await using var session = await Session.OpenAsync(servers.Target.Server, CancellationToken.None);
        Assert.Equal(CancelFixture.Rows.ToString(CultureInfo.InvariantCulture), await session.TextAsync("SELECT COUNT(DISTINCT id, v) FROM cancel_test.t FORCE INDEX (by_v)", CancellationToken.None));
    }
}
