using System.Diagnostics;
using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Benchmarks.Failover;

/// <summary>A primary and two replicas with the durability that a server ships with, whose commits wait for one replica; the table app.w is written to.</summary>
internal sealed class Trio : IAsyncDisposable
{
    private const string Password = "Bench_1mark";

    /// <summary>What comes back when it does not come by then never comes.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly List<MySqlSandbox> _boxes = [];

    /// <summary>The servers; the first is the primary after <see cref="ArrangeAsync"/>.</summary>
    public IReadOnlyList<MySqlServer> Servers => [.. _boxes.Select(static box => box.Server)];

    /// <summary>The servers as an ordinary client sees them, whom read_only holds back: an administrator's writes only super_read_only does.</summary>
    public IReadOnlyList<MySqlServer> Clients => [.. Servers.Select(static server => server with { User = "app", Password = new Secret(Password) })];

    /// <summary>The version of the servers.</summary>
    public ServerVersion Version => _boxes[0].Version;

    /// <summary>Brings them up.</summary>
    public static async Task<Trio> CreateAsync(string folder, int port, CancellationToken cancellationToken)
    {
        var made = new Trio();
        var options = new SandboxOptions
        {
            Path = folder,
            BasePort = port,
            Count = 3,
            Options = new Dictionary<string, string?>(StringComparer.Ordinal) { ["innodb_use_native_aio"] = "0", ["replica_net_timeout"] = "4", ["mysqlx"] = "0" },
        };
        await foreach (var sandbox in new SandboxFactory(SilentObserver.Instance).CreateAsync(options, cancellationToken))
            made._boxes.Add(sandbox);
        foreach (var server in made.Servers)
            await RunAsync(server, cancellationToken, "SET SESSION sql_log_bin = 0", "INSTALL PLUGIN rpl_semi_sync_source SONAME 'semisync_source.so'", "INSTALL PLUGIN rpl_semi_sync_replica SONAME 'semisync_replica.so'");
        return made;
    }

    /// <summary>Makes the first server the primary of the others, with an empty table, whatever they were before.</summary>
    /// <param name="sourcePort">The port by which a replica goes to the primary; null for the primary's own.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task ArrangeAsync(Func<int, int>? sourcePort, CancellationToken cancellationToken)
    {
        for (var i = 0; i < _boxes.Count; i++)
            await StartAsync(i, cancellationToken);
        await Task.WhenAll(Servers.Select(server => ClearAsync(server, cancellationToken)));
        await RunAsync(
            Servers[0],
            cancellationToken,
            $"CREATE USER repl@'127.0.0.1' IDENTIFIED BY '{Password}' REQUIRE SSL",
            "GRANT REPLICATION SLAVE ON *.* TO repl@'127.0.0.1'",
            $"CREATE USER app@'127.0.0.1' IDENTIFIED BY '{Password}'",
            "GRANT SELECT, INSERT ON app.* TO app@'127.0.0.1'",
            "CREATE DATABASE app",
            "CREATE TABLE app.w (n BIGINT PRIMARY KEY)");
        await Task.WhenAll(Enumerable.Range(1, 2).Select(i => RunAsync(
            Servers[i],
            cancellationToken,
            ChangeSource(sourcePort?.Invoke(i) ?? Servers[0].Port),
            "START REPLICA",
            "SET GLOBAL super_read_only = ON")));
        await RunAsync(Servers[0], cancellationToken, "SET GLOBAL rpl_semi_sync_source_enabled = ON");
        await AwaitAsync(Servers[0], "SELECT VARIABLE_VALUE = 2 FROM performance_schema.global_status WHERE VARIABLE_NAME = 'Rpl_semi_sync_source_clients'", cancellationToken);
        var executed = await TextAsync(Servers[0], "SELECT @@GLOBAL.gtid_executed", cancellationToken);
        foreach (var replica in Servers.Skip(1))
            await AwaitAsync(replica, $"SELECT GTID_SUBSET('{executed}', @@GLOBAL.gtid_executed)", cancellationToken);
    }

    /// <summary>The statement by which a server gets its source.</summary>
    public static string ChangeSource(int port) => string.Create(
        CultureInfo.InvariantCulture,
        $"CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = {port}, SOURCE_USER = 'repl', SOURCE_PASSWORD = '{Password}', SOURCE_AUTO_POSITION = 1, SOURCE_SSL = 1, SOURCE_HEARTBEAT_PERIOD = 1, SOURCE_CONNECT_RETRY = 1, SOURCE_RETRY_COUNT = 0");

    /// <summary>Sends a server's process a signal: KILL, STOP or CONT.</summary>
    public async Task SignalAsync(int index, string signal, CancellationToken cancellationToken)
    {
        var id = ProcessId(index);
        await ProcessRun.StartAsync("kill", [$"-{signal}", id.ToString(CultureInfo.InvariantCulture)], cancellationToken);
        if (signal == "KILL")
            await GoneAsync(id, cancellationToken);
    }

    /// <summary>The process of a server.</summary>
    public int ProcessId(int index) => _boxes[index].ProcessId!.Value;

    /// <summary>Starts a server that does not run.</summary>
    public async Task StartAsync(int index, CancellationToken cancellationToken)
    {
        if (await IsRunningAsync(ProcessId(index), cancellationToken))
            return;
        _boxes[index] = await new SandboxControl(SilentObserver.Instance).StartAsync(_boxes[index].Path, cancellationToken);
    }

    /// <summary>Runs statements in one session.</summary>
    public static async Task RunAsync(MySqlServer server, CancellationToken cancellationToken, params string[] statements)
    {
        await using var session = await Session.OpenAsync(server, cancellationToken);
        foreach (var statement in statements)
            await session.ExecuteAsync(statement, cancellationToken);
    }

    /// <summary>The first cell of the first row.</summary>
    public static async Task<string?> TextAsync(MySqlServer server, string sql, CancellationToken cancellationToken)
    {
        await using var session = await Session.OpenAsync(server, cancellationToken);
        return await session.TextAsync(sql, cancellationToken);
    }

    /// <summary>Waits until a query gives 1.</summary>
    public static async Task AwaitAsync(MySqlServer server, string query, CancellationToken cancellationToken)
    {
        await using var session = await Session.OpenAsync(server, cancellationToken);
        var watch = Stopwatch.StartNew();
        while (await session.TextAsync(query, cancellationToken) != "1")
        {
            if (watch.Elapsed > Limit)
                throw new BenchmarkException($"It never came true on {server}: {query}");
            await Task.Delay(10, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var box in _boxes)
        {
            // A server that was stopped by a signal does not end in order.
            if (box.ProcessId is { } id && await IsRunningAsync(id, CancellationToken.None))
                await ProcessRun.StartAsync("kill", ["-CONT", id.ToString(CultureInfo.InvariantCulture)], CancellationToken.None);
            await new SandboxControl(SilentObserver.Instance).RemoveAsync(box.Path, CancellationToken.None);
        }
    }

    private static async Task ClearAsync(MySqlServer server, CancellationToken cancellationToken) => await RunAsync(
        server,
        cancellationToken,
        "SET GLOBAL rpl_semi_sync_source_enabled = OFF",
        "SET GLOBAL rpl_semi_sync_source_timeout = 3600000",
        "SET GLOBAL rpl_semi_sync_source_wait_point = AFTER_SYNC",
        "SET GLOBAL read_only = OFF",
        "SET GLOBAL offline_mode = OFF",
        "STOP REPLICA",
        "RESET REPLICA ALL",
        "RESET PERSIST",
        "SET PERSIST rpl_semi_sync_replica_enabled = ON",
        "DROP DATABASE IF EXISTS app",
        "DO asynchronous_connection_failover_reset()",
        "DROP USER IF EXISTS repl@'127.0.0.1', app@'127.0.0.1'",
        "RESET BINARY LOGS AND GTIDS");

    private static async Task GoneAsync(int id, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (await IsRunningAsync(id, cancellationToken))
        {
            if (watch.Elapsed > Limit)
                throw new BenchmarkException($"process {id} survived its SIGKILL.");
            await Task.Delay(1, cancellationToken);
        }
    }

    /// <summary>A process that has died and that nobody has asked about is still listed, as a zombie.</summary>
    private static async Task<bool> IsRunningAsync(int id, CancellationToken cancellationToken)
    {
        try
        {
            return !(await File.ReadAllTextAsync($"/proc/{id}/stat", cancellationToken)).Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
