using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Dump.Run;

namespace MySqlOps.Engine.ServerTests.Scenarios;

/// <summary>An export that is cancelled, in whatever phase, ends within two seconds, leaves nothing on the server, and nothing that passes for an export.</summary>
public sealed class CancelledExportTests(CancelFixture servers) : IClassFixture<CancelFixture>, IAsyncLifetime
{
    private static readonly string[] WritesAndAlters = ["UPDATE cancel_test.t SET v = CONCAT(v, ' x') WHERE id = 1", "ALTER TABLE cancel_test.t ALTER COLUMN b SET DEFAULT 7"];

    private readonly CancellationTokenSource _stop = new();
    private CancelScene _scene = null!;
    private string _path = "";

    public async Task InitializeAsync()
    {
        _scene = await CancelScene.CreateAsync(servers.Source);
        _path = servers.NewPath(Guid.NewGuid().ToString("N"));
    }

    public async Task DisposeAsync()
    {
        await _scene.DisposeAsync();
        _stop.Dispose();
    }

    [Theory]
    [InlineData(ExportFormat.Folder)]
    [InlineData(ExportFormat.Sql)]
    public async Task BehindALongStatement(ExportFormat format)
    {
        await using var busy = await DataSession.OpenAsync(servers.Source.Server, CancellationToken.None);
        using var free = new CancellationTokenSource();
        var statement = busy.TextAsync("SELECT SLEEP(100) FROM cancel_test.t LIMIT 1", free.Token);
        await _scene.AwaitAsync($"SELECT COUNT(*) FROM performance_schema.processlist WHERE ID = {busy.ConnectionId} AND TIME >= 3");
        var heard = new TaskCompletionSource();
        var observer = new ActingObserver("has been running a statement for", () =>
        {
            heard.SetResult();
            return Task.CompletedTask;
        });
        var export = ExportAsync(format, observer);
        await Task.WhenAny(heard.Task, export);
        await CancelScene.CancelAsync(export, _stop);
        await free.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => statement);
        await AssertNothingIsLeftAsync(format);
    }

    [Theory]
    [InlineData(ExportFormat.Folder)]
    [InlineData(ExportFormat.Sql)]
    public async Task BehindALockedTable(ExportFormat format)
    {
        await _scene.HoldAsync("LOCK TABLES cancel_test.t WRITE");
        var export = ExportAsync(format);
        await _scene.AwaitStatementAsync("FLUSH TABLES WITH READ LOCK", "Waiting for%", export);
        await CancelScene.CancelAsync(export, _stop);
        await AssertNothingIsLeftAsync(format);
    }

    [Theory]
    [InlineData(ExportFormat.Folder)]
    [InlineData(ExportFormat.Sql)]
    public async Task WhileItReadsTheCatalogue(ExportFormat format)
    {
        var export = ExportAsync(format);
        await _scene.AwaitStatementAsync("SHOW CREATE TABLE%", "%", export);
        await CancelScene.CancelAsync(export, _stop);
        await AssertNothingIsLeftAsync(format);
    }

    [Theory]
    [InlineData(ExportFormat.Folder)]
    [InlineData(ExportFormat.Sql)]
    public async Task WhileItReadsRows(ExportFormat format)
    {
        var export = ExportAsync(format);
        await _scene.AwaitStatementAsync("SELECT%`v`%FROM `cancel_test`.`t`%", "%", export);
        await CancelScene.CancelAsync(export, _stop);
        await AssertNothingIsLeftAsync(format);
    }

    [Theory]
    [InlineData(ExportFormat.Folder)]
    [InlineData(ExportFormat.Sql)]
    public async Task WhileItsReadersWaitForATable(ExportFormat format)
    {
        var export = ExportAsync(format, new ActingObserver("locked out for", () => _scene.HoldAsync("LOCK TABLES cancel_test.t WRITE")));
        await _scene.AwaitStatementAsync("SELECT%FROM `cancel_test`.`t`%", "Waiting for table metadata lock", export);
        await CancelScene.CancelAsync(export, _stop);
        await AssertNothingIsLeftAsync(format);
    }

    private Task<MySqlExport> ExportAsync(ExportFormat format, IOperationObserver? observer = null)
    {
        var options = new ExportOptions { Path = _path, Format = format, ThreadCount = 2, ChunkBytes = 200_000, MaxBytesPerSecond = 100_000 };
        return Exporter.ExportAsync(_scene.Worker, options, observer ?? SilentObserver.Instance, _stop.Token);
    }

    private async Task AssertNothingIsLeftAsync(ExportFormat format)
    {
        await _scene.AssertNothingIsLeftAsync(WritesAndAlters);
        if (format == ExportFormat.Folder)
            Assert.Equal(ErrorId.ExportIncomplete, (await Assert.ThrowsAsync<MySqlOpsException>(() => ExportFolder.OpenAsync(_path, CancellationToken.None))).Id);
        else
            Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(_path)!, Path.GetFileName(_path) + "*"));
    }
}
