using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Dump.Definitions;
using MySqlOps.Engine.ServerTests.Servers;
using MySqlOps.Engine.Tests.Compare.Sync;

namespace MySqlOps.Engine.ServerTests.Compare.Sync;

/// <summary>A script that the mysql client runs does what a run does.</summary>
[Collection(ServerCollection.Name)]
public sealed class ScriptSyncTests(ServerFixture servers) : IAsyncLifetime
{
    private static readonly string[] Columns = ["id", "u", "v"];

    private readonly SyncScene _scene = new(servers.Server);

    public Task InitializeAsync() => PrepareAsync();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task ClientAndRunComeToTheSame()
    {
        var differences = Differences();
        var plan = await _scene.PlanAsync(SyncScene.Options, differences);
        using var script = new MemoryStream();
        await plan.WriteScriptAsync(script, CancellationToken.None);
        await _scene.ExecuteAsync(plan);
        var expected = await PictureAsync();

        await PrepareAsync();
        await ClientProgram.QueryAsync(servers.Sandbox, ScriptText.Decode(script.ToArray()));

        Assert.Equal(expected, await PictureAsync());
        Assert.Contains("1 20 it's; -- not # a comment", expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ScriptThatWasMadeWithoutAskingTheServerDoesTheSame()
    {
        var differences = Differences();
        await _scene.SyncAsync(SyncScene.Options, differences);
        var expected = await PictureAsync();

        await PrepareAsync();
        await ClientProgram.QueryAsync(servers.Sandbox, await ScriptAsync(differences));

        Assert.Equal(expected, await PictureAsync());
    }

    [Fact]
    public async Task ScriptRunTwiceChangesNoRowTwice()
    {
        var script = await ScriptAsync(_scene.Rows(Change(["1", "10", "'a'"], ["1", "11", "'a'"]), Change(["3", "30", "'c'"], null)));
        await ClientProgram.QueryAsync(servers.Sandbox, script);
        await _scene.RunAsync("UPDATE shop.t SET u = 12 WHERE id = 1");

        await ClientProgram.QueryAsync(servers.Sandbox, script);

        Assert.Equal("1 12 a,2 20 b", await _scene.RowsAsync(Columns));
    }

    [Fact]
    public async Task EachStatementRunsByItself()
    {
        foreach (var difference in Differences().Where(difference => difference.Forward is DefinitionChange).OrderBy(difference => ((DefinitionChange)difference.Forward!).Parts[0].Stage))
            await ClientProgram.QueryAsync(servers.Sandbox, difference.Sql);

        Assert.Equal("3", await _scene.TextAsync("SELECT shop.three()"));
    }

    /// <summary>The script of a plan that is made of the differences alone.</summary>
    private async Task<string> ScriptAsync(IReadOnlyList<MySqlDifference> differences)
    {
        using var output = new MemoryStream();
        var server = servers.Sandbox.Server;
        var plan = SyncPlanner.Plan([.. differences.Select(difference => difference with { Server = server })], new SyncFacts { Server = server }, new SyncOptions { AllowDestructive = true, TriggerAction = SyncTriggerAction.Fire });
        await plan.WriteScriptAsync(output, CancellationToken.None);
        return ScriptText.Decode(output.ToArray());
    }

    private static RowChange Change(string[]? old, string[]? wanted) => SyncScene.Change(Columns, old, wanted) with { Traits = Handmade.UniqueU };

    private Task PrepareAsync() => _scene.PrepareAsync("CREATE TABLE shop.t (id INT PRIMARY KEY, u INT, v VARCHAR(50), UNIQUE (u))", "INSERT INTO shop.t VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c')");

    private MySqlDifference[] Differences() =>
    [
        .. _scene.Rows(Change(["1", "10", "'a'"], ["1", "20", "'it''s; -- not # a comment'"]), Change(["2", "20", "'b'"], ["2", "10", "'b'"]), Change(["3", "30", "'c'"], null), Change(null, ["4", "40", "_utf8mb4'é😀'"])),
        Handmade.Clause("t", "COMMENT 'a; b'", order: 2, server: servers.Server),
        Handmade.Clause("t", "MODIFY `v` VARCHAR(60)", order: 1, server: servers.Server),
        _scene.Statement(ComparedObject.Function, ChangeStage.CreateRoutines, "three", "CREATE FUNCTION `shop`.`three`() RETURNS INT NO SQL\nBEGIN\n  -- one; two\n  RETURN 3;\nEND", "SET SESSION sql_mode = 'ANSI_QUOTES'"),
        _scene.Statement(ComparedObject.View, ChangeStage.CreateViews, "w", "CREATE VIEW `shop`.`w` AS SELECT `shop`.`three`() AS a -- the end"),
        _scene.Statement(ComparedObject.Trigger, ChangeStage.CreatePrograms, "g", "CREATE TRIGGER `shop`.`g` BEFORE INSERT ON `shop`.`t` FOR EACH ROW BEGIN SET NEW.u = 0; END"),
    ];

    private async Task<string> PictureAsync() => string.Join(
        '\n',
        await _scene.RowsAsync(Columns),
        await _scene.TextAsync("SELECT CONCAT(TABLE_COMMENT, '|', (SELECT COLUMN_TYPE FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'shop' AND TABLE_NAME = 't' AND COLUMN_NAME = 'v')) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'shop' AND TABLE_NAME = 't'"),
        await _scene.TextAsync("SELECT CONCAT(ROUTINE_DEFINITION, '|', SQL_MODE) FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = 'shop'"),
        await _scene.TextAsync("SELECT VIEW_DEFINITION FROM information_schema.VIEWS WHERE TABLE_SCHEMA = 'shop'"),
        await _scene.TextAsync("SELECT CONCAT(ACTION_STATEMENT, '|', SQL_MODE) FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = 'shop'"));
}
