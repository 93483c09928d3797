using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Connect;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Dump.Run;

/// <summary>An export that does not come to its end is never mistaken for a whole one, and leaves nothing on the server.</summary>
[Collection(ServerCollection.Name)]
public sealed class FailedExportTests(ServerFixture fixture) : IAsyncLifetime
{
    private ExportScene _scene = null!;

    public async Task InitializeAsync()
    {
        _scene = new ExportScene(fixture);
        await _scene.CreateAsync(ExportScene.Numbers("t", 5000));
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData("locked out")]
    [InlineData("tables, ")]
    public async Task CancelledItLeavesNoSessionAndNoExport(string moment)
    {
        var account = await TestAccounts.CreateAsync(fixture.Sandbox, "exporter", "", "ALL ON *.*");
        using var stop = new CancellationTokenSource();
        var observer = new ActingObserver(moment, stop.CancelAsync);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _scene.ExportAsync(_scene.Options with { MaxBytesPerSecond = 100_000 }, observer, account, stop.Token));

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while (await ClientProgram.QueryAsync(fixture.Sandbox, "SELECT COUNT(*) FROM performance_schema.processlist WHERE USER = 'exporter'") != "0")
            await Task.Delay(20, limit.Token);
        await ClientProgram.QueryAsync(fixture.Sandbox, "SET lock_wait_timeout = 2; ALTER TABLE export_test.t ADD x INT");
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ExportFolder.OpenAsync(_scene.Path, CancellationToken.None));
        Assert.Equal(ErrorId.ExportIncomplete, error.Id);
        if (Directory.Exists(_scene.Path))
            Assert.DoesNotContain(_scene.Files(), file => file.EndsWith(".partial", StringComparison.Ordinal) && file != "manifest.json.partial");
    }

    [Fact]
    public async Task FailedExportsFolderMayBeReplaced()
    {
        using var stop = new CancellationTokenSource();
        var observer = new ActingObserver("tables, ", stop.CancelAsync);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _scene.ExportAsync(_scene.Options with { MaxBytesPerSecond = 100_000 }, observer, null, stop.Token));
        var refused = await Assert.ThrowsAsync<MySqlOpsException>(() => _scene.ExportAsync());
        await _scene.ExportAsync(_scene.Options with { Overwrite = true });

        Assert.Equal(ErrorId.ExportPathTaken, refused.Id);
        Assert.True((await _scene.TestAsync()).IsWhole);
    }

    [Fact]
    public async Task TableThatIsTruncatedMeanwhileIsNamed()
    {
        var account = await TestAccounts.CreateAsync(fixture.Sandbox, "exporter", "", "SELECT, RELOAD, PROCESS, REPLICATION CLIENT ON *.*");
        var observer = new ActingObserver("locked out for", async () => await ClientProgram.QueryAsync(fixture.Sandbox, "TRUNCATE TABLE export_test.t"));
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => _scene.ExportAsync(_scene.Options with { Content = ExportContent.Data }, observer, account));

        Assert.Equal((ErrorId.DumpTableChanged, new ObjectName("export_test", "t")), (error.Id, error.Target));
    }

    [Fact]
    public async Task KilledReaderFailsTheExport()
    {
        var account = await TestAccounts.CreateAsync(fixture.Sandbox, "exporter", "", "ALL ON *.*");
        var observer = new ActingObserver("tables, ", async () =>
        {
            foreach (var id in (await ClientProgram.QueryAsync(fixture.Sandbox, "SELECT ID FROM performance_schema.processlist WHERE USER = 'exporter'")).Split('\n'))
                await ClientProgram.RunAsync("mysql", fixture.Sandbox, [$"--defaults-file={Path.Combine(fixture.Sandbox.Path, "root.cnf")}"], $"KILL {id}");
        });
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => _scene.ExportAsync(_scene.Options with { MaxBytesPerSecond = 100_000 }, observer, account));

        Assert.Equal(ErrorId.ConnectionLost, error.Id);
        Assert.Equal(ErrorId.ExportIncomplete, (await Assert.ThrowsAsync<MySqlOpsException>(() => ExportFolder.OpenAsync(_scene.Path, CancellationToken.None))).Id);
    }

    [Theory]
    [InlineData("export_test.t", "id = ")]
    [InlineData("export_test.t", "id = 1) OR (no_such_column = 1")]
    [InlineData("export_test.u", "id = 1")]
    public async Task ConditionThatDoesNotFitIsRefused(string table, string condition)
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => _scene.ExportAsync(_scene.Options with { Where = new Dictionary<string, string> { [table] = condition } }));

        Assert.Equal(ErrorId.DumpWhereInvalid, error.Id);
        Assert.False(Directory.Exists(_scene.Path));
    }

    [Fact]
    public async Task WhatIsNotThereIsRefusedByName()
    {
        var database = await Assert.ThrowsAsync<MySqlOpsException>(() => _scene.ExportAsync(_scene.Options with { Selection = new CatalogSelection { Databases = ["nowhere"] } }));
        var table = await Assert.ThrowsAsync<MySqlOpsException>(() => _scene.ExportAsync(_scene.Options with { Selection = new CatalogSelection { Databases = ["export_test"], Tables = ["u"] } }));
        var pattern = await Assert.ThrowsAsync<MySqlOpsException>(() => _scene.ExportAsync(_scene.Options with { Selection = new CatalogSelection { Databases = ["nowhere*"] } }));

        Assert.Equal([ErrorId.DatabaseMissing, ErrorId.TableMissing, ErrorId.DumpNothingSelected], new[] { database.Id, table.Id, pattern.Id });
    }

    [Fact]
    public async Task FolderWithOtherFilesIsNeverTouched()
    {
        Directory.CreateDirectory(_scene.Path);
        var precious = Path.Combine(_scene.Path, "precious.txt");
        await File.WriteAllTextAsync(precious, "mine");
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => _scene.ExportAsync(_scene.Options with { Overwrite = true }));

        Assert.Equal(ErrorId.ExportPathTaken, error.Id);
        Assert.True(File.Exists(precious));
    }

    [Fact]
    public async Task ExportWithAForeignFileIsNotReplaced()
    {
        await _scene.ExportAsync();
        var precious = Path.Combine(_scene.Path, "export_test", "precious.txt");
        await File.WriteAllTextAsync(precious, "mine");
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => _scene.ExportAsync(_scene.Options with { Overwrite = true }));

        Assert.Equal(ErrorId.ExportPathTaken, error.Id);
        Assert.Contains(precious, error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_scene.Path, "manifest.json")));
    }

    [Fact]
    public async Task DamagedFilesAreNamed()
    {
        await _scene.ExportAsync();
        var data = Directory.GetFiles(Path.Combine(_scene.Path, "export_test"), "*.tsv").Order(StringComparer.Ordinal).ToArray();
        var bytes = await File.ReadAllBytesAsync(data[0]);
        bytes[^2] ^= 1;
        await File.WriteAllBytesAsync(data[0], bytes);
        File.Delete(data[1]);
        await File.AppendAllTextAsync(data[2], "more");
        var test = await _scene.TestAsync();

        Assert.False(test.IsWhole);
        Assert.Equal(data[..3], test.Problems.Select(problem => problem.Path));
    }
}
