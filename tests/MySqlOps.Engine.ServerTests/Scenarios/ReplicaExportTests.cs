using System.Diagnostics;
using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Scenarios;

/// <summary>An export of a replica that is to make another replica of the same source.</summary>
public sealed class ReplicaExportTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TestSandboxes _sandboxes = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _sandboxes.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NextReplicaGoesOnWhereTheExportWasTaken(bool byPosition)
    {
        var made = await _sandboxes.CreateAsync(3);
        var (source, replica, next) = (made[0], made[1], made[2]);
        await ClientProgram.QueryAsync(source, "CREATE USER repl@'127.0.0.1' IDENTIFIED BY 'secret'; GRANT REPLICATION SLAVE ON *.* TO repl@'127.0.0.1'; CREATE DATABASE shop; CREATE TABLE shop.t (id INT PRIMARY KEY); INSERT INTO shop.t VALUES (1);");
        await ClientProgram.QueryAsync(replica, string.Create(CultureInfo.InvariantCulture, $"CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = {source.Port}, SOURCE_USER = 'repl', SOURCE_AUTO_POSITION = 1, SOURCE_SSL = 1; START REPLICA USER = 'repl' PASSWORD = 'secret';"));
        await AwaitRowsAsync(replica.Server, "1");
        if (byPosition)
            await ClientProgram.QueryAsync(replica, "STOP REPLICA SQL_THREAD");
        var path = Path.Combine(_sandboxes.Path, "replica.sql");

        var export = await Exporter.ExportAsync(replica.Server, new ExportOptions { Path = path, Format = ExportFormat.Sql, ReplicationSource = ReplicationSource.ItsSource, SkipGtid = byPosition }, SilentObserver.Instance, CancellationToken.None);
        await ClientProgram.QueryAsync(source, "INSERT INTO shop.t VALUES (2)");
        var script = await File.ReadAllTextAsync(path);
        await ClientProgram.QueryAsync(next, script);
        await ClientProgram.QueryAsync(next, "CHANGE REPLICATION SOURCE TO SOURCE_SSL = 1; START REPLICA USER = 'repl' PASSWORD = 'secret';");

        await AwaitRowsAsync(next.Server, "1,2");
        Assert.Equal(byPosition, export.Warnings.Any(static warning => warning.Contains("STOP REPLICA SQL_THREAD", StringComparison.Ordinal)));
        Assert.DoesNotContain("secret", script, StringComparison.Ordinal);
        Assert.Contains(byPosition ? "SOURCE_LOG_FILE" : "SOURCE_AUTO_POSITION = 1", script, StringComparison.Ordinal);
    }

    private static async Task AwaitRowsAsync(MySqlServer server, string ids)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            string? found = null;
            try
            {
                await using var session = await Session.OpenAsync(server, CancellationToken.None);
                found = await session.TextAsync("SELECT GROUP_CONCAT(id ORDER BY id) FROM shop.t", CancellationToken.None);
            }
            catch (MySqlOpsException e) when (e.ServerErrorNumber is ServerErrorNumber.TableMissing or ServerErrorNumber.UnknownDatabase)
            {
                // It has not come yet.
            }

            if (found == ids)
                return;
            Assert.True(watch.Elapsed < Limit, $"{server} has the rows {found}, and not {ids}.");
            await Task.Delay(50);
        }
    }
}
