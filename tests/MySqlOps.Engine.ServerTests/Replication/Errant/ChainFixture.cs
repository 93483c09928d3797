using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Replication.Errant;

/// <summary>A source, a replica of it, and a replica of that.</summary>
public sealed class ChainFixture : IAsyncLifetime
{
    private readonly TestSandboxes _sandboxes = new();
    private IReadOnlyList<MySqlSandbox> _made = [];

    /// <summary>The top, the middle, the bottom.</summary>
    public IReadOnlyList<MySqlServer> Servers => [.. _made.Select(static one => one.Server)];

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        _made = await _sandboxes.CreateAsync(3);
        foreach (var server in Servers)
            await RunAsync(server, "SET SESSION sql_log_bin = 0", "CREATE USER follower@'127.0.0.1' IDENTIFIED BY 'follower-Pw1'", "GRANT REPLICATION SLAVE ON *.* TO follower@'127.0.0.1'");
        await ResetAsync();
    }

    /// <inheritdoc />
    public async Task DisposeAsync() => await _sandboxes.DisposeAsync();

    /// <summary>Makes all servers empty and of one history again.</summary>
    public async Task ResetAsync()
    {
        foreach (var server in Servers)
            await RunAsync(server, "STOP REPLICA", "RESET REPLICA ALL", "SET GLOBAL super_read_only = 0, GLOBAL read_only = 0", "SET SESSION sql_log_bin = 0", "DROP DATABASE IF EXISTS shop", "DROP DATABASE IF EXISTS rows_test", "DROP USER IF EXISTS bob@localhost", "RESET BINARY LOGS AND GTIDS");
        for (var i = 1; i < 3; i++)
        {
            var source = string.Create(CultureInfo.InvariantCulture, $"CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = {Servers[i - 1].Port}");
            await RunAsync(Servers[i], $"{source}, SOURCE_USER = 'follower', SOURCE_PASSWORD = 'follower-Pw1', SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1", "START REPLICA");
        }

        await RunAsync(Servers[0], "CREATE DATABASE shop", "CREATE TABLE shop.orders (id INT PRIMARY KEY, note VARCHAR(300), j JSON)", "CREATE TABLE shop.items (id INT PRIMARY KEY)");
        await CatchUpAsync();
    }

    /// <summary>Waits until all have what the top has.</summary>
    public async Task CatchUpAsync()
    {
        await using var top = await Session.OpenAsync(Servers[0], CancellationToken.None);
        var gtids = await top.TextAsync("SELECT @@GLOBAL.gtid_executed", CancellationToken.None);
        foreach (var server in Servers.Skip(1))
        {
            await using var session = await Session.OpenAsync(server, CancellationToken.None);
            Assert.Equal("0", await session.TextAsync($"SELECT WAIT_FOR_EXECUTED_GTID_SET('{gtids}', 30)", CancellationToken.None));
        }
    }

    /// <summary>Runs statements in one session.</summary>
    public static async Task RunAsync(MySqlServer server, params string[] statements)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        foreach (var statement in statements)
            await session.ExecuteAsync(statement, CancellationToken.None);
    }
}
