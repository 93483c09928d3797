using System.Collections.Concurrent;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Snapshots;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Connect;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Dump.Snapshots;

/// <summary>A database snapshot_test with a table ticks, and accounts that take snapshots of it.</summary>
internal sealed class SnapshotScene(MySqlSandbox sandbox) : IAsyncDisposable
{
    /// <summary>What an account needs for the first rung of the ladder.</summary>
    public static readonly string[] AllPrivileges = ["SELECT, PROCESS, RELOAD, REPLICATION CLIENT, BACKUP_ADMIN ON *.*"];

    private readonly ConcurrentBag<DataSession> _sessions = [];

    /// <summary>Makes the database.</summary>
    public static async Task<SnapshotScene> CreateAsync(MySqlSandbox sandbox)
    {
        await ClientProgram.QueryAsync(sandbox, "DROP DATABASE IF EXISTS snapshot_test; CREATE DATABASE snapshot_test; CREATE TABLE snapshot_test.ticks (n INT AUTO_INCREMENT PRIMARY KEY); INSERT INTO snapshot_test.ticks VALUES (1);");
        return new SnapshotScene(sandbox);
    }

    /// <summary>A session of root's.</summary>
    public async Task<DataSession> OpenAsync()
    {
        var session = await DataSession.OpenAsync(sandbox.Server, CancellationToken.None);
        _sessions.Add(session);
        return session;
    }

    /// <summary>The server as an account sees it that may do this much.</summary>
    public Task<MySqlServer> AccountAsync(params string[] grants) => TestAccounts.CreateAsync(sandbox, "snapper", "", grants);

    /// <summary>Takes a snapshot of the table.</summary>
    public static Task<ConsistentSnapshot> TakeAsync(MySqlServer server, TimeSpan lockTimeout, CancellationToken cancellationToken, int sessions = 3)
    {
        var request = new SnapshotRequest
        {
            Server = server,
            SessionCount = sessions,
            LockTimeout = lockTimeout,
            ReadTables = _ => Task.FromResult<IReadOnlyList<ObjectName>>([new ObjectName("snapshot_test", "ticks")]),
        };
        return ConsistentSnapshot.TakeAsync(request, SilentObserver.Instance, cancellationToken);
    }

    /// <summary>The sessions that the account has open.</summary>
    public Task<string> CountSessionsAsync() => ClientProgram.QueryAsync(sandbox, "SELECT COUNT(*) FROM performance_schema.processlist WHERE USER = 'snapper'");

    /// <summary>Waits until the account has no session any more.</summary>
    public async Task AwaitNoSessionAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while (await CountSessionsAsync() != "0")
            await Task.Delay(20, limit.Token);
    }

    /// <summary>Waits until a statement has been running for more than a second by the server's clock.</summary>
    public async Task AwaitLongStatementAsync(long connectionId)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (await ClientProgram.QueryAsync(sandbox, $"SELECT COUNT(*) FROM performance_schema.processlist WHERE ID = {connectionId} AND COMMAND = 'Query' AND TIME >= 1") != "1")
            await Task.Delay(50, limit.Token);
    }

    /// <summary>The last number of the one GTID interval that the server has.</summary>
    public static long LastNumber(string gtids) => long.Parse(gtids.Split(':')[^1].Split('-')[^1]);

    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions)
            await session.DisposeAsync();
        await ClientProgram.QueryAsync(sandbox, "DROP DATABASE snapshot_test; DROP USER IF EXISTS 'snapper'@'127.0.0.1';");
    }
}
