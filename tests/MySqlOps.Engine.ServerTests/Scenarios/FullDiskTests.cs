using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Dump.Run;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Scenarios;

/// <summary>Disks that are full, on either side.</summary>
[Collection(ServerCollection.Name)]
public sealed class FullDiskTests(ServerFixture servers) : IAsyncLifetime
{
    private ExportScene _scene = null!;

    public async Task InitializeAsync()
    {
        _scene = new ExportScene(servers);
        await _scene.CreateAsync(ExportScene.Numbers("t", 20_000));
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [SmallDiskTheory]
    [InlineData(ExportFormat.Folder, ExportCompression.None, 80)]
    [InlineData(ExportFormat.Folder, ExportCompression.None, 1)]
    [InlineData(ExportFormat.Folder, ExportCompression.Gzip, 8)]
    [InlineData(ExportFormat.Sql, ExportCompression.None, 80)]
    [InlineData(ExportFormat.Sql, ExportCompression.Gzip, 8)]
    [InlineData(ExportFormat.Csv, ExportCompression.None, 80)]
    public async Task ExportThatDoesNotFitIsNone(ExportFormat format, ExportCompression compression, int pages)
    {
        using var disk = new SmallDisk(pages * SmallDisk.PageBytes);
        await AssertNothingComesOfItAsync(disk, _scene.Options with { Format = format, Compression = compression, ChunkBytes = 100_000 });
    }

    [SmallDiskFact]
    public async Task ExportWhoseManifestDoesNotFitIsNone()
    {
        await _scene.ExportAsync();
        var pages = Directory.EnumerateFiles(_scene.Path, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "manifest.json")
            .Sum(file => (new FileInfo(file).Length + SmallDisk.PageBytes - 1) / SmallDisk.PageBytes);
        Assert.True(new FileInfo(Path.Combine(_scene.Path, "manifest.json")).Length > 4 * SmallDisk.PageBytes);
        using var disk = new SmallDisk((pages + 2) * SmallDisk.PageBytes);
        var error = await AssertNothingComesOfItAsync(disk, _scene.Options);

        Assert.Contains("manifest.json", error.Message, StringComparison.Ordinal);
    }

    [SmallDiskFact]
    public async Task ReplicationFileThatDoesNotFitIsNamed()
    {
        using var disk = new SmallDisk(SmallDisk.PageBytes);
        await File.WriteAllBytesAsync(Path.Combine(disk.Path, "filler"), new byte[SmallDisk.PageBytes]);
        var file = Path.Combine(disk.Path, "replication.sql");
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => _scene.ExportAsync(_scene.Options with { ReplicationSource = ReplicationSource.ThisServer, ReplicationFile = file }));

        Assert.Equal(ErrorId.FileFailed, error.Id);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorId.ExportIncomplete, (await Assert.ThrowsAsync<MySqlOpsException>(() => ExportFolder.OpenAsync(_scene.Path, CancellationToken.None))).Id);
    }

    [Fact]
    public async Task ImportGoesOnWhenTheFullServerHasRoomAgain()
    {
        // Tables lie in the system tablespace, and that may not grow.
        var target = (await servers.CreateAsync(1, "local_infile=1", "innodb_file_per_table=0", "innodb_data_file_path=ibdata1:12M:autoextend:max:48M", "innodb_autoextend_increment=1"))[0];
        await RoundTripFixture.RunScriptAsync(target, "CREATE DATABASE other; CREATE TABLE other.filler (id INT PRIMARY KEY, v LONGBLOB); INSERT INTO other.filler VALUES (1, REPEAT('x', 28000000));");
        await _scene.CreateAsync(ExportScene.Numbers("t", 60_000) + "CREATE INDEX by_v ON t (v, id);" + ExportScene.Numbers("small", 100));
        await _scene.ExportAsync(_scene.Options with { ChunkBytes = 500_000 });
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => FolderImport.RunAsync(target.Server, _scene.Path));

        Assert.True(error.ServerErrorNumber == 1114, error.Message);
        Assert.Contains("export_test.t", error.Message, StringComparison.Ordinal);

        await RoundTripFixture.RunScriptAsync(target, "DROP DATABASE other");
        var import = await FolderImport.RunAsync(target.Server, _scene.Path);
        Assert.True(import.Resumed);
        Assert.Equal(60_000, await CountAsync(target.Server));

        // SHOW CREATE TABLE names the tablespace there; all else is the same.
        var expected = await ServerPicture.TakeAsync(servers.Server);
        var actual = await ServerPicture.TakeAsync(target.Server);
        Assert.All(actual.Where(pair => !pair.Key.StartsWith("table ", StringComparison.Ordinal)), pair => Assert.Equal(expected[pair.Key], pair.Value));
    }

    private static async Task<long> CountAsync(MySqlServer server)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        return (await session.QueryAsync("SELECT COUNT(*) AS n FROM export_test.t FORCE INDEX (by_v)", CancellationToken.None))[0].Int64("n");
    }

    private async Task<MySqlOpsException> AssertNothingComesOfItAsync(SmallDisk disk, ExportOptions options)
    {
        var path = Path.Combine(disk.Path, options.Format == ExportFormat.Sql ? "export.sql" : "export");
        var account = await ServerTests.Connect.TestAccounts.CreateAsync(servers.Sandbox, "exporter", "", "ALL ON *.*");
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => _scene.ExportAsync(options with { Path = path }, server: account));

        Assert.Equal(ErrorId.FileFailed, error.Id);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        if (options.Format == ExportFormat.Folder)
            Assert.Equal(ErrorId.ExportIncomplete, (await Assert.ThrowsAsync<MySqlOpsException>(() => ExportFolder.OpenAsync(path, CancellationToken.None))).Id);
        else
            Assert.False(File.Exists(path));
        await AssertNoSessionAsync();
        return error;
    }

    /// <summary>Neither a session nor an open file is left; the disk could not be unmounted with one.</summary>
    private async Task AssertNoSessionAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while (await ClientProgram.QueryAsync(servers.Sandbox, "SELECT COUNT(*) FROM performance_schema.processlist WHERE USER = 'exporter'") != "0")
            await Task.Delay(20, limit.Token);
        await ClientProgram.QueryAsync(servers.Sandbox, "SET lock_wait_timeout = 1; ALTER TABLE export_test.t ALTER COLUMN v SET DEFAULT 7");
    }
}
