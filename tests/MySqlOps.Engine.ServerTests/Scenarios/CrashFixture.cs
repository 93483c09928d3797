using System.Diagnostics;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Scenarios;

/// <summary>An exported folder with all that an import makes, what its source looked like, and a server that keeps what it commits.</summary>
public sealed class CrashFixture : IAsyncLifetime
{
    private const string Script =
        """
        CREATE DATABASE crash_test; USE crash_test; SET cte_max_recursion_depth = 100000; SET sql_mode = '';
        CREATE TABLE kind (id INT PRIMARY KEY, name VARCHAR(20) UNIQUE);
        INSERT INTO kind VALUES (0, 'none'), (1, 'one'), (2, 'two'), (3, 'three');
        CREATE TABLE big (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(100), n INT, kind INT, twice INT AS (n * 2) STORED, doc JSON, raw VARBINARY(20), f FLOAT,
            KEY by_n (n, id), KEY by_v (v), UNIQUE KEY once (v, id), KEY by_doc ((CAST(doc -> '$.a' AS UNSIGNED ARRAY))), FULLTEXT KEY words (v), CONSTRAINT big_kind FOREIGN KEY (kind) REFERENCES kind (id));
        INSERT INTO big (id, v, n, kind, doc, raw, f)
            WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
            SELECT i, CONCAT(SHA2(i, 224), ' ', LEFT(SHA2(-i, 224), 30)), i % 1000, i % 4, JSON_OBJECT('a', JSON_ARRAY(i, i % 7)), LEFT(UNHEX(SHA2(i, 224)), 20), i / 7 FROM n;
        CREATE TABLE keyless (a INT, b VARCHAR(60), KEY by_a (a));
        INSERT INTO keyless WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 24000) SELECT i % 50, REPEAT(CHAR(97 + i % 5), 50) FROM n;
        CREATE TABLE part (id INT NOT NULL, big_id INT NOT NULL, PRIMARY KEY (id, big_id), KEY (big_id), CONSTRAINT part_big FOREIGN KEY (big_id) REFERENCES big (id) ON DELETE CASCADE);
        INSERT INTO part SELECT id % 10, id FROM big WHERE id % 3 = 0;
        CREATE TABLE fired (what VARCHAR(20));
        CREATE FUNCTION unity() RETURNS INT DETERMINISTIC RETURN 1;
        CREATE PROCEDURE p(x INT) SELECT x;
        CREATE VIEW v1 AS SELECT id, unity() AS o FROM big;
        CREATE VIEW a_view_on_views AS SELECT * FROM v1 JOIN kind USING (id);
        CREATE TRIGGER big_in BEFORE INSERT ON big FOR EACH ROW INSERT INTO fired VALUES ('big');
        CREATE TRIGGER keyless_in AFTER INSERT ON keyless FOR EACH ROW INSERT INTO fired VALUES ('keyless');
        CREATE TRIGGER part_in AFTER INSERT ON part FOR EACH ROW INSERT INTO fired VALUES ('part');
        CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE DO DO 1;
        ANALYZE TABLE big, keyless, part, kind;
        ANALYZE TABLE big UPDATE HISTOGRAM ON n, f WITH 8 BUCKETS;
        """;

    private readonly TestSandboxes _sandboxes = new();

    /// <summary>The export.</summary>
    public string Folder => Path.Combine(_sandboxes.Path, "export");

    /// <summary>The server that is loaded; it comes back after a kill without losing a commit.</summary>
    internal MySqlSandbox Target { get; private set; } = null!;

    /// <summary>What it must look like at the end.</summary>
    internal IReadOnlyDictionary<string, string> Expected { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        var source = (await _sandboxes.CreateAsync(1))[0];
        Target = (await _sandboxes.CreateAsync(1, "local_infile=1", "innodb_flush_log_at_trx_commit=1", "sync_binlog=1"))[0];
        await RoundTripFixture.RunScriptAsync(source, Script);
        Expected = await ServerPicture.TakeAsync(source.Server);
        var options = new ExportOptions { Path = Folder, ChunkBytes = 200_000, ThreadCount = 2 };
        await Exporter.ExportAsync(source.Server, options, SilentObserver.Instance, CancellationToken.None);
        await new SandboxControl(SilentObserver.Instance).RemoveAsync(source.Path, CancellationToken.None);
    }

    /// <inheritdoc />
    public async Task DisposeAsync() => await _sandboxes.DisposeAsync();

    /// <summary>Empties the target.</summary>
    internal async Task ResetAsync()
    {
        await using var session = await Session.OpenAsync(Target.Server, CancellationToken.None);
        foreach (var database in new[] { "crash_test", "mysqlops" })
            await session.ExecuteAsync($"DROP DATABASE IF EXISTS {database}", CancellationToken.None);
    }

    /// <summary>Ends the target's process as a crash would, and starts it again.</summary>
    internal async Task KillTargetAsync()
    {
        using (var server = Process.GetProcessById(Target.ProcessId!.Value))
        {
            server.Kill();
            await server.WaitForExitAsync();
        }

        Target = await new SandboxControl(SilentObserver.Instance).StartAsync(Target.Path, CancellationToken.None);
    }
}
