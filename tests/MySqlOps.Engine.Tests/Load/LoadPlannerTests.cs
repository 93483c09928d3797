using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.Load.Ledger;
using MySqlOps.Engine.Load.Plan;
using static MySqlOps.Engine.Tests.Load.PlanScene;

namespace MySqlOps.Engine.Tests.Load;

/// <summary>What a load does, step by step.</summary>
public sealed class LoadPlannerTests
{
    [Fact]
    public async Task StepsComeInTheOrderOfTheirPhases()
    {
        var export = Shop().View("v", "CREATE VIEW `v` AS SELECT 1;").Routine("FUNCTION", "f", "CREATE FUNCTION `f`() RETURNS int RETURN 1;").Event("e", "CREATE EVENT `e` ON SCHEDULE EVERY 1 DAY DO SELECT 1;");

        var plan = await PlanAsync(export);

        Assert.Equal(
            [
                "Create database shop", "Create table shop.orders", "Load rows into shop.orders: 2 chunks, 3 rows, 6 bytes",
                "Create function shop.f", "Create view shop.v", "Create trigger shop.tr: on shop.orders", "Analyze table shop.orders", "Create event shop.e",
            ],
            plan.Steps.Select(step => step.ToString()));
        Assert.Empty(plan.Refusals);
    }

    [Fact]
    public async Task RenamedDatabaseIsTheOneThatIsMadeAndLocked()
    {
        var plan = await PlanAsync(Shop(), options: Options with { RenamedDatabases = Rename("shop", "st`ore") });

        Assert.Equal(["st`ore"], plan.Databases);
        Assert.StartsWith("CREATE DATABASE IF NOT EXISTS `st``ore` /*!40100 DEFAULT", plan.Steps[0].Statements[0], StringComparison.Ordinal);
        Assert.Equal("st`ore", plan.Steps.Single(step => step.Phase == LoadPhase.Rows).Target.Database);
    }

    [Theory]
    [InlineData("SELECT `shop`.`t`.`a` FROM `t`", true)]
    [InlineData("SELECT shop . t.a FROM t", true)]
    [InlineData("SELECT 'shop.t'", false)]
    [InlineData("SELECT `shop` FROM t", false)]
    [InlineData("SELECT workshop.a FROM workshop", false)]
    [InlineData("SELECT 1 /* shop.t */", false)]
    [InlineData("SELECT \"shop\".\"t\".\"a\" FROM \"t\"", true)]
    public async Task TextThatNamesARenamedDatabaseIsLeftOutAndReported(string select, bool isLeftOut)
    {
        var plan = await PlanAsync(Shop().View("v", $"CREATE VIEW `v` AS {select};"), options: Options with { RenamedDatabases = Rename("shop", "store") });

        Assert.Equal(isLeftOut, !plan.Steps.Any(step => step.Phase == LoadPhase.Views));
        Assert.Equal(isLeftOut, plan.Notes.Any(note => note.Contains("store.v", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task SkippedTableGetsNeitherRowsNorTriggers()
    {
        var plan = await PlanAsync(Shop(), Holding("TABLE", "orders"), Options with { IfExists = ExistingObjects.Skip });

        Assert.Empty(plan.Steps);
        Assert.Contains(plan.Notes, note => note.Contains("shop.orders", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReplacedTableIsDroppedFirst()
    {
        var plan = await PlanAsync(Shop(), Holding("TABLE", "orders"), Options with { IfExists = ExistingObjects.Replace });

        Assert.Equal("DROP TABLE IF EXISTS `shop`.`orders`", Assert.Single(plan.Steps[0].Statements));
    }

    [Fact]
    public async Task UnfinishedLoadIsGoneOnWith()
    {
        var export = Shop();
        var facts = await UnfinishedAsync(export, 0);

        var plan = await PlanAsync(export, facts);

        Assert.True(plan.IsResumed);
        Assert.Empty(plan.Refusals);
        Assert.Equal([1], plan.Steps.Single(step => step.Phase == LoadPhase.Rows).Rows!.Chunks);
        Assert.DoesNotContain(plan.Steps, step => step.Phase is LoadPhase.Tables or LoadPhase.Clearing);
    }

    [Fact]
    public async Task LoadThatWasClearingOwnsNothing()
    {
        var export = Shop();
        var facts = await UnfinishedAsync(export);
        facts = facts with { UnfinishedLoads = [facts.UnfinishedLoads[0] with { State = LedgerState.Clearing }] };

        Assert.Equal(ErrorId.LoadObjectExists, Refusal(await PlanAsync(export, facts)).Id);
    }

    [Fact]
    public async Task TableThatIsGoneLosesItsChunks()
    {
        var export = Shop();
        var facts = await UnfinishedAsync(export, 0, 1) with { Objects = [] };

        var rows = (await PlanAsync(export, facts)).Steps.Single(step => step.Phase == LoadPhase.Rows).Rows!;

        Assert.Equal((true, 2), (rows.StartsAnew, rows.Chunks.Count));
    }

    [Fact]
    public async Task HalfLoadedTableThatCannotRollBackStartsAnew()
    {
        var export = new MemoryExport().Database("shop").Table("orders", "CREATE TABLE `orders` (`id` int) ENGINE=MyISAM", "id", "1\n", "2\n");
        var rows = (await PlanAsync(export, await UnfinishedAsync(export, 0))).Steps.Single(step => step.Phase == LoadPhase.Rows).Rows!;

        Assert.Equal((true, 2, 0), (rows.StartsAnew, rows.Chunks.Count, rows.ChunksDone));
    }

    [Fact]
    public async Task WholeTableThatCannotRollBackStays()
    {
        var export = new MemoryExport().Database("shop").Table("orders", "CREATE TABLE `orders` (`id` int) ENGINE=MyISAM", "id", "1\n", "2\n");
        var rows = (await PlanAsync(export, await UnfinishedAsync(export, 0, 1))).Steps.Single(step => step.Phase == LoadPhase.Rows).Rows!;

        Assert.Equal((false, 0), (rows.StartsAnew, rows.Chunks.Count));
    }

    [Fact]
    public async Task SmallTableKeepsItsIndexesAndLosesItsForeignKeysUntilLater()
    {
        const string Definition = "CREATE TABLE `t` (`a` int, KEY `k` (`a`), CONSTRAINT `fk` FOREIGN KEY (`a`) REFERENCES `p` (`a`)) ENGINE=InnoDB";

        var plan = await PlanAsync(new MemoryExport().Database("shop").Table("t", Definition, "a", "1\n"));

        var create = plan.Steps.Single(step => step.Phase == LoadPhase.Tables).Statements[0];
        Assert.Contains("KEY `k`", create, StringComparison.Ordinal);
        Assert.DoesNotContain("FOREIGN", create, StringComparison.Ordinal);
        Assert.Equal(["fk"], plan.Steps.Single(step => step.Phase == LoadPhase.ForeignKeys).ForeignKeys.Select(key => key.Name));
    }

    [Fact]
    public async Task DefinitionsAloneLoadNoRows()
    {
        var plan = await PlanAsync(Shop(), options: Options with { Content = ExportContent.Schema });

        Assert.DoesNotContain(plan.Steps, step => step.Phase is LoadPhase.Rows or LoadPhase.Statistics);
    }

    [Theory]
    [InlineData(GtidPurgedAction.Auto, true, "", true)]
    [InlineData(GtidPurgedAction.Auto, false, "", false)]
    [InlineData(GtidPurgedAction.Auto, true, "x:1", false)]
    [InlineData(GtidPurgedAction.Append, false, "x:1", true)]
    [InlineData(GtidPurgedAction.Off, true, "", false)]
    public async Task GtidSetIsAddedOnlyWhereItTellsTheTruth(GtidPurgedAction action, bool isWhole, string executed, bool isAdded)
    {
        var export = Shop();
        export.GtidExecuted = Set;
        export.IsWholeServer = isWhole;

        var plan = await PlanAsync(export, Empty with { GtidExecuted = executed }, Options with { GtidPurged = action });

        Assert.Equal(isAdded ? Set : null, plan.GtidSet);
    }

    [Fact]
    public async Task PartOfAnExportNeverClaimsItsGtidSetUnasked()
    {
        var export = Shop();
        export.GtidExecuted = Set;
        export.IsWholeServer = true;

        var plan = await PlanAsync(export, options: Options with { Selection = new CatalogSelection { ExcludedTables = ["nothing"] } });

        Assert.Null(plan.GtidSet);
        Assert.Contains(plan.Remarks, remark => remark.Contains("gtid_purged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ConnectedAndExistingAccountsStay()
    {
        var export = Shop().Accounts("CREATE USER IF NOT EXISTS `loader`@`%`;\nCREATE USER IF NOT EXISTS `old`@`%`;\nCREATE USER IF NOT EXISTS `new`@`%`;\nGRANT SELECT ON *.* TO `old`@`%`;\nGRANT SELECT ON *.* TO `new`@`%`;\n");

        var plan = await PlanAsync(export, Empty with { Accounts = new HashSet<string> { "'old'@'%'" } }, Options with { IncludeUser = true });

        Assert.Equal(["Create account 'new'@'%'", "Grant to 'new'@'%'"], plan.Steps.Where(step => step.Phase == LoadPhase.Accounts).Select(step => step.ToString()));
        Assert.Contains("'old'@'%'", Assert.Single(plan.Notes), StringComparison.Ordinal);
        Assert.Contains(plan.Remarks, remark => remark.Contains("'loader'@'%'", StringComparison.Ordinal));
    }
}
