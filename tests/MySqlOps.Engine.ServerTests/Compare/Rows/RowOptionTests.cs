using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Rows;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Scenarios;

namespace MySqlOps.Engine.ServerTests.Compare.Rows;

/// <summary>Which rows, columns and tables are compared, and through which chunks.</summary>
[Collection(RowsCollection.Name)]
public sealed class RowOptionTests(RowsFixture servers)
{
    private const string Numbers = "WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 1000)";

    private readonly RowScene _scene = new(servers.Source, servers.Target);

    [Fact]
    public async Task AConditionHoldsOnBothSides()
    {
        await _scene.MakeAsync("CREATE TABLE t (id INT PRIMARY KEY, v INT);", "INSERT INTO t VALUES (1, 1), (2, 2), (3, 3);", "INSERT INTO t VALUES (1, 9), (2, 2), (4, 4);");

        Assert.Equal("RowMissing t [id = 3]", await _scene.FindAsync(RowScene.Options with { Where = new Dictionary<string, string> { ["rows_test.t"] = "id IN (2, 3) -- these" } }));
    }

    [Theory]
    [InlineData("rows_test.absent", "id = 1")]
    [InlineData("rows_test.t", "absent = 1")]
    public async Task AConditionThatCantHoldIsRefused(string table, string condition)
    {
        await _scene.MakeAsync("CREATE TABLE t (id INT PRIMARY KEY);");

        var options = RowScene.Options with { Where = new Dictionary<string, string> { [table] = condition } };
        Assert.Equal(ErrorId.DumpWhereInvalid, (await Assert.ThrowsAsync<MySqlOpsException>(() => _scene.CompareAsync(options))).Id);
    }

    [Fact]
    public async Task IgnoredColumnsAreNotComparedAndBelongToANewRow()
    {
        await _scene.MakeAsync("CREATE TABLE t (id INT PRIMARY KEY, v INT, seen INT NOT NULL);", "INSERT INTO t VALUES (1, 1, 1), (2, 2, 2), (3, 3, 3);", "INSERT INTO t VALUES (1, 1, 7), (2, 5, 7);");
        var options = RowScene.Options with { IgnoredColumns = ["t.se*"] };

        var found = await _scene.CompareAsync(options);
        Assert.Equal("RowDiffers t [id = 2] v: 2 -> 5\nRowMissing t [id = 3]", string.Join('\n', found.Select(RowScene.Line).Order(StringComparer.Ordinal)));
        await RowScene.ApplyAsync(servers.Target.Server, found, isReverse: false);

        // The row that was there keeps what it had.
        Assert.Equal("RowDiffers t [id = 1] seen: 1 -> 7\nRowDiffers t [id = 2] seen: 2 -> 7", await _scene.FindAsync());
    }

    [Fact]
    public async Task ADatabaseMayHaveAnotherNameOnTheTarget()
    {
        await _scene.MakeAsync("CREATE TABLE t (id INT PRIMARY KEY);", "INSERT INTO t VALUES (1);");
        await RoundTripFixture.RunScriptAsync(servers.Target, "DROP DATABASE IF EXISTS rows_else; CREATE DATABASE rows_else; CREATE TABLE rows_else.t (id INT PRIMARY KEY); INSERT INTO rows_else.t VALUES (1), (2);");
        try
        {
            var found = Assert.Single(await _scene.CompareAsync(RowScene.Options with { TargetDatabases = new Dictionary<string, string> { ["rows_test"] = "rows_else" } }));
            Assert.Equal(("rows_test", "rows_else", "2"), (found.Database, found.ChangedName.Database, found.Key!.Split(' ')[2]));
            Assert.Contains("`rows_else`.`t`", found.Sql, StringComparison.Ordinal);
        }
        finally
        {
            await RowScene.RunAsync(servers.Target.Server, "DROP DATABASE rows_else");
        }
    }

    [Fact]
    public async Task TwoDatabasesOfOneServerAreCompared()
    {
        await _scene.MakeAsync("CREATE TABLE t (id INT PRIMARY KEY); INSERT INTO t VALUES (1); CREATE DATABASE IF NOT EXISTS rows_else; CREATE TABLE rows_else.t (id INT PRIMARY KEY); INSERT INTO rows_else.t VALUES (1), (2);");
        try
        {
            var scene = new RowScene(servers.Source, servers.Source);
            Assert.Equal("RowExtra t [id = 2]", await scene.FindAsync(RowScene.Options with { TargetDatabases = new Dictionary<string, string> { ["rows_test"] = "rows_else" } }));
        }
        finally
        {
            await RowScene.RunAsync(servers.Source.Server, "DROP DATABASE rows_else");
            await RowScene.RunAsync(servers.Target.Server, "DROP DATABASE rows_else");
        }
    }

    [Fact]
    public async Task RenamedColumnsAndTablesAreComparedByHint()
    {
        await _scene.MakeAsync("", "CREATE TABLE t (id INT PRIMARY KEY, old INT); INSERT INTO t VALUES (1, 1), (2, 2);", "CREATE TABLE u (id INT PRIMARY KEY, new INT); INSERT INTO u VALUES (1, 1), (2, 3);");
        var options = RowScene.Options with { RenameHints = new Dictionary<string, string> { ["rows_test.t"] = "u", ["rows_test.t.old"] = "new" } };

        var found = await _scene.CompareAsync(options);
        Assert.Equal("RowDiffers t [id = 2] old: 2 -> 3", Assert.Single(found.Select(RowScene.Line)));
        await RowScene.ApplyAsync(servers.Target.Server, found, isReverse: false);
        Assert.Equal("", await _scene.FindAsync(options));
    }

    [Fact]
    public async Task NoMoreRowsAreReportedThanWereAskedForAndTheRestIsCounted()
    {
        await _scene.MakeAsync($"CREATE TABLE t (id INT PRIMARY KEY, v INT); INSERT INTO t {Numbers} SELECT i, i FROM n;", "", "UPDATE t SET v = 0 WHERE id <= 300;");

        Assert.Equal(10, (await _scene.CompareAsync(RowScene.Options with { MaxRowDifferences = 10 })).Count);
        Assert.Contains(_scene.Tally.Notes, note => note.Contains("290 more rows", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TablesThatBorrowRowsAndViewsAreLeftOut()
    {
        await _scene.MakeAsync("CREATE TABLE m (id INT PRIMARY KEY) ENGINE=MyISAM; CREATE TABLE g (id INT) ENGINE=MERGE UNION=(m); CREATE VIEW v AS SELECT * FROM m;", "INSERT INTO m VALUES (1);", "INSERT INTO m VALUES (1), (2);");

        Assert.Equal("RowExtra m [id = 2]", Assert.Single((await _scene.CompareAsync()).Select(RowScene.Line)));
        Assert.Equal("rows_test.g", Assert.Single(_scene.Tally.Skipped).Name);
        Assert.Contains(_scene.Tally.Notes, note => note.Contains("no snapshot", StringComparison.Ordinal) && note.Contains("rows_test.m", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ATableOfOneSideAloneIsSkippedWhereDefinitionsAreNotCompared()
    {
        await _scene.MakeAsync("CREATE TABLE t (id INT PRIMARY KEY);", "CREATE TABLE only (id INT PRIMARY KEY);");

        Assert.Empty(await _scene.CompareAsync());
        Assert.Equal("rows_test.only", Assert.Single(_scene.Tally.Skipped).Name);
        Assert.Empty(await _scene.CompareAsync(RowScene.Options with { Definitions = true }));
        Assert.Empty(_scene.Tally.Skipped);
    }

    [Theory]
    [InlineData("id INT PRIMARY KEY, v INT", "", null)]
    [InlineData("id INT PRIMARY KEY, v INT", "", 2_000L)]
    [InlineData("id INT UNIQUE, v INT", "", 2_000L)]
    [InlineData("id INT, v INT", "", 3_000L)]
    [InlineData("id BIGINT UNSIGNED, v INT, PRIMARY KEY (v, id DESC)", "", 2_000L)]
    [InlineData("id VARCHAR(20) COLLATE utf8mb4_unicode_ci PRIMARY KEY, v INT", "", 2_000L)]
    [InlineData("id INT, v INT, PRIMARY KEY (id)", "PARTITION BY HASH (id) PARTITIONS 4", 2_000L)]
    public async Task EveryRowIsComparedOnceHoweverSmallTheChunks(string columns, string partitions, long? keepBytes)
    {
        await _scene.MakeAsync(
            $"CREATE TABLE t ({columns}) {partitions};\nINSERT INTO t (id, v) {Numbers} SELECT i * 3, i % 9 FROM n; ANALYZE TABLE t;",
            "",
            "DELETE FROM t WHERE id = 300; INSERT INTO t (id, v) VALUES (301, 1), (5000, 1), (0, 1); UPDATE t SET v = 100 WHERE id = 600;");

        foreach (var method in new[] { RowMethod.Client, RowMethod.Server })
        {
            var found = await _scene.CompareAsync(RowScene.Options with { ChunkBytes = 6_000, Method = method }, keepBytes);
            Assert.Empty(_scene.Tally.Skipped);
            Assert.Equal((1000, 1), (_scene.Tally.Rows, _scene.Tally.Tables));
            await RowScene.ApplyAsync(servers.Target.Server, found, isReverse: false);
            Assert.Empty(await _scene.CompareAsync(RowScene.Options with { ChunkBytes = 6_000, Method = method }, keepBytes));
            await RowScene.ApplyAsync(servers.Target.Server, found.Reverse(), isReverse: true);
            Assert.InRange(found.Count, 5, 6);
        }
    }

    [Fact]
    public async Task ATargetFarBiggerThanTheSourceIsCutAgain()
    {
        await _scene.MakeAsync("CREATE TABLE t (id INT PRIMARY KEY, v INT);", "", $"INSERT INTO t {Numbers} SELECT i, i FROM n;");

        var found = await _scene.CompareAsync(RowScene.Options, keepBytes: 2_000);
        Assert.Equal(Enumerable.Range(1, 1000), found.Select(difference => int.Parse(difference.Key!.Split(' ')[2])).Order());
        Assert.All(found, difference => Assert.Equal(DifferenceKind.RowExtra, difference.Kind));
    }

    [Fact]
    public async Task NothingIsWritten()
    {
        await _scene.MakeAsync("CREATE TABLE t (id INT PRIMARY KEY);", "INSERT INTO t VALUES (1);");
        var before = await GtidsAsync();

        foreach (var method in new[] { RowMethod.Client, RowMethod.Server })
            Assert.Single(await _scene.CompareAsync(RowScene.Options with { Method = method }));
        Assert.Equal(before, await GtidsAsync());
    }

    [Fact]
    public async Task WhileAServerIsBusyNothingIsRead()
    {
        await _scene.MakeAsync("CREATE TABLE t (id INT PRIMARY KEY);", "INSERT INTO t VALUES (1);");
        using var stop = new CancellationTokenSource();
        var observer = new WaitingObserver("running threads");
        var comparer = new RowComparer(servers.Source.Server, servers.Target.Server, RowScene.Options with { MaxRunningThreads = 0 }, new ComparisonTally(), observer, TimeProvider.System);
        var work = Task.Run(async () =>
        {
            await foreach (var difference in comparer.CompareAsync(stop.Token))
                Assert.Fail(difference.Key);
        });

        await Task.WhenAny(observer.Heard, work);
        await CancelScene.CancelAsync(work, stop);
    }

    private async Task<string> GtidsAsync()
    {
        await using var source = await MySqlOps.Engine.Connect.Session.OpenAsync(servers.Source.Server, CancellationToken.None);
        await using var target = await MySqlOps.Engine.Connect.Session.OpenAsync(servers.Target.Server, CancellationToken.None);
        return await source.TextAsync("SELECT @@GLOBAL.gtid_executed", CancellationToken.None) + await target.TextAsync("SELECT @@GLOBAL.gtid_executed", CancellationToken.None);
    }
}
