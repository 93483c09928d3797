using System.Diagnostics;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Compare.Rows;

/// <summary>A server and its replica.</summary>
public sealed class ReplicaFixture : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TestSandboxes _sandboxes = new();

    /// <summary>The server that is written to.</summary>
    public MySqlSandbox Origin { get; private set; } = null!;

    /// <summary>The one that follows it.</summary>
    public MySqlSandbox Replica { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        var made = await _sandboxes.CreateAsync(2);
        (Origin, Replica) = (made[0], made[1]);
        await RowScene.RunAsync(
            Origin.Server, "SET SESSION sql_log_bin = 0", "CREATE USER follower@'127.0.0.1' IDENTIFIED BY 'follower-Pw1'", "GRANT REPLICATION SLAVE ON *.* TO follower@'127.0.0.1'", "RESET BINARY LOGS AND GTIDS");
        await RowScene.RunAsync(
            Replica.Server,
            "RESET BINARY LOGS AND GTIDS",
            $"CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = {Origin.Server.Port}, SOURCE_USER = 'follower', SOURCE_PASSWORD = 'follower-Pw1', SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1",
            "START REPLICA");
    }

    /// <inheritdoc />
    public async Task DisposeAsync() => await _sandboxes.DisposeAsync();

    /// <summary>Waits until the replica has all that the origin has.</summary>
    public async Task CatchUpAsync()
    {
        await using var origin = await Session.OpenAsync(Origin.Server, CancellationToken.None);
        var gtids = await origin.TextAsync("SELECT @@GLOBAL.gtid_executed", CancellationToken.None);
        await using var replica = await Session.OpenAsync(Replica.Server, CancellationToken.None);
        Assert.Equal("0", await replica.TextAsync($"SELECT WAIT_FOR_EXECUTED_GTID_SET('{gtids}', 30)", CancellationToken.None));
    }

    /// <summary>Waits until a query on the replica gives 1.</summary>
    public async Task AwaitAsync(string query)
    {
        await using var session = await Session.OpenAsync(Replica.Server, CancellationToken.None);
        var watch = Stopwatch.StartNew();
        while (await session.TextAsync(query, CancellationToken.None) != "1")
            Assert.True(watch.Elapsed < Limit, $"It never came true: {query}");
    }
}
