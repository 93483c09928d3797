using System.Diagnostics;
using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Failover.Promotion;

/// <summary>A primary and three replicas, one set for all tests. Each test arranges them anew: those that were killed are started again.</summary>
public sealed class FailoverFixture : IAsyncLifetime
{
    private const string Password = "repl-Pw-4712";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TestSandboxes _sandboxes = new();

    /// <summary>The sandboxes: the primary, then the replicas.</summary>
    public IReadOnlyList<MySqlSandbox> Sandboxes { get; private set; } = [];

    /// <summary>The folder with the sandboxes.</summary>
    public string Folder => _sandboxes.Path;

    /// <summary>The primary that each test begins with.</summary>
    public MySqlServer Primary => Sandboxes[0].Server;

    /// <summary>Its replicas.</summary>
    public IReadOnlyList<MySqlServer> Replicas => [.. Sandboxes.Skip(1).Select(static sandbox => sandbox.Server)];

    // What is committed must outlive a kill of the process; the disk need not hear of it.
    /// <inheritdoc />
    public async Task InitializeAsync() => Sandboxes = await _sandboxes.CreateAsync(4, "innodb_flush_log_at_trx_commit=2", "sync_binlog=0", "replica_net_timeout=4");

    /// <inheritdoc />
    public async Task DisposeAsync() => await _sandboxes.DisposeAsync();

    /// <summary>Makes the first server the primary of the others, with a table app.w.</summary>
    /// <param name="isSemiSync">True has commits wait for one replica.</param>
    internal async Task ArrangeAsync(bool isSemiSync = false)
    {
        foreach (var sandbox in Sandboxes)
            await ReviveAsync(sandbox);
        await ArrangeAsync(Primary, Replicas, isSemiSync);
    }

    /// <summary>Makes a server the primary of others, with a table app.w, whatever they were before.</summary>
    internal static async Task ArrangeAsync(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, bool isSemiSync)
    {
        await Task.WhenAll(replicas.Prepend(primary).Select(server => ClearAsync(server, isSemiSync)));
        await RunAsync(
            primary,
            $"CREATE USER repl@'127.0.0.1' IDENTIFIED BY '{Password}' REQUIRE SSL",
            "GRANT REPLICATION SLAVE ON *.* TO repl@'127.0.0.1'",
            "CREATE DATABASE app",
            "CREATE TABLE app.w (n BIGINT PRIMARY KEY, who VARCHAR(20) NOT NULL DEFAULT '')");
        await Task.WhenAll(replicas.Select(replica => FollowAsync(replica, primary.Port)));
        await CatchUpAsync(primary, replicas);
        if (!isSemiSync)
            return;
        await RunAsync(primary, "SET GLOBAL rpl_semi_sync_source_timeout = 60000", "SET GLOBAL rpl_semi_sync_source_enabled = ON");
        await AwaitAsync(primary, string.Create(CultureInfo.InvariantCulture, $"SELECT VARIABLE_VALUE = {replicas.Count} FROM performance_schema.global_status WHERE VARIABLE_NAME = 'Rpl_semi_sync_source_clients'"));
    }

    /// <summary>Ends a server as a crash would.</summary>
    internal async Task KillAsync(MySqlServer server)
    {
        using var process = Process.GetProcessById(Of(server).ProcessId!.Value);
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Starts a server again.</summary>
    internal async Task StartAsync(MySqlServer server) => await ReviveAsync(Of(server));

    /// <summary>The sandbox of a server.</summary>
    internal MySqlSandbox Of(MySqlServer server) => Sandboxes.First(sandbox => sandbox.Server.Port == server.Port);

    /// <summary>Fails over from the primary.</summary>
    internal Task<MySqlFailover> FailOverAsync(FailoverOptions? options = null, Func<FailoverStepResult, CancellationToken, Task>? report = null, MySqlServer? primary = null, IReadOnlyList<MySqlServer>? replicas = null) =>
        new FailoverOperation(primary ?? Primary, replicas ?? Replicas, options ?? Accepting, TimeProvider.System) { Report = report ?? (static (_, _) => Task.CompletedTask) }.RunAsync(CancellationToken.None);

    /// <summary>A failover that accepts the risk of two writers.</summary>
    internal static FailoverOptions Accepting { get; } = new() { AcceptsSplitBrainRisk = true, ApplyTimeout = TimeSpan.FromSeconds(20), ReplicaTimeout = TimeSpan.FromSeconds(15) };

    /// <summary>Runs statements.</summary>
    internal static async Task RunAsync(MySqlServer server, params string[] statements)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        foreach (var statement in statements)
            await session.ExecuteAsync(statement, CancellationToken.None);
    }

    /// <summary>The first cell of the first row.</summary>
    internal static async Task<string?> TextAsync(MySqlServer server, string sql)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        return await session.TextAsync(sql, CancellationToken.None);
    }

    /// <summary>What a server's journal says last.</summary>
    internal static async Task<JournalEntry?> JournalAsync(MySqlServer server)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        return await JournalNotes.ReadAsync(session, CancellationToken.None);
    }

    /// <summary>Waits until servers have all that another has.</summary>
    internal static async Task CatchUpAsync(MySqlServer source, IEnumerable<MySqlServer> replicas)
    {
        var wanted = await TextAsync(source, "SELECT @@GLOBAL.gtid_executed");
        foreach (var replica in replicas)
            Assert.Equal("0", await TextAsync(replica, $"SELECT WAIT_FOR_EXECUTED_GTID_SET('{wanted}', 30)"));
    }

    /// <summary>Waits until a query gives 1.</summary>
    internal static async Task AwaitAsync(MySqlServer server, string query)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        var watch = Stopwatch.StartNew();
        while (await session.TextAsync(query, CancellationToken.None) != "1")
            Assert.True(watch.Elapsed < Limit, $"It never came true on {server}: {query}");
    }

    /// <summary>Asserts that of all servers which answer one alone writes, that it has the rows, and that the others are read-only and follow it or are named.</summary>
    /// <param name="outcome">What the failover said.</param>
    /// <param name="servers">The servers that answer.</param>
    /// <param name="rows">Rows that were acknowledged: n from 1 to this.</param>
    internal static async Task AssertOneWriterAsync(MySqlFailover outcome, IEnumerable<MySqlServer> servers, long rows = 0)
    {
        var primary = outcome.Server;
        Assert.Equal("0,0", await TextAsync(primary, "SELECT CONCAT(@@GLOBAL.read_only, ',', @@GLOBAL.super_read_only)"));
        Assert.Equal(rows.ToString(CultureInfo.InvariantCulture), await TextAsync(primary, $"SELECT COUNT(*) FROM app.w WHERE n BETWEEN 1 AND {rows}"));
        await RunAsync(primary, "REPLACE INTO app.w VALUES (-1, UUID_SHORT())");
        var uuid = await TextAsync(primary, "SELECT @@GLOBAL.server_uuid");
        var followers = servers.Where(server => server.Port != primary.Port && outcome.Detached.All(detached => detached.Server.Port != server.Port)).ToArray();
        foreach (var follower in followers)
        {
            Assert.Equal("1", await TextAsync(follower, "SELECT @@GLOBAL.super_read_only"));
            Assert.Equal($"ON,{uuid}", await TextAsync(follower, "SELECT CONCAT(SERVICE_STATE, ',', SOURCE_UUID) FROM performance_schema.replication_connection_status WHERE CHANNEL_NAME = ''"));
        }

        await CatchUpAsync(primary, followers);
        foreach (var detached in outcome.Detached.Select(static detached => detached.Server).Where(server => servers.Any(one => one.Port == server.Port)))
            Assert.Equal("1", await TextAsync(detached, "SELECT @@GLOBAL.super_read_only"));
    }

    private static Task FollowAsync(MySqlServer replica, int source) => RunAsync(
        replica,
        string.Create(CultureInfo.InvariantCulture, $"CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = {source}, SOURCE_USER = 'repl', SOURCE_PASSWORD = '{Password}', SOURCE_AUTO_POSITION = 1, SOURCE_SSL = 1, SOURCE_HEARTBEAT_PERIOD = 1, SOURCE_CONNECT_RETRY = 1, SOURCE_RETRY_COUNT = 777"),
        "START REPLICA",
        "SET GLOBAL super_read_only = ON");

    private async Task ReviveAsync(MySqlSandbox sandbox)
    {
        try
        {
            using var process = Process.GetProcessById(sandbox.ProcessId!.Value);
            if (!process.HasExited)
                return;
        }
        catch (ArgumentException)
        {
            // It was killed.
        }

        var started = await new SandboxControl(SilentObserver.Instance).StartAsync(sandbox.Path, CancellationToken.None);
        Sandboxes = [.. Sandboxes.Select(other => other.Port == sandbox.Port ? started : other)];
    }

    private static async Task ClearAsync(MySqlServer server, bool isSemiSync)
    {
        var hasPlugins = await TextAsync(server, "SELECT COUNT(*) FROM information_schema.PLUGINS WHERE PLUGIN_NAME = 'rpl_semi_sync_source'") == "1";
        if (hasPlugins)
            await RunAsync(server, "SET GLOBAL rpl_semi_sync_source_enabled = OFF");
        await RunAsync(server, "SET GLOBAL read_only = OFF", "SET GLOBAL offline_mode = OFF", "STOP REPLICA", "RESET REPLICA ALL", "RESET PERSIST", "DROP DATABASE IF EXISTS app", "DO asynchronous_connection_failover_reset()", "DROP USER IF EXISTS repl@'127.0.0.1', app@'127.0.0.1'", "RESET BINARY LOGS AND GTIDS");
        if (!isSemiSync && !hasPlugins)
            return;
        if (!hasPlugins)
            await RunAsync(server, "SET SESSION sql_log_bin = 0", "INSTALL PLUGIN rpl_semi_sync_source SONAME 'semisync_source.so'", "INSTALL PLUGIN rpl_semi_sync_replica SONAME 'semisync_replica.so'");
        await RunAsync(server, $"SET GLOBAL rpl_semi_sync_replica_enabled = {(isSemiSync ? "ON" : "OFF")}");
    }
}
