using System.Diagnostics;
using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Status;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Replication;

/// <summary>A source, its replica, and a third server that follows nobody until a test makes it.</summary>
public sealed class ReplicaPairFixture : IAsyncLifetime
{
    /// <summary>How long a state is waited for before its test fails.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    private const string Password = "follower-Pw1";

    private readonly TestSandboxes _sandboxes = new();

    /// <summary>The server that is written to.</summary>
    public MySqlSandbox Source { get; private set; } = null!;

    /// <summary>The one that follows it.</summary>
    public MySqlSandbox Replica { get; private set; } = null!;

    /// <summary>One that follows nobody.</summary>
    public MySqlSandbox Third { get; private set; } = null!;

    /// <summary>The sources' accounts for whoever asks a replica.</summary>
    public SourceAccess Access => new() { Servers = [Source.Server, Third.Server, Replica.Server], Timeout = TimeSpan.FromSeconds(2) };

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        var made = await _sandboxes.CreateAsync(3);
        (Source, Replica, Third) = (made[0], made[1], made[2]);
        foreach (var server in made)
        {
            await RunAsync(
                server.Server,
                "SET SESSION sql_log_bin = 0",
                $"CREATE USER follower@'127.0.0.1' IDENTIFIED BY '{Password}'",
                "GRANT REPLICATION SLAVE ON *.* TO follower@'127.0.0.1'",
                "RESET BINARY LOGS AND GTIDS");
        }

        await FollowAsync(Replica.Server, Source.Server, "");
        await RunAsync(Source.Server, "CREATE DATABASE shop", "CREATE TABLE shop.t (id INT PRIMARY KEY, v INT)");
        await CatchUpAsync();
    }

    /// <inheritdoc />
    public async Task DisposeAsync() => await _sandboxes.DisposeAsync();

    /// <summary>Makes one server follow another and starts it.</summary>
    public static Task FollowAsync(MySqlServer replica, MySqlServer source, string channel, string more = "") => RunAsync(
        replica,
        string.Create(
            CultureInfo.InvariantCulture,
            $"CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = {source.Port}, SOURCE_USER = 'follower', SOURCE_PASSWORD = '{Password}', SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1, SOURCE_CONNECT_RETRY = 1, SOURCE_RETRY_COUNT = 86400{more} FOR CHANNEL '{channel}'"),
        $"START REPLICA FOR CHANNEL '{channel}'");

    /// <summary>Runs statements in one session.</summary>
    public static async Task RunAsync(MySqlServer server, params string[] statements)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        foreach (var statement in statements)
            await session.ExecuteAsync(statement, CancellationToken.None);
    }

    /// <summary>The first cell of a query.</summary>
    public static async Task<string?> TextAsync(MySqlServer server, string query)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        return await session.TextAsync(query, CancellationToken.None);
    }

    /// <summary>Waits until the replica has all that the source has.</summary>
    public async Task CatchUpAsync() =>
        Assert.Equal("0", await TextAsync(Replica.Server, $"SELECT WAIT_FOR_EXECUTED_GTID_SET('{await TextAsync(Source.Server, "SELECT @@GLOBAL.gtid_executed")}', 30)"));

    /// <summary>The statuses of a server.</summary>
    public Task<IReadOnlyList<ReplicaStatus>> ReadAllAsync(MySqlServer server) =>
        new ReplicaStatusReader().ReadAsync(server, new ReplicaStatusOptions { Sources = Access }, CancellationToken.None);

    /// <summary>The status of the replica.</summary>
    public async Task<ReplicaStatus> ReadAsync() => Assert.Single(await ReadAllAsync(Replica.Server));

    /// <summary>Waits until the replica's status is as it should be.</summary>
    public async Task<ReplicaStatus> AwaitAsync(Func<ReplicaStatus, bool> condition, TimeSpan? limit = null)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var status = await ReadAsync();
            if (condition(status))
                return status;
            Assert.True(watch.Elapsed < (limit ?? Limit), $"It never came true. {status.Health}, receiver {status.ReceiverState}, applier {status.ApplierState}: {string.Join(' ', status.Reasons)}");
            await Task.Delay(50);
        }
    }

    /// <summary>Waits until so many channels of the replica run.</summary>
    public async Task AwaitChannelsAsync(int count)
    {
        var watch = Stopwatch.StartNew();
        while ((await ReadAllAsync(Replica.Server)).Count(static status => status is { Health: ReplicaHealth.Healthy, MissingGtidSet.IsEmpty: true }) != count)
        {
            Assert.True(watch.Elapsed < Limit, $"There never were {count} channels that run.");
            await Task.Delay(50);
        }
    }

    /// <summary>Brings the replica back to where all tests begin: it follows the source, and has what it has.</summary>
    public async Task RestoreAsync()
    {
        await RunAsync(Replica.Server, "STOP REPLICA", "RESET REPLICA ALL", "SET GLOBAL super_read_only = 0", "SET GLOBAL read_only = 0", "DROP DATABASE IF EXISTS shop", "RESET BINARY LOGS AND GTIDS");
        await FollowAsync(Replica.Server, Source.Server, "");
        await CatchUpAsync();
    }
}
