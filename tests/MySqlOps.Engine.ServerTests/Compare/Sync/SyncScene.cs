using System.Globalization;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.ServerTests.Servers;
using MySqlOps.Engine.Tests.Compare.Sync;

namespace MySqlOps.Engine.ServerTests.Compare.Sync;

/// <summary>What the tests of synchronizing have in common: a database that is changed, and differences made by hand.</summary>
internal sealed class SyncScene(MySqlServer server) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>The server.</summary>
    public MySqlServer Server => server;

    /// <summary>What the runs said.</summary>
    public RememberingObserver Observer { get; } = new();

    /// <summary>Without the proof, which is of differences as the comparison makes them.</summary>
    public static SyncOptions Options { get; } = new() { Prove = false };

    /// <summary>Makes database shop anew, with these statements in it.</summary>
    public async Task PrepareAsync(params string[] statements)
    {
        await DisposeAsync();
        await RunAsync(["CREATE DATABASE shop", .. statements]);
    }

    /// <summary>Plans and runs.</summary>
    public async Task<IReadOnlyList<MySqlSyncStep>> SyncAsync(SyncOptions options, params MySqlDifference[] differences)
    {
        var plan = await PlanAsync(options, differences);
        return await ExecuteAsync(plan);
    }

    /// <summary>Plans and runs changes of rows.</summary>
    public Task<IReadOnlyList<MySqlSyncStep>> SyncAsync(params RowChange[] changes) => SyncAsync(Options, Rows(changes));

    /// <summary>Plans.</summary>
    public Task<SyncPlan> PlanAsync(SyncOptions options, params MySqlDifference[] differences) => Synchronizer(options).PlanAsync(differences, CancellationToken.None);

    /// <summary>Runs a plan.</summary>
    public async Task<IReadOnlyList<MySqlSyncStep>> ExecuteAsync(SyncPlan plan, CancellationToken cancellationToken = default) =>
        await Synchronizer(plan.Options).ExecuteAsync(plan, cancellationToken).ToListAsync(CancellationToken.None);

    /// <summary>What plans and runs.</summary>
    public Synchronizer Synchronizer(SyncOptions options) => new(server, options, Observer, TimeProvider.System);

    /// <summary>Changes of rows as differences.</summary>
    public MySqlDifference[] Rows(params RowChange[] changes) => [.. changes.Select(change => Handmade.Row(change, server))];

    /// <summary>A change of a row of shop.t, whose first column is the key.</summary>
    public static RowChange Change(string[] columns, string[]? old, string[]? wanted) => Handmade.Change(new ObjectName("shop", "t"), columns, [0], old, wanted);

    /// <summary>A difference of one statement.</summary>
    public MySqlDifference Statement(ComparedObject type, ChangeStage stage, string name, string statement, params string[] settings) =>
        Handmade.Definition(type, new ObjectName("shop", name), server, null, Handmade.Part(stage, name, statement) with { Settings = settings });

    /// <summary>Runs statements.</summary>
    public async Task RunAsync(params string[] statements)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        foreach (var statement in statements)
            await session.ExecuteAsync(statement, CancellationToken.None);
    }

    /// <summary>The text of one cell.</summary>
    public async Task<string?> TextAsync(string sql)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        return await session.TextAsync(sql, CancellationToken.None);
    }

    /// <summary>The rows of shop.t: cells parted by blanks, rows by commas.</summary>
    public Task<string?> RowsAsync(params string[] columns) =>
        TextAsync($"SELECT GROUP_CONCAT({string.Join(", ' ', ", columns.Select(column => $"COALESCE({column}, 'NULL')"))} ORDER BY {columns[0]} SEPARATOR ',') FROM shop.t");

    /// <summary>Waits until a query gives a number above 0.</summary>
    public async Task WaitAsync(string sql)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (long.Parse(await TextAsync(sql) ?? "0", CultureInfo.InvariantCulture) == 0)
            await Task.Delay(20, limit.Token);
    }

    /// <summary>The statuses of steps, each once with its number, as <c>Applied 3, Changed 1</c>.</summary>
    public static string Sum(IReadOnlyList<MySqlSyncStep> steps) =>
        string.Join(", ", steps.GroupBy(step => step.Status).OrderBy(group => group.Key).Select(group => $"{group.Key} {group.Count()}"));

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await RunAsync("DROP DATABASE IF EXISTS shop", "DROP DATABASE IF EXISTS mysqlops");
}
