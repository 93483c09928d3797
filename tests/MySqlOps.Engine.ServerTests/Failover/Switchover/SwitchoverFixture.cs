using System.Diagnostics;
using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Failover.Switchover;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Failover.Switchover;

/// <summary>Four servers: a primary, two replicas of it, and one that stands aside. Each test arranges them anew.</summary>
public sealed class SwitchoverFixture : IAsyncLifetime
{
    /// <summary>The password of the account by which replicas log in.</summary>
    public const string Password = "repl-Pw-4711";

    /// <summary>The channel of the replicas.</summary>
    public const string Channel = "main";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TestSandboxes _sandboxes = new();

    /// <summary>The sandboxes: the primary, two replicas, and the one aside.</summary>
    public IReadOnlyList<MySqlSandbox> Sandboxes { get; private set; } = [];

    /// <summary>The primary that each test begins with.</summary>
    public MySqlServer Primary => Sandboxes[0].Server;

    /// <summary>The replica that most tests promote.</summary>
    public MySqlServer Candidate => Sandboxes[1].Server;

    /// <summary>The other replica.</summary>
    public MySqlServer Other => Sandboxes[2].Server;

    /// <summary>The server that stands aside.</summary>
    public MySqlServer Aside => Sandboxes[3].Server;

    /// <inheritdoc />
    public async Task InitializeAsync() => Sandboxes = await _sandboxes.CreateAsync(4, "log_error_verbosity=3");

    /// <inheritdoc />
    public async Task DisposeAsync() => await _sandboxes.DisposeAsync();

    /// <summary>Makes the first server the primary of the second and third, with an empty database app.</summary>
    public async Task ArrangeAsync()
    {
        await Task.WhenAll(Sandboxes.Select(sandbox => ClearAsync(sandbox.Server)));
        await RunAsync(
            Primary,
            $"CREATE USER repl@'127.0.0.1' IDENTIFIED BY '{Password}' REQUIRE SSL",
            "GRANT REPLICATION SLAVE ON *.* TO repl@'127.0.0.1'",
            "CREATE DATABASE app",
            "CREATE TABLE app.w (id BIGINT AUTO_INCREMENT PRIMARY KEY, n BIGINT NOT NULL, KEY (n))");
        await Task.WhenAll(FollowAsync(Candidate, Primary), FollowAsync(Other, Primary));
        await CatchUpAsync(Primary, Candidate, Other);
    }

    /// <summary>Has a server follow another by a channel with settings of its own.</summary>
    public static Task FollowAsync(MySqlServer replica, MySqlServer source, string channel = Channel) => RunAsync(
        replica,
        string.Create(CultureInfo.InvariantCulture, $"CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = {source.Port}, SOURCE_USER = 'repl', SOURCE_PASSWORD = '{Password}', SOURCE_AUTO_POSITION = 1, SOURCE_SSL = 1, SOURCE_TLS_VERSION = 'TLSv1.3', SOURCE_HEARTBEAT_PERIOD = 1.5, SOURCE_CONNECT_RETRY = 1, SOURCE_RETRY_COUNT = 777, SOURCE_COMPRESSION_ALGORITHMS = 'zstd,uncompressed', SOURCE_ZSTD_COMPRESSION_LEVEL = 5, REQUIRE_ROW_FORMAT = 1, GTID_ONLY = 1 FOR CHANNEL '{channel}'"),
        $"START REPLICA FOR CHANNEL '{channel}'",
        "SET GLOBAL super_read_only = ON");

    /// <summary>Makes the plan of a switchover.</summary>
    internal async Task<SwitchoverPlan> PlanAsync(MySqlServer primary, MySqlServer? candidate, SwitchoverOptions? options = null, params MySqlServer[] replicas)
    {
        var all = replicas.Length > 0 ? replicas : [.. Sandboxes.Take(3).Select(static sandbox => sandbox.Server).Where(server => server != primary)];
        var facts = await new SwitchoverFactsReader(new RememberingObserver()).ReadAsync(primary, all, candidate is null ? [] : [candidate], CancellationToken.None);
        return SwitchoverPlanner.Plan(facts, options ?? new SwitchoverOptions());
    }

    /// <summary>Plans and runs one.</summary>
    internal async Task<MySqlSwitchover> SwitchAsync(MySqlServer primary, MySqlServer? candidate, SwitchoverOptions? options = null, Func<FailoverStep, bool, Task>? disturb = null, CancellationToken cancellationToken = default)
    {
        var plan = await PlanAsync(primary, candidate, options);
        plan.ThrowIfRefused();
        return await new SwitchoverExecutor(plan, SilentObserver.Instance, TimeProvider.System) { Disturb = disturb }.RunAsync(cancellationToken);
    }

    /// <summary>Runs statements.</summary>
    public static async Task RunAsync(MySqlServer server, params string[] statements)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        foreach (var statement in statements)
            await session.ExecuteAsync(statement, CancellationToken.None);
    }

    /// <summary>The first cell of the first row.</summary>
    public static async Task<string?> TextAsync(MySqlServer server, string sql)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        return await session.TextAsync(sql, CancellationToken.None);
    }

    /// <summary>Waits until servers have all that another has.</summary>
    public static async Task CatchUpAsync(MySqlServer source, params MySqlServer[] replicas)
    {
        var wanted = await TextAsync(source, "SELECT @@GLOBAL.gtid_executed");
        foreach (var replica in replicas)
            Assert.Equal("0", await TextAsync(replica, $"SELECT WAIT_FOR_EXECUTED_GTID_SET('{wanted}', 30)"));
    }

    /// <summary>Waits until a query gives 1.</summary>
    public static async Task AwaitAsync(MySqlServer server, string query)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        var watch = Stopwatch.StartNew();
        while (await session.TextAsync(query, CancellationToken.None) != "1")
            Assert.True(watch.Elapsed < Limit, $"It never came true on {server}: {query}");
    }

    /// <summary>Asserts that one server writes and that all others are read-only and follow it.</summary>
    public static async Task AssertPrimaryAsync(MySqlServer primary, params MySqlServer[] replicas)
    {
        Assert.Equal("0,0", await TextAsync(primary, "SELECT CONCAT(@@GLOBAL.read_only, ',', @@GLOBAL.super_read_only)"));
        await RunAsync(primary, "INSERT INTO app.w (n) VALUES (-1)");
        var uuid = await TextAsync(primary, "SELECT @@GLOBAL.server_uuid");
        foreach (var replica in replicas)
        {
            Assert.Equal("1", await TextAsync(replica, "SELECT @@GLOBAL.super_read_only"));
            Assert.Equal($"ON,{uuid}", await TextAsync(replica, $"SELECT CONCAT(SERVICE_STATE, ',', SOURCE_UUID) FROM performance_schema.replication_connection_status WHERE CHANNEL_NAME = '{Channel}'"));
        }

        await CatchUpAsync(primary, replicas);
    }

    /// <summary>The same of the old primary. A receiver that an undoing has just started may be connecting yet.</summary>
    public static async Task AssertStillPrimaryAsync(MySqlServer primary, params MySqlServer[] replicas)
    {
        foreach (var replica in replicas)
            await AwaitAsync(replica, $"SELECT SERVICE_STATE = 'ON' FROM performance_schema.replication_connection_status WHERE CHANNEL_NAME = '{Channel}'");
        await AssertPrimaryAsync(primary, replicas);
    }

    private static async Task ClearAsync(MySqlServer server)
    {
        await RunAsync(server, "SET GLOBAL read_only = OFF", "STOP REPLICA", "RESET REPLICA ALL", "RESET PERSIST", "SET GLOBAL event_scheduler = ON", "SET GLOBAL general_log = OFF", "DROP DATABASE IF EXISTS app", "DROP DATABASE IF EXISTS other", "DROP USER IF EXISTS repl@'127.0.0.1', weak@'127.0.0.1'");
        if (await TextAsync(server, "SELECT COUNT(*) FROM information_schema.PLUGINS WHERE PLUGIN_NAME = 'rpl_semi_sync_source'") == "1")
            await RunAsync(server, "SET GLOBAL rpl_semi_sync_source_enabled = OFF", "SET GLOBAL rpl_semi_sync_replica_enabled = OFF");
        await RunAsync(server, "RESET BINARY LOGS AND GTIDS");
    }
}
