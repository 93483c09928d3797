using System.Text;
using MySqlOps.Engine.Compare.Sync;

namespace MySqlOps.Engine.Tests.Compare.Sync;

/// <summary>Changes as text for the mysql client.</summary>
public sealed class ChangeScriptTests
{
    [Fact]
    public void PlainStatementGetsASemicolon()
    {
        Assert.Equal("DROP TABLE `shop`.`t`;\n", Handmade.Part(ChangeStage.DropTables, "t", "DROP TABLE `shop`.`t`").Text);
    }

    [Fact]
    public void BodyWithSemicolonsGetsAnotherDelimiter()
    {
        var part = Handmade.Part(ChangeStage.CreateRoutines, "p", "CREATE PROCEDURE `shop`.`p`() BEGIN SELECT 1; END");

        Assert.Equal("DELIMITER ;;\nCREATE PROCEDURE `shop`.`p`() BEGIN SELECT 1; END\n;;\nDELIMITER ;\n", part.Text);
    }

    [Fact]
    public void DelimiterIsOneThatTheBodyDoesNotHold()
    {
        var part = Handmade.Part(ChangeStage.CreateRoutines, "p", "CREATE PROCEDURE `shop`.`p`() SELECT ';; ~;;'");

        Assert.StartsWith("DELIMITER ~~;;\n", part.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void DelimiterStandsBehindAComment()
    {
        var part = Handmade.Part(ChangeStage.CreateRoutines, "p", "CREATE PROCEDURE `shop`.`p`() SELECT 1 -- the end");

        Assert.Contains("-- the end\n;;\n", part.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void SettingsAreMadeBeforeAndPutBackAfter()
    {
        var text = (Handmade.Part(ChangeStage.CreateViews, "v", "CREATE VIEW v AS SELECT 1") with { Settings = ["SET SESSION sql_mode = 'ANSI'"] }).Text;

        var lines = text.Split('\n');
        Assert.Equal("SET SESSION sql_mode = 'ANSI';", lines[1]);
        Assert.Equal("CREATE VIEW v AS SELECT 1;", lines[2]);
        Assert.Contains("sql_mode = @mysqlops_mode", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ScriptHasStatementsInOrderAndRowsInTransactions()
    {
        var plan = SyncPlanner.Plan(
            [
                Handmade.Row(Handmade.Change("t", null, ["1", "'a'"])),
                Handmade.Definition(ComparedView, new("shop", "v"), null, null, Handmade.Part(ChangeStage.CreateViews, "v", "CREATE VIEW `shop`.`v` AS SELECT 1")),
                Handmade.Clause("t", "ADD COLUMN `u` TEXT"),
            ],
            Handmade.Facts,
            new SyncOptions());

        var script = await WriteAsync(plan);

        var lines = script.Split('\n').Where(line => line.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal) && !line.StartsWith("SET", StringComparison.Ordinal) && !line.StartsWith(' ')).ToArray();
        Assert.Equal(["ALTER TABLE `shop`.`t` ADD COLUMN `u` TEXT;", "START TRANSACTION;", "INSERT INTO `shop`.`t` (`id`, `u`) VALUES (1, 'a');", "COMMIT;", "CREATE VIEW `shop`.`v` AS SELECT 1;"], lines);
    }

    [Fact]
    public async Task NameWithALineFeedDoesNotEndItsComment()
    {
        var plan = SyncPlanner.Plan([Handmade.Clause("t\nDROP DATABASE shop;", "COMMENT 'x'")], Handmade.Facts, new SyncOptions());

        var script = await WriteAsync(plan);

        Assert.Contains("-- Alter table shop.t DROP DATABASE shop;", script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BytesThatAreNotUtf8ComeOutAsTheyWere()
    {
        var part = Handmade.Part(ChangeStage.CreateViews, "v", "CREATE VIEW `shop`.`v` AS SELECT '\uDCE9'");
        var plan = SyncPlanner.Plan([Handmade.Definition(ComparedView, new("shop", "v"), null, null, part)], Handmade.Facts, new SyncOptions());
        using var output = new MemoryStream();

        await plan.WriteScriptAsync(output, CancellationToken.None);

        Assert.Contains((byte)0xE9, output.ToArray());
    }

    [Fact]
    public async Task ScriptSaysWhatIsNotDoneAndWhatMayBeLost()
    {
        var plan = SyncPlanner.Plan(
            [Handmade.Clause("odd", "x") with { Forward = null, Unsupported = "Odd." }, Handmade.Clause("t", "DROP COLUMN `a`", destroys: "The values.")],
            Handmade.Facts,
            new SyncOptions { AllowDestructive = true });

        var script = await WriteAsync(plan);

        Assert.Contains("-- Not done: The table shop.odd can't be changed: Odd.\n", script, StringComparison.Ordinal);
        Assert.Contains("-- May lose: The values.\nALTER TABLE `shop`.`t` DROP COLUMN `a`;\n", script, StringComparison.Ordinal);
        Assert.EndsWith("-- End of the MySqlOps changes\n", script, StringComparison.Ordinal);
    }

    private const MySqlOps.Engine.Compare.ComparedObject ComparedView = MySqlOps.Engine.Compare.ComparedObject.View;

    private static async Task<string> WriteAsync(SyncPlan plan)
    {
        using var output = new MemoryStream();
        await plan.WriteScriptAsync(output, CancellationToken.None);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
