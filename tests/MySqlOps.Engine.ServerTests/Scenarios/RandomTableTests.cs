using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Catalog;
using MySqlOps.Engine.ServerTests.Dump.Chunks;
using MySqlOps.Engine.ServerTests.Servers;
using Xunit.Abstractions;

namespace MySqlOps.Engine.ServerTests.Scenarios;

/// <summary>Random tables with random keys and rows come back the same, through chunks of few rows.</summary>
public sealed class RandomTableTests(RoundTripFixture servers, ITestOutputHelper output) : IClassFixture<RoundTripFixture>
{
    private const int TablesAtOnce = 15;
    private const int RowsPerTable = 120;

    [Fact]
    public Task RandomTablesComeBackTheSame() => RunAsync(1);

    [LongFact]
    public Task ManyRandomTablesComeBackTheSame() => RunAsync(10);

    private async Task RunAsync(int rounds)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("MYSQLOPS_SEED"), out var wanted) ? wanted : Environment.TickCount;
        output.WriteLine($"MYSQLOPS_SEED={seed}");
        for (var round = 0; round < rounds; round++)
        {
            try
            {
                await RoundTripAsync(new Random(seed + round));
            }
            catch (Exception e) when (e is MySqlOpsException or Xunit.Sdk.XunitException)
            {
                throw new InvalidOperationException($"MYSQLOPS_SEED={seed + round}: {e.Message}", e);
            }
        }
    }

    private async Task RoundTripAsync(Random random)
    {
        await servers.ResetAsync();
        await using (var session = await Session.OpenAsync(servers.Source.Server, CancellationToken.None))
        {
            foreach (var statement in new[] { "CREATE DATABASE random_test CHARACTER SET utf8mb4", "USE random_test", "SET SESSION sql_mode = 'ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO'" })
                await session.ExecuteAsync(statement, CancellationToken.None);
            for (var i = 0; i < TablesAtOnce; i++)
                await (i % 3 == 0 ? MakeKeyedAsync(session, $"key{i}", random) : MakeAsync(session, $"r`{i}", random));
        }

        var before = await ServerPicture.TakeAsync(servers.Source.Server);
        var path = servers.NewPath("");
        var options = new ExportOptions { Path = path, ChunkBytes = random.Next(300, 5000), ThreadCount = 2, Compression = random.Next(2) == 0 ? ExportCompression.Gzip : ExportCompression.None };
        await Exporter.ExportAsync(servers.Source.Server, options, SilentObserver.Instance, CancellationToken.None);
        await FolderImport.RunAsync(servers.Target.Server, path);
        ServerPicture.AssertSame(before, await ServerPicture.TakeAsync(servers.Target.Server));
    }

    /// <summary>A table with all that can stand in CREATE TABLE.</summary>
    private static async Task MakeAsync(Session session, string name, Random random)
    {
        const int Attempts = 50;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                await session.ExecuteAsync(new RandomTable(random).Create(name), CancellationToken.None);
                await new RandomRows(random).FillAsync(session, name, RowsPerTable);
                return;
            }
            catch (MySqlOpsException e) when (e.Id == ErrorId.QueryFailed && attempt < Attempts - 1)
            {
                // The server does not take every combination.
                await session.ExecuteAsync($"DROP TABLE IF EXISTS {SqlIdentifier.Quote(name)}", CancellationToken.None);
            }
        }
    }

    /// <summary>A table with a key of one to three columns of any type, unique, primary or neither.</summary>
    private static async Task MakeKeyedAsync(Session session, string name, Random random)
    {
        var key = new RandomKey(random);
        string[] types = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => key.NextType())];
        var kind = random.Next(3) switch { 0 => "PRIMARY KEY", 1 => "UNIQUE KEY", _ => "KEY" };
        var nullable = kind == "PRIMARY KEY" || random.Next(2) == 0 ? "NOT NULL" : "NULL";
        var columns = string.Join(", ", types.Select((type, i) => $"k{i} {type} {nullable}"));
        var parts = string.Join(", ", types.Select((_, i) => $"k{i}{(random.Next(3) == 0 ? " DESC" : "")}"));
        await session.ExecuteAsync($"CREATE TABLE {name} (rid INT, {columns}, {kind} ({parts}))", CancellationToken.None);
        var rows = Enumerable.Range(0, RowsPerTable).Select(rid => $"({rid.ToString(CultureInfo.InvariantCulture)}, {string.Join(", ", types.Select(type => nullable == "NULL" && random.Next(5) == 0 ? "NULL" : key.NextValue(type)))})");
        await session.ExecuteAsync($"INSERT IGNORE INTO {name} VALUES {string.Join(", ", rows)}", CancellationToken.None);
    }
}
