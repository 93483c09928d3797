using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Provisioning;
using MySqlOps.Engine.Replication.Setup;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Replication.Setup;

/// <summary>Three servers for tests that set up replication: each test begins with <see cref="ResetAsync"/>.</summary>
public sealed class ReplicationFixture : IAsyncLifetime
{
    private readonly TestSandboxes _sandboxes = new();

    /// <summary>The sandboxes.</summary>
    public IReadOnlyList<MySqlSandbox> Sandboxes { get; private set; } = [];

    /// <summary>The source.</summary>
    public MySqlServer Source => Sandboxes[0].Server;

    /// <summary>A replica.</summary>
    public MySqlServer Replica => Sandboxes[1].Server;

    /// <summary>Another.</summary>
    public MySqlServer Second => Sandboxes[2].Server;

    /// <inheritdoc />
    public async Task InitializeAsync() => Sandboxes = await _sandboxes.CreateAsync(3);

    /// <inheritdoc />
    public async Task DisposeAsync() => await _sandboxes.DisposeAsync();

    /// <summary>More servers, with options of their own.</summary>
    public Task<IReadOnlyList<MySqlSandbox>> CreateAsync(int count, params string[] options) => _sandboxes.CreateAsync(count, options);

    /// <summary>Makes all servers as they were, and gives the source a database shop with three rows.</summary>
    public async Task ResetAsync()
    {
        await Task.WhenAll(Sandboxes.Select(static sandbox => ClearAsync(sandbox.Server)));
        await RunAsync(Source, "CREATE DATABASE shop", "CREATE TABLE shop.t (id INT PRIMARY KEY)", "INSERT INTO shop.t VALUES (1), (2), (3)");
    }

    /// <summary>Runs statements as root.</summary>
    public static async Task RunAsync(MySqlServer server, params string[] statements)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        foreach (var statement in statements)
            await session.ExecuteAsync(statement, CancellationToken.None);
    }

    /// <summary>The first cell of a query.</summary>
    public static async Task<string?> AskAsync(MySqlServer server, string sql)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        return await session.TextAsync(sql, CancellationToken.None);
    }

    /// <summary>Throws away the source's older binary logs.</summary>
    public async Task PurgeAsync()
    {
        await RunAsync(Source, "FLUSH BINARY LOGS");
        await using var session = await Session.OpenAsync(Source, CancellationToken.None);
        var last = (await session.QueryAsync("SHOW BINARY LOGS", CancellationToken.None))[^1].Text("Log_name");
        await session.ExecuteAsync($"PURGE BINARY LOGS TO '{last}'", CancellationToken.None);
    }

    /// <summary>Plans, and runs the plan.</summary>
    internal static async Task<MySqlReplication> FollowAsync(MySqlServer source, MySqlServer replica, SetupOptions options, IOperationObserver? observer = null, CancellationToken cancellationToken = default)
    {
        var complete = options.Password is null ? options with { Password = ReplicationAccount.MakePassword(), IsPasswordGenerated = true } : options;
        using var builder = new ReplicationBuilder(source, complete, observer ?? SilentObserver.Instance, TimeProvider.System);
        return await builder.RunAsync(await builder.PlanAsync(replica, cancellationToken), cancellationToken);
    }

    /// <summary>Waits until a query gives what is wanted.</summary>
    public static async Task AwaitAsync(MySqlServer server, string sql, string? wanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        string? now = null;
        while (true)
        {
            try
            {
                now = await AskAsync(server, sql);
            }
            catch (MySqlOpsException e) when (e.Id is ErrorId.QueryFailed or ErrorId.DatabaseMissing)
            {
                // What is asked about has not come yet.
            }

            if (now == wanted)
                return;
            Assert.False(limit.IsCancellationRequested, $"{sql} gave {now}, not {wanted}.");
            await Task.Delay(20);
        }
    }

    private static async Task ClearAsync(MySqlServer server)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        await session.ExecuteAsync("STOP REPLICA", CancellationToken.None);
        await session.ExecuteAsync("RESET REPLICA ALL", CancellationToken.None);
        await session.ExecuteAsync("SET GLOBAL read_only = OFF", CancellationToken.None);
        await session.ExecuteAsync("RESET PERSIST", CancellationToken.None);
        await session.ExecuteAsync("SET SESSION sql_log_bin = 0", CancellationToken.None);
        foreach (var row in await session.QueryAsync("SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')", CancellationToken.None))
            await session.ExecuteAsync($"DROP DATABASE {SqlIdentifier.Quote(row.Text("name"))}", CancellationToken.None);
        foreach (var row in await session.QueryAsync("SELECT CONCAT(QUOTE(User), '@', QUOTE(Host)) AS account FROM mysql.user WHERE Host <> 'localhost'", CancellationToken.None))
            await session.ExecuteAsync($"DROP USER {row.Text("account")}", CancellationToken.None);
        foreach (var row in await session.QueryAsync("SELECT PLUGIN_NAME AS name FROM information_schema.PLUGINS WHERE PLUGIN_NAME IN ('rpl_semi_sync_source', 'rpl_semi_sync_replica')", CancellationToken.None))
            await session.ExecuteAsync($"SET GLOBAL {row.Text("name")}_enabled = OFF", CancellationToken.None);
        await session.ExecuteAsync("SET GLOBAL replica_net_timeout = DEFAULT, GLOBAL replica_parallel_workers = DEFAULT, GLOBAL general_log = OFF, GLOBAL log_output = DEFAULT", CancellationToken.None);
        await session.ExecuteAsync("RESET BINARY LOGS AND GTIDS", CancellationToken.None);
    }
}
