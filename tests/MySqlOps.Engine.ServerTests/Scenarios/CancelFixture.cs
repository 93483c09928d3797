using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Scenarios;

/// <summary>A server with a database cancel_test, an export of it, and an empty server.</summary>
public sealed class CancelFixture : IAsyncLifetime
{
    /// <summary>The rows of table t.</summary>
    public const int Rows = 30_000;

    private const string Script =
        """
        CREATE DATABASE cancel_test; USE cancel_test; SET cte_max_recursion_depth = 100000;
        CREATE TABLE u (a VARCHAR(60), b INT, PRIMARY KEY (a, b));
        CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(60), b INT, v VARCHAR(100), KEY by_v (v), KEY by_ab (a, b), FULLTEXT KEY words (v), CONSTRAINT t_u FOREIGN KEY (a, b) REFERENCES u (a, b));
        INSERT INTO u WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 30000) SELECT CONCAT('some long text before it: ', i DIV 3), i % 3 FROM n;
        INSERT INTO t SELECT ROW_NUMBER() OVER (ORDER BY a, b), a, b, CONCAT(SHA2(a, 224), ' ', b) FROM u;
        ANALYZE TABLE t, u;
        """;

    private readonly TestSandboxes _sandboxes = new();

    /// <summary>The export.</summary>
    public string Folder => NewPath("export");

    /// <summary>The server with the database.</summary>
    internal MySqlSandbox Source { get; private set; } = null!;

    /// <summary>The empty server.</summary>
    internal MySqlSandbox Target { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        var made = await _sandboxes.CreateAsync(2, "local_infile=1");
        (Source, Target) = (made[0], made[1]);

        // Many tables make the reading of the catalogue long enough to be cancelled.
        var many = string.Concat(Enumerable.Range(0, 100).Select(i => $"CREATE TABLE cancel_test.m{i} (id INT PRIMARY KEY);"));
        await RoundTripFixture.RunScriptAsync(Source, Script);
        await Exporter.ExportAsync(Source.Server, new ExportOptions { Path = Folder, ThreadCount = 2, ChunkBytes = 1_000_000 }, SilentObserver.Instance, CancellationToken.None);
        await RoundTripFixture.RunScriptAsync(Source, many);
    }

    /// <inheritdoc />
    public async Task DisposeAsync() => await _sandboxes.DisposeAsync();

    /// <summary>A path beside the sandboxes.</summary>
    internal string NewPath(string name) => Path.Combine(_sandboxes.Path, name);

    /// <summary>Empties the target.</summary>
    internal async Task ClearTargetAsync()
    {
        await using var session = await Session.OpenAsync(Target.Server, CancellationToken.None);
        foreach (var database in new[] { "cancel_test", "mysqlops" })
            await session.ExecuteAsync($"DROP DATABASE IF EXISTS {database}", CancellationToken.None);
    }
}
