using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Servers;
using MySqlOps.Engine.Tests.Compare.Sync;

namespace MySqlOps.Engine.ServerTests.Compare.Sync;

/// <summary>Rows that are changed.</summary>
[Collection(ServerCollection.Name)]
public sealed class RowSyncTests(ServerFixture servers) : IAsyncLifetime
{
    private static readonly string[] Two = ["id", "u"];

    private readonly SyncScene _scene = new(servers.Server);

    public Task InitializeAsync() => _scene.PrepareAsync("CREATE TABLE shop.t (id INT PRIMARY KEY, u INT NULL, UNIQUE (u))", "INSERT INTO shop.t VALUES (1, 10), (2, 20), (3, 30)");

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task RowsAreDeletedUpdatedAndInserted()
    {
        var steps = await _scene.SyncAsync(Change(["1", "10"], null), Change(["2", "20"], ["2", "21"]), Change(null, ["4", "10"]));

        Assert.Equal("Applied 3", SyncScene.Sum(steps));
        Assert.Equal(["Delete", "Update", "Insert"], steps.Select(step => step.Action));
        Assert.All(steps, step => Assert.Equal(1, step.RowsAffected));
        Assert.Equal("2 21,3 30,4 10", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task UniqueValuesAreSwapped()
    {
        var steps = await _scene.SyncAsync(Change(["1", "10"], ["1", "20"]), Change(["2", "20"], ["2", "10"]));

        Assert.Equal("Applied 2", SyncScene.Sum(steps));
        Assert.Equal("1 20,2 10,3 30", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task CircleOfThreeUniqueValuesIsTurned()
    {
        var steps = await _scene.SyncAsync(Change(["1", "10"], ["1", "20"]), Change(["2", "20"], ["2", "30"]), Change(["3", "30"], ["3", "10"]));

        Assert.Equal("Applied 3", SyncScene.Sum(steps));
        Assert.Equal("1 20,2 30,3 10", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task SwapOfWhichOneRowWasChangedIsUndone()
    {
        await _scene.RunAsync("UPDATE shop.t SET u = 25 WHERE id = 2", "INSERT INTO shop.t VALUES (4, 20)");

        var steps = await _scene.SyncAsync(Change(["1", "10"], ["1", "20"]), Change(["2", "20"], ["2", "10"]), Change(["3", "30"], ["3", "31"]));

        Assert.Equal("Applied 1, Changed 2", SyncScene.Sum(steps));
        Assert.Equal("1 10,2 25,3 31,4 20", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task ValuesThatOnlyTheCollationCallsEqualAreSwapped()
    {
        await _scene.PrepareAsync("CREATE TABLE shop.t (id INT PRIMARY KEY, u VARCHAR(5) COLLATE utf8mb4_0900_ai_ci, UNIQUE (u))", "INSERT INTO shop.t VALUES (1, 'a'), (2, 'b')");

        var steps = await _scene.SyncAsync(SyncOptionsOf(1), _scene.Rows(Text("1", "'a'", "'B'"), Text("2", "'b'", "'A'")));

        Assert.Equal("Applied 2", SyncScene.Sum(steps));
        Assert.Equal("1 B,2 A", await _scene.RowsAsync(Two));

        static RowChange Text(string id, string old, string wanted) => Change([id, old], [id, wanted]) with { Guards = ["`id` <=> {0}", "CAST(`u` AS BINARY) <=> CAST({0} AS BINARY)"] };
    }

    [Fact]
    public async Task RowThatWasChangedMeanwhileIsKeptAndTheRestGoesOn()
    {
        await _scene.RunAsync("UPDATE shop.t SET u = 99 WHERE id = 2");

        var steps = await _scene.SyncAsync(Change(["1", "10"], ["1", "11"]), Change(["2", "20"], ["2", "21"]), Change(["3", "30"], null));

        Assert.Equal("Applied 2, Changed 1", SyncScene.Sum(steps));
        var changed = Assert.Single(steps, step => step.Status == SyncStatus.Changed);
        Assert.Equal(ErrorId.SyncRowChanged, changed.Error);
        Assert.Contains("`id` <=> 2", changed.Sql, StringComparison.Ordinal);
        Assert.Equal("1 11,2 99", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task RowThatWasChangedBeforeItWasToBeDeletedIsKept()
    {
        await _scene.RunAsync("UPDATE shop.t SET u = 99 WHERE id = 2");

        var steps = await _scene.SyncAsync(Change(["1", "10"], null), Change(["2", "20"], null), Change(["3", "30"], null));

        Assert.Equal("Applied 2, Changed 1", SyncScene.Sum(steps));
        Assert.Equal("2 99", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task RowThatWasDeletedMeanwhileIsReported()
    {
        await _scene.RunAsync("DELETE FROM shop.t WHERE id = 2");

        var steps = await _scene.SyncAsync(Change(["2", "20"], ["2", "21"]));

        Assert.Equal("Changed 1", SyncScene.Sum(steps));
        Assert.Contains("was deleted since", steps[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RowThatSomebodyElseInsertedIsKept()
    {
        await _scene.RunAsync("INSERT INTO shop.t VALUES (4, 41)");

        var steps = await _scene.SyncAsync(Change(null, ["4", "40"]), Change(null, ["5", "50"]));

        Assert.Equal("Applied 1, Changed 1", SyncScene.Sum(steps));
        Assert.Equal("1 10,2 20,3 30,4 41,5 50", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task UniqueValueThatAnotherRowHoldsIsReported()
    {
        var steps = await _scene.SyncAsync(Change(["1", "10"], ["1", "30"]), Change(null, ["4", "20"]));

        Assert.Equal("Changed 2", SyncScene.Sum(steps));
        Assert.Equal("1 10,2 20,3 30", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task SameDifferencesAgainChangeNothing()
    {
        RowChange[] changes = [Change(["1", "10"], null), Change(["2", "20"], ["2", "21"]), Change(null, ["4", "40"])];
        await _scene.SyncAsync(changes);

        var steps = await _scene.SyncAsync(changes);

        Assert.Equal("Skipped 3", SyncScene.Sum(steps));
        Assert.Equal("2 21,3 30,4 40", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task RowThatTheServerRefusesFailsAlone()
    {
        await _scene.PrepareAsync("CREATE TABLE shop.t (id INT PRIMARY KEY, u INT NULL, CHECK (u < 100))");

        var steps = await _scene.SyncAsync(Change(null, ["1", "1"]), Change(null, ["2", "200"]), Change(null, ["3", "3"]));

        Assert.Equal("Applied 2, Failed 1", SyncScene.Sum(steps));
        Assert.Contains("3819", Assert.Single(steps, step => step.Status == SyncStatus.Failed).Message, StringComparison.Ordinal);
        Assert.Equal("1 1,3 3", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task TableThatIsGoneFailsWithAllItsRows()
    {
        var plan = await _scene.PlanAsync(SyncOptionsOf(1), _scene.Rows(Change(["1", "10"], null), Change(["2", "20"], ["2", "21"]), Change(null, ["4", "40"])));
        await _scene.RunAsync("DROP TABLE shop.t");

        var steps = await _scene.ExecuteAsync(plan);

        Assert.Equal("Failed 3", SyncScene.Sum(steps));
    }

    [Fact]
    public async Task RowsWithoutAKeyAreCounted()
    {
        await _scene.PrepareAsync("CREATE TABLE shop.t (id INT, u INT)", "INSERT INTO shop.t VALUES (1, 1), (1, 1), (1, 1), (2, 2)");
        RowChange[] changes =
        [
            Keyless(["1", "1"], null) with { Count = 2, Present = 3 },
            Keyless(null, ["2", "2"]) with { Count = 2, Present = 1 },
        ];

        var steps = await _scene.SyncAsync(changes);
        var again = await _scene.SyncAsync(changes);

        Assert.Equal(("Applied 2", "Skipped 2"), (SyncScene.Sum(steps), SyncScene.Sum(again)));
        Assert.Equal("1 1,2 2,2 2,2 2", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task RowsWithoutAKeyThatAreMoreThanTheyWereAreKept()
    {
        await _scene.PrepareAsync("CREATE TABLE shop.t (id INT, u INT)", "INSERT INTO shop.t VALUES (1, 1), (1, 1), (1, 1), (1, 1), (1, 1)");

        var steps = await _scene.SyncAsync(Keyless(["1", "1"], null) with { Count = 2, Present = 3 });

        Assert.Equal("Changed 1", SyncScene.Sum(steps));
        Assert.Equal("5", await _scene.TextAsync("SELECT COUNT(*) FROM shop.t"));
    }

    [Fact]
    public async Task ThousandsOfEqualRowsAreOneStatement()
    {
        await _scene.PrepareAsync("CREATE TABLE shop.t (id INT, u INT)");

        var steps = await _scene.SyncAsync(Keyless(null, ["1", "2"]) with { Count = 5000 });

        Assert.Equal(5000, Assert.Single(steps).RowsAffected);
        Assert.Equal("5000", await _scene.TextAsync("SELECT COUNT(*) FROM shop.t WHERE id = 1 AND u = 2"));
    }

    [Fact]
    public async Task CascadeDoesNotFire()
    {
        await _scene.PrepareAsync(
            "CREATE TABLE shop.p (id INT PRIMARY KEY, u INT)",
            "CREATE TABLE shop.t (id INT PRIMARY KEY, u INT, FOREIGN KEY (u) REFERENCES shop.p (id) ON DELETE CASCADE ON UPDATE CASCADE)",
            "INSERT INTO shop.p VALUES (1, 1), (2, 2)",
            "INSERT INTO shop.t VALUES (10, 1), (20, 2)");
        var parent = new ObjectName("shop", "p");

        var steps = await _scene.SyncAsync(Handmade.Change(parent, Two, [0], ["1", "1"], null), Handmade.Change(parent, Two, [0], ["2", "2"], ["3", "2"]), Change(["10", "1"], ["10", "3"]));

        Assert.Equal("Applied 3", SyncScene.Sum(steps));
        Assert.Equal("10 3,20 2", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task ChildrenWithoutParentsAreWarnedOf()
    {
        await _scene.PrepareAsync(
            "CREATE TABLE shop.p (id INT PRIMARY KEY, u INT)",
            "CREATE TABLE shop.t (id INT PRIMARY KEY, u INT, CONSTRAINT to_parent FOREIGN KEY (u) REFERENCES shop.p (id) ON DELETE CASCADE)",
            "INSERT INTO shop.p VALUES (1, 1)",
            "INSERT INTO shop.t VALUES (10, 1)");

        await _scene.SyncAsync(Handmade.Change(new ObjectName("shop", "p"), Two, [0], ["1", "1"], null));

        Assert.Contains(_scene.Observer.Warnings, warning => warning.Contains("1 rows of shop.t have no parent in shop.p (foreign key to_parent)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TimeOfTheLastUpdateIsKept()
    {
        await _scene.PrepareAsync(
            "CREATE TABLE shop.t (id INT PRIMARY KEY, u INT, changed TIMESTAMP NULL ON UPDATE CURRENT_TIMESTAMP, other DATETIME(3) NULL ON UPDATE CURRENT_TIMESTAMP(3))",
            "INSERT INTO shop.t VALUES (1, 10, '2001-02-03 04:05:06', NULL)");
        string[] columns = ["id", "u", "changed", "other"];

        var steps = await _scene.SyncAsync(SyncScene.Change(columns, ["1", "10", "'2001-02-03 04:05:06'", "NULL"], ["1", "11", "'2001-02-03 04:05:06'", "NULL"]));

        Assert.Equal("Applied 1", SyncScene.Sum(steps));
        Assert.Equal("1 11 2001-02-03 04:05:06 NULL", await _scene.RowsAsync(columns));
    }

    [Fact]
    public async Task EngineWithoutTransactionsIsChangedRowByRow()
    {
        await _scene.PrepareAsync("CREATE TABLE shop.t (id INT PRIMARY KEY, u INT) ENGINE=MyISAM", "INSERT INTO shop.t VALUES (1, 10), (2, 20)");

        var steps = await _scene.SyncAsync(Change(["1", "10"], null), Change(["2", "99"], ["2", "21"]), Change(null, ["3", "30"]), Change(null, ["4", "40"]));

        Assert.Equal("Applied 3, Changed 1", SyncScene.Sum(steps));
        Assert.Equal("2 20,3 30,4 40", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task RowLargerThanThePacketFailsAlone()
    {
        await _scene.PrepareAsync("CREATE TABLE shop.t (id INT PRIMARY KEY, u LONGTEXT)");
        var bytes = long.Parse((await _scene.TextAsync("SELECT @@GLOBAL.max_allowed_packet"))!);

        var steps = await _scene.SyncAsync(Change(null, ["1", $"'{new string('x', (int)bytes)}'"]), Change(null, ["2", "'y'"]));

        Assert.Equal("Applied 1, Failed 1", SyncScene.Sum(steps));
        Assert.Equal("2 y", await _scene.RowsAsync(Two));
    }

    [Fact]
    public async Task ManyRowsAreChangedInManyTransactions()
    {
        const int Rows = 20_000;
        await _scene.PrepareAsync(
            "CREATE TABLE shop.t (id INT PRIMARY KEY, u INT, UNIQUE (u))",
            $"INSERT /*+ SET_VAR(cte_max_recursion_depth = 1000000) */ INTO shop.t WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < {Rows}) SELECT i, i FROM n");

        // A third goes, a third is shifted by one place, a third is new.
        var changes = Enumerable.Range(1, Rows).Select(i => (i % 3) switch
        {
            0 => Change([$"{i}", $"{i}"], null),
            1 => Change([$"{i}", $"{i}"], [$"{i}", $"{i + 1}"]),
            _ => Change([$"{i}", $"{i}"], [$"{i}", $"{i - 1}"]),
        }).Concat(Enumerable.Range(Rows + 1, Rows / 3).Select(i => Change(null, [$"{i}", $"{i}"]))).ToArray();

        var steps = await _scene.SyncAsync(changes);

        Assert.Equal($"Applied {changes.Length}", SyncScene.Sum(steps));
        Assert.Equal("0", await _scene.TextAsync($"SELECT COUNT(*) FROM shop.t WHERE NOT (id > {Rows} OR (id % 3 = 1 AND u = id + 1) OR (id % 3 = 2 AND u = id - 1))"));
        Assert.Equal($"{Rows - (Rows / 3) + (Rows / 3)}", await _scene.TextAsync("SELECT COUNT(*) FROM shop.t"));
    }

    private static RowChange Change(string[]? old, string[]? wanted) => SyncScene.Change(Two, old, wanted);

    private static RowChange Keyless(string[]? old, string[]? wanted) => Handmade.Change(new ObjectName("shop", "t"), Two, [], old, wanted);

    private static SyncOptions SyncOptionsOf(int rows) => SyncScene.Options with { MaxTransactionRows = rows };
}
