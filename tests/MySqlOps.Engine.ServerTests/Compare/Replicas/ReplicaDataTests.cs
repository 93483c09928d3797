using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Replicas;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Compare.Rows;
using MySqlOps.Engine.ServerTests.Scenarios;

namespace MySqlOps.Engine.ServerTests.Compare.Replicas;

/// <summary>A replica is held against its source while both are in use: what has only not arrived is no difference, what differs is found to the row, and what can't be told is said to be so.</summary>
public sealed class ReplicaDataTests(ReplicaFixture servers) : IClassFixture<ReplicaFixture>, IAsyncLifetime
{
    private const string Database = RowScene.Database;

    private static readonly CompareOptions Options = new()
    {
        Selection = new CatalogSelection { Databases = [Database] },
        ChunkBytes = 8_000,
        CatchUpTimeout = TimeSpan.FromSeconds(30),
        Method = RowMethod.Client,
    };

    private readonly List<MySqlOpsException> _errors = [];
    private readonly List<MySqlDifference> _differences = [];

    public async Task InitializeAsync()
    {
        await RoundTripFixture.RunScriptAsync(servers.Origin, $"DROP DATABASE IF EXISTS {Database}; CREATE DATABASE {Database}; USE {Database};\n{WriteLoad.Table}\nCREATE TABLE still (id INT PRIMARY KEY, v INT); INSERT INTO still VALUES (1, 1), (2, 2);");
        await servers.CatchUpAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task UnderAWriteLoadNothingDiffersAndWhatWasPlantedIsFound()
    {
        await using (var load = WriteLoad.Start(servers.Origin.Server, 3))
        {
            for (var i = 0; i < 3; i++)
            {
                var results = await TestAsync(Options);
                Assert.DoesNotContain(results, static one => one.State == ReplicaDataState.Differs);
                Assert.Equal(ReplicaDataState.Equal, State(results, "t"));
                Assert.Empty(_differences);
            }

            await PlantAsync("UPDATE t SET v = 'planted' WHERE id = -17", "INSERT INTO still VALUES (3, 3)");
            var after = await TestAsync(Options);
            Assert.Equal(ReplicaDataState.Differs, State(after, "t"));
            Assert.Equal(["RowDiffers t [id = -17] v: 'still 17' -> 'planted'", "RowExtra still [id = 3]"], _differences.Select(RowScene.Line).Order(StringComparer.Ordinal));
            Assert.True(load.Statements > 0);
        }

        var still = Assert.Single(await TestAsync(Options), static one => one.Name == "still");
        Assert.Equal((2L, 1L, "1 row differs."), (still.Rows, still.DifferentRows, still.Reason));
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task DefinitionsAreHeldAgainstEachOtherToo()
    {
        await PlantAsync("ALTER TABLE still ADD COLUMN more INT", "CREATE VIEW only_here AS SELECT 1", "DROP TABLE nokey");
        var results = await TestAsync(Options);
        Assert.Equal(
            ["nokey Differs The replica lacks it.", "only_here Differs The source lacks it.", "still Differs The definition differs: column more.", "t Equal "],
            results.Select(static one => $"{one.Name} {one.State} {one.Reason}").Order(StringComparer.Ordinal));
        var rows = await TestAsync(Options with { Definitions = false });
        Assert.Equal(["nokey Differs", "still Equal", "t Equal"], rows.Select(static one => $"{one.Name} {one.State}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task WhatAFilterKeepsAwayIsSkippedWithTheReason()
    {
        await ReplicaAsync("STOP REPLICA SQL_THREAD", $"CHANGE REPLICATION FILTER REPLICATE_WILD_IGNORE_TABLE = ('{Database}.no%')", "START REPLICA");
        try
        {
            await RowScene.RunAsync(servers.Origin.Server, $"INSERT INTO {Database}.nokey VALUES (77, 7)", $"ALTER TABLE {Database}.nokey ADD COLUMN more INT");
            var results = await TestAsync(Options);
            var skipped = Assert.Single(results, static one => one.State != ReplicaDataState.Equal);
            Assert.Equal(("nokey", ReplicaDataState.Skipped), (skipped.Name, skipped.State));
            Assert.Contains("replicate_wild_ignore_table", skipped.Reason, StringComparison.Ordinal);
        }
        finally
        {
            await ReplicaAsync("STOP REPLICA SQL_THREAD", "CHANGE REPLICATION FILTER REPLICATE_WILD_IGNORE_TABLE = ()", "START REPLICA");
        }
    }

    [Fact]
    public async Task AStoppedApplierIsSaidAndNotStartedNorTakenForADifference()
    {
        await ReplicaAsync("STOP REPLICA SQL_THREAD");
        try
        {
            await RowScene.RunAsync(servers.Origin.Server, $"UPDATE {Database}.still SET v = 9 WHERE id = 1", $"ALTER TABLE {Database}.nokey ADD COLUMN more INT");
            var results = await TestAsync(Options);
            foreach (var name in new[] { "still", "nokey" })
            {
                var table = Assert.Single(results, one => one.Name == name);
                Assert.Equal(ReplicaDataState.Unknown, table.State);
                Assert.Contains("stopped", table.Reason, StringComparison.Ordinal);
            }

            Assert.Empty(_differences);
        }
        finally
        {
            await ReplicaAsync("START REPLICA");
        }
    }

    [Fact]
    public async Task ItWaitsWhileTheReplicaIsBehind()
    {
        // The applier stands at a lock, and so the replica falls behind a second and more.
        await using var holder = await Session.OpenAsync(servers.Replica.Server, CancellationToken.None);
        await holder.ExecuteAsync($"LOCK TABLES {Database}.still READ", CancellationToken.None);
        await RowScene.RunAsync(servers.Origin.Server, $"UPDATE {Database}.still SET v = 5 WHERE id = 1");
        await servers.AwaitAsync("SELECT COUNT(*) > 0 FROM performance_schema.replication_applier_status_by_worker WHERE APPLYING_TRANSACTION_ORIGINAL_COMMIT_TIMESTAMP BETWEEN '2000-01-01' AND NOW(6) - INTERVAL 2 SECOND");
        var observer = new WaitingObserver("behind its source");
        var work = TestAsync(Options with { Definitions = false, MaxLag = TimeSpan.Zero }, observer: observer);
        await observer.Heard.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(work.IsCompleted);
        await holder.ExecuteAsync("UNLOCK TABLES", CancellationToken.None);
        Assert.All(await work, static one => Assert.Equal(ReplicaDataState.Equal, one.State));
    }

    [Fact]
    public async Task ALostSessionOfTheGovernorIsOpenedAgain()
    {
        await RoundTripFixture.RunScriptAsync(servers.Origin, $"USE {Database}; CREATE TABLE big (id INT PRIMARY KEY, v VARCHAR(300)); INSERT INTO big SELECT id, REPEAT('x', 250) FROM t WHERE id > 0; ANALYZE TABLE big;");
        await servers.CatchUpAsync();
        var work = TestAsync(Options with { Definitions = false, MaxRunningThreads = 10_000, MaxBytesPerSecond = 100_000, ThreadCount = 1 });
        await KillGovernorAsync(work);
        Assert.All(await work, static one => Assert.Equal((ReplicaDataState.Equal, null), (one.State, one.Reason)));
    }

    [Fact]
    public async Task AnInterruptedTestGoesOnWhereItWas()
    {
        var path = Path.Combine(Path.GetTempPath(), $"mysqlops-replica-data-{Guid.NewGuid():N}.json");
        try
        {
            var through = "";
            await foreach (var first in Tester(Options, path).TestAsync([servers.Replica.Server], _errors.Add, CancellationToken.None))
            {
                through = first.Name;
                break;
            }

            // It is told from the file: a row that was changed since is not looked at again.
            Assert.True(File.Exists(path));
            await PlantAsync($"DELETE FROM {through} LIMIT 1");
            var rest = await TestAsync(Options, path);
            Assert.All(rest, static one => Assert.Equal(ReplicaDataState.Equal, one.State));
            Assert.Equal(["nokey", "still", "t"], rest.Select(static one => one.Name).Order(StringComparer.Ordinal));
            Assert.False(File.Exists(path));
            Assert.Equal(ReplicaDataState.Differs, State(await TestAsync(Options, path), through));

            await File.WriteAllTextAsync(path, "{ \"Version\": 1, \"Test\": \"another\", \"Entries\": [] }");
            var error = await Assert.ThrowsAsync<MySqlOpsException>(() => TestAsync(Options, path));
            Assert.Equal(ErrorId.ReplicaDataStateInvalid, error.Id);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task AServerThatFollowsAnotherIsRefused()
    {
        Assert.Empty(await TestAsync(Options, source: servers.Replica.Server, replica: servers.Origin.Server));
        Assert.Equal(ErrorId.ReplicaDataNotReplica, Assert.Single(_errors).Id);
    }

    [Fact]
    public async Task AMissingPrivilegeIsNamed()
    {
        var account = (servers.Replica.Server with { User = "tester" }).WithPassword("a-Pw1");
        await PlantAsync("CREATE USER IF NOT EXISTS tester@'%' IDENTIFIED BY 'a-Pw1'", $"GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON {Database}.* TO tester@'%'");
        try
        {
            Assert.Empty(await TestAsync(Options with { Definitions = false }, replica: account));
            var error = Assert.Single(_errors);
            Assert.Equal(ErrorId.PrivilegeMissing, error.Id);
            Assert.Contains("SELECT ON performance_schema.replication_connection_status", error.Message, StringComparison.Ordinal);
            await PlantAsync("GRANT SELECT ON performance_schema.* TO tester@'%'");
            Assert.All(await TestAsync(Options with { Definitions = false }, replica: account), static one => Assert.Equal(ReplicaDataState.Equal, one.State));
            Assert.Empty(_errors);
        }
        finally
        {
            await PlantAsync("DROP USER tester@'%'");
        }
    }

    private static ReplicaDataState State(IEnumerable<MySqlReplicaData> results, string table) => Assert.Single(results, one => one.Name == table).State;

    private Task ReplicaAsync(params string[] statements) => RowScene.RunAsync(servers.Replica.Server, statements);

    private Task PlantAsync(params string[] statements) => ReplicaAsync(["SET SESSION sql_log_bin = 0", $"USE {Database}", .. statements]);

    private ReplicaDataTester Tester(CompareOptions options, string? path, IOperationObserver? observer = null, MySqlServer? source = null) =>
        new(source ?? servers.Origin.Server, new ReplicaDataOptions { Compare = options, StatePath = path }, observer ?? SilentObserver.Instance, TimeProvider.System) { Found = _differences.Add };

    private async Task<IReadOnlyList<MySqlReplicaData>> TestAsync(CompareOptions options, string? path = null, IOperationObserver? observer = null, MySqlServer? source = null, MySqlServer? replica = null)
    {
        _errors.Clear();
        _differences.Clear();
        var results = new List<MySqlReplicaData>();
        await foreach (var result in Tester(options, path, observer, source).TestAsync([replica ?? servers.Replica.Server], _errors.Add, CancellationToken.None))
            results.Add(result);
        return results;
    }

    /// <summary>The governor's session is the one whose last statement asked for Threads_running.</summary>
    private async Task KillGovernorAsync(Task work)
    {
        await using var session = await Session.OpenAsync(servers.Origin.Server, CancellationToken.None);
        while (true)
        {
            Assert.False(work.IsCompleted, "It was over before the governor had asked anything.");
            var id = await session.TextAsync(
                """
                SELECT t.PROCESSLIST_ID
                FROM performance_schema.threads AS t
                JOIN performance_schema.events_statements_current AS s USING (THREAD_ID)
                WHERE s.SQL_TEXT LIKE 'SHOW GLOBAL STATUS LIKE%Threads_running%' AND t.PROCESSLIST_ID <> CONNECTION_ID()
                """,
                CancellationToken.None);
            if (id is null)
                continue;
            await session.ExecuteAsync($"KILL CONNECTION {id}", CancellationToken.None);
            return;
        }
    }
}
