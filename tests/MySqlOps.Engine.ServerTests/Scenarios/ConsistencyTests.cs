using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.Load.Scripts;
using MySqlOps.Engine.ServerTests.Dump.Snapshots;

namespace MySqlOps.Engine.ServerTests.Scenarios;

/// <summary>Two writers move money from one table into another, and count what they do in a third, while the server is exported: on the server that loads the export the sums match.</summary>
public sealed class ConsistencyTests(RoundTripFixture servers) : IClassFixture<RoundTripFixture>, IAsyncLifetime
{
    private const int Exports = 3;

    private readonly CancellationTokenSource _stop = new();
    private long _before;
    private Task _writers = Task.CompletedTask;

    public async Task InitializeAsync()
    {
        await servers.ResetAsync();
        const string Sql =
            """
            CREATE DATABASE bank; USE bank;
            CREATE TABLE giver (id INT PRIMARY KEY, amount INT NOT NULL, filler VARCHAR(200));
            CREATE TABLE taker (id INT PRIMARY KEY, amount INT NOT NULL);
            CREATE TABLE done (id INT AUTO_INCREMENT PRIMARY KEY, writer INT);
            INSERT INTO giver WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i, 1000, REPEAT('x', 200) FROM n;
            INSERT INTO taker SELECT id, 0 FROM giver;
            """;
        await RoundTripFixture.RunScriptAsync(servers.Source, Sql);
        _before = SnapshotScene.LastNumber(await AskAsync(servers.Source.Server, "SELECT @@GLOBAL.gtid_executed"));
        _writers = Task.WhenAll(WriteAsync(1), WriteAsync(2));
        while (await AskAsync(servers.Source.Server, "SELECT COUNT(DISTINCT writer) FROM bank.done") != "2" && !_writers.IsCompleted)
            await Task.Delay(1);
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _writers;
        _stop.Dispose();
    }

    [Fact]
    public async Task FolderIsOfOneMoment()
    {
        for (var i = 0; i < Exports; i++)
        {
            var path = servers.NewPath("");
            var export = await ExportAsync(path, ExportFormat.Folder);
            await FolderImport.RunAsync(servers.Target.Server, path);
            await AssertOfOneMomentAsync(export.GtidExecuted!);
        }
    }

    [Fact]
    public async Task ScriptIsOfOneMoment()
    {
        for (var i = 0; i < Exports; i++)
        {
            var path = servers.NewPath(".sql");
            var export = await ExportAsync(path, ExportFormat.Sql);
            await ScriptLoad.RunAsync(servers.Target.Server, path, new ScriptImportOptions(), SilentObserver.Instance, TimeProvider.System, CancellationToken.None);
            await AssertOfOneMomentAsync(export.GtidExecuted!);
        }
    }

    [Fact]
    public async Task CopyIsOfOneMoment()
    {
        for (var i = 0; i < Exports; i++)
        {
            var load = new LoadOptions { RejectFolder = servers.NewPath("-rejects"), ThreadCount = 2, GtidPurged = GtidPurgedAction.Off };
            await using var copy = await DatabaseCopy.OpenAsync(servers.Source.Server, servers.Target.Server, Options("", ExportFormat.Folder), load, SilentObserver.Instance, TimeProvider.System, CancellationToken.None);
            await copy.Loader.LoadAsync(await copy.Loader.PlanAsync(CancellationToken.None), CancellationToken.None);
            await AssertOfOneMomentAsync(copy.Export.Manifest.Snapshot.GtidExecuted!);
        }
    }

    private static ExportOptions Options(string path, ExportFormat format) => new() { Path = path, Format = format, ThreadCount = 2, ChunkBytes = 20_000 };

    private Task<MySqlExport> ExportAsync(string path, ExportFormat format) =>
        Exporter.ExportAsync(servers.Source.Server, Options(path, format), SilentObserver.Instance, CancellationToken.None);

    /// <summary>All the money is there, every move is counted, and the GTID set holds just the moves that are counted.</summary>
    private async Task AssertOfOneMomentAsync(string gtidExecuted)
    {
        var target = servers.Target.Server;
        var moves = SnapshotScene.LastNumber(gtidExecuted) - _before;
        var taken = await AskAsync(target, "SELECT SUM(amount) FROM bank.taker");
        var all = await AskAsync(target, "SELECT (SELECT SUM(amount) FROM bank.giver) + (SELECT SUM(amount) FROM bank.taker)");
        var counted = await AskAsync(target, "SELECT COUNT(*) FROM bank.done");
        Assert.True(moves > 0);
        Assert.Equal(("1000000", moves.ToString(CultureInfo.InvariantCulture), counted), (all, taken, taken));
        await using var session = await Session.OpenAsync(target, CancellationToken.None);
        await session.ExecuteAsync("DROP DATABASE bank", CancellationToken.None);
    }

    private async Task WriteAsync(int writer)
    {
        await using var session = await Session.OpenAsync(servers.Source.Server, CancellationToken.None);
        var random = new Random(writer);
        while (!_stop.IsCancellationRequested)
        {
            var (from, to) = (random.Next(1, 1001), random.Next(1, 1001));
            string[] statements = ["START TRANSACTION", $"UPDATE bank.giver SET amount = amount - 1 WHERE id = {from}", $"UPDATE bank.taker SET amount = amount + 1 WHERE id = {to}", $"INSERT INTO bank.done (writer) VALUES ({writer})", "COMMIT"];
            foreach (var statement in statements)
                await session.ExecuteAsync(statement, CancellationToken.None);
        }
    }

    private static async Task<string> AskAsync(MySqlServer server, string sql)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        return (await session.TextAsync(sql, CancellationToken.None))!;
    }
}
