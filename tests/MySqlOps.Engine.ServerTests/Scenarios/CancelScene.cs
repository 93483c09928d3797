using System.Diagnostics;
using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Connect;

namespace MySqlOps.Engine.ServerTests.Scenarios;

/// <summary>A server on which one account does long work and another looks on, holds it up, and sees what it leaves.</summary>
internal sealed class CancelScene : IAsyncDisposable
{
    /// <summary>What Ctrl+C may take.</summary>
    private static readonly TimeSpan CancelLimit = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly Session _session;
    private readonly Session _other;

    private CancelScene(MySqlServer worker, Session session, Session other)
    {
        Worker = worker;
        _session = session;
        _other = other;
    }

    /// <summary>The server as the account sees it that works.</summary>
    public MySqlServer Worker { get; }

    /// <summary>Makes the account.</summary>
    public static async Task<CancelScene> CreateAsync(MySqlSandbox sandbox)
    {
        var worker = await TestAccounts.CreateAsync(sandbox, "canceller", "", "ALL ON *.*");
        var scene = new CancelScene(worker, await Session.OpenAsync(sandbox.Server, CancellationToken.None), await Session.OpenAsync(sandbox.Server, CancellationToken.None));
        await scene._other.ExecuteAsync("SET SESSION lock_wait_timeout = 1, innodb_lock_wait_timeout = 1", CancellationToken.None);
        return scene;
    }

    /// <summary>Runs a statement in the session that holds things up.</summary>
    public Task HoldAsync(string statement) => _session.ExecuteAsync(statement, CancellationToken.None);

    /// <summary>Waits until a query gives 1.</summary>
    public async Task AwaitAsync(string query, Task? work = null)
    {
        var watch = Stopwatch.StartNew();
        while (await _other.TextAsync(query, CancellationToken.None) != "1")
        {
            if (work is { IsCompleted: true })
            {
                await work;
                Assert.Fail($"The work was done before this came true: {query}");
            }

            Assert.True(watch.Elapsed < Limit, $"It never came true: {query}");
        }
    }

    /// <summary>Waits until a statement of the worker's is at something.</summary>
    /// <param name="pattern">The statement.</param>
    /// <param name="state">The state in the list of processes.</param>
    /// <param name="work">The work that comes to it.</param>
    public Task AwaitStatementAsync(string pattern, string state, Task work) => AwaitAsync(
        $"SELECT COUNT(*) > 0 FROM performance_schema.threads WHERE PROCESSLIST_USER = 'canceller' AND PROCESSLIST_INFO LIKE {SqlLiteral.Quote(pattern)} AND COALESCE(PROCESSLIST_STATE, '') LIKE {SqlLiteral.Quote(state)}", work);

    /// <summary>Cancels work, which then ends as cancelled and in time.</summary>
    public static async Task CancelAsync(Task work, CancellationTokenSource stop)
    {
        var watch = Stopwatch.StartNew();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        Assert.True(watch.Elapsed < CancelLimit, string.Create(CultureInfo.InvariantCulture, $"It took {watch.Elapsed.TotalSeconds:0.00} s."));
    }

    /// <summary>Ends what holds things up; then the worker has left no session and no lock, and others write and alter at once.</summary>
    /// <param name="statements">Statements that write and alter.</param>
    public async Task AssertNothingIsLeftAsync(params string[] statements)
    {
        await HoldAsync("UNLOCK INSTANCE");
        await HoldAsync("UNLOCK TABLES");
        await HoldAsync("ROLLBACK");
        await AwaitAsync("SELECT COUNT(*) = 0 FROM performance_schema.processlist WHERE USER = 'canceller'");
        await AwaitAsync("SELECT COUNT(*) = 0 FROM performance_schema.metadata_locks WHERE OBJECT_TYPE IN ('USER LEVEL LOCK', 'BACKUP LOCK', 'GLOBAL')");
        foreach (var statement in statements)
            await _other.ExecuteAsync(statement, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        await _other.ExecuteAsync("DROP USER IF EXISTS canceller@'127.0.0.1'", CancellationToken.None);
        await _other.DisposeAsync();
    }
}
