using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Servers;
using MySqlOps.Engine.Tests.Compare.Sync;

namespace MySqlOps.Engine.ServerTests.Compare.Sync;

/// <summary>Definitions that are changed.</summary>
[Collection(ServerCollection.Name)]
public sealed class DefinitionSyncTests(ServerFixture servers) : IAsyncLifetime
{
    private readonly SyncScene _scene = new(servers.Server);

    public Task InitializeAsync() => _scene.PrepareAsync(
        "CREATE TABLE shop.p (id INT PRIMARY KEY)",
        "CREATE TABLE shop.t (id INT PRIMARY KEY, u INT, CONSTRAINT f FOREIGN KEY (u) REFERENCES shop.p (id))",
        "CREATE TABLE shop.old (id INT PRIMARY KEY)",
        "CREATE TABLE shop.before_rename (id INT PRIMARY KEY)",
        "CREATE VIEW shop.old_view AS SELECT id FROM shop.old",
        "CREATE PROCEDURE shop.old_procedure() SELECT 1",
        "CREATE TRIGGER shop.old_trigger BEFORE INSERT ON shop.t FOR EACH ROW SET NEW.u = NULL",
        "CREATE EVENT shop.old_event ON SCHEDULE EVERY 1 YEAR STARTS '2099-01-01 00:00:00' DO DO 1");

    public async Task DisposeAsync()
    {
        await _scene.DisposeAsync();
        await _scene.RunAsync("DROP DATABASE IF EXISTS new_shop", "DROP DATABASE IF EXISTS old_shop", "DROP USER IF EXISTS sync_test@localhost");
    }

    [Fact]
    public async Task EveryKindOfStatementIsRunInItsOrder()
    {
        await _scene.RunAsync("CREATE DATABASE old_shop");
        MySqlDifference[] differences =
        [
            Database(ChangeStage.DropDatabases, "old_shop", "DROP DATABASE `old_shop`"),
            Statement(ComparedObject.Account, ChangeStage.Accounts, "sync_test", "CREATE USER sync_test@localhost ACCOUNT LOCK"),
            Statement(ComparedObject.Event, ChangeStage.CreatePrograms, "e", "CREATE EVENT `shop`.`e` ON SCHEDULE EVERY 1 YEAR STARTS '2099-01-01 00:00:00' DO BEGIN DO 1; DO 2; END"),
            Statement(ComparedObject.Trigger, ChangeStage.CreatePrograms, "g", "CREATE TRIGGER `shop`.`g` AFTER INSERT ON `shop`.`n` FOR EACH ROW BEGIN DO 1; END", "SET SESSION sql_mode = 'ANSI_QUOTES'"),
            Statement(ComparedObject.View, ChangeStage.CreateViews, "v", "CREATE OR REPLACE VIEW `shop`.`v` AS SELECT `shop`.`one`() AS a FROM `shop`.`n`"),
            Handmade.Definition(ComparedObject.Table, new ObjectName("shop", "t"), servers.Server, null, Alter("DROP FOREIGN KEY `f`", ChangeStage.DropForeignKeys), Alter("ADD CONSTRAINT `f2` FOREIGN KEY (`u`) REFERENCES `shop`.`n` (`id`)", ChangeStage.AddForeignKeys)),
            Handmade.Row(SyncScene.Change(["id", "u", "added"], null, ["1", "7", "8"]), servers.Server),
            Handmade.Row(Handmade.Change(new ObjectName("shop", "n"), ["id"], [0], null, ["7"]), servers.Server),
            Statement(ComparedObject.Table, ChangeStage.AlterPartitions, "renamed", "ALTER TABLE `shop`.`renamed` PARTITION BY HASH (`id`) PARTITIONS 3"),
            Handmade.Clause("t", "ADD COLUMN `added` INT", server: servers.Server),
            Handmade.Clause("t", "COMMENT 'of two clauses'", order: 9, server: servers.Server),
            Statement(ComparedObject.Table, ChangeStage.CreateTables, "n", "CREATE TABLE `shop`.`n` (`id` INT PRIMARY KEY)"),
            Statement(ComparedObject.Function, ChangeStage.CreateRoutines, "one", "CREATE FUNCTION `shop`.`one`() RETURNS INT NO SQL BEGIN RETURN 1; END"),
            Statement(ComparedObject.Table, ChangeStage.RenameTables, "before_rename", "RENAME TABLE `shop`.`before_rename` TO `shop`.`renamed`"),
            Statement(ComparedObject.Table, ChangeStage.DropTables, "old", "DROP TABLE `shop`.`old`"),
            Statement(ComparedObject.View, ChangeStage.DropViewsAndRoutines, "old_view", "DROP VIEW `shop`.`old_view`"),
            Statement(ComparedObject.Procedure, ChangeStage.DropViewsAndRoutines, "old_procedure", "DROP PROCEDURE `shop`.`old_procedure`"),
            Statement(ComparedObject.Trigger, ChangeStage.DropPrograms, "old_trigger", "DROP TRIGGER `shop`.`old_trigger`"),
            Statement(ComparedObject.Event, ChangeStage.DropPrograms, "old_event", "DROP EVENT `shop`.`old_event`"),
            Database(ChangeStage.Databases, "new_shop", "CREATE DATABASE `new_shop`"),
        ];

        var steps = await _scene.SyncAsync(SyncScene.Options, differences);

        Assert.Equal("Applied 20", SyncScene.Sum(steps));
        Assert.Equal("n,p,renamed,t,v", await _scene.TextAsync("SELECT GROUP_CONCAT(TABLE_NAME ORDER BY TABLE_NAME) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'shop'"));
        Assert.Equal("1 7 8", await _scene.RowsAsync("id", "u", "added"));
        Assert.Equal("of two clauses", await _scene.TextAsync("SELECT TABLE_COMMENT FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'shop' AND TABLE_NAME = 't'"));
        Assert.Equal("f2", await _scene.TextAsync("SELECT GROUP_CONCAT(CONSTRAINT_NAME) FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = 'shop'"));
        Assert.Equal("g ANSI_QUOTES", await _scene.TextAsync("SELECT GROUP_CONCAT(TRIGGER_NAME, ' ', SQL_MODE) FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = 'shop'"));
        Assert.Equal("1", await _scene.TextAsync("SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME IN ('new_shop', 'old_shop')"));
        Assert.Equal("1", await _scene.TextAsync("SELECT a FROM shop.v"));
    }

    [Fact]
    public async Task StatementThatTheServerRefusesFailsAloneAndNamesItsObject()
    {
        var steps = await _scene.SyncAsync(SyncScene.Options, Handmade.Clause("p", "ADD COLUMN `id` INT", server: servers.Server), Handmade.Clause("old", "COMMENT 'x'", server: servers.Server));

        Assert.Equal("Applied 1, Failed 1", SyncScene.Sum(steps));
        var failed = Assert.Single(steps, step => step.Status == SyncStatus.Failed);
        Assert.Equal(("p", ErrorId.QueryFailed), (failed.Name, failed.Error));
        Assert.StartsWith("Alter table shop.p: ", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondHalfOfADifferenceIsNotDoneWhenTheFirstFailed()
    {
        var difference = Handmade.Definition(ComparedObject.Table, new ObjectName("shop", "t"), servers.Server, null, Alter("DROP FOREIGN KEY `nothing`", ChangeStage.DropForeignKeys), Alter("DROP COLUMN `u`", ChangeStage.AlterTables));

        var steps = await _scene.SyncAsync(SyncScene.Options, difference);

        Assert.Equal("Refused 1, Failed 1", SyncScene.Sum(steps));
    }

    [Fact]
    public async Task WhatFailedIsTriedAgainAndWhatWasDoneIsNot()
    {
        MySqlDifference[] differences = [Statement(ComparedObject.Table, ChangeStage.CreateTables, "n", "CREATE TABLE `shop`.`n` (`id` INT PRIMARY KEY)"), Statement(ComparedObject.View, ChangeStage.CreateViews, "v", "CREATE VIEW `shop`.`v` AS SELECT missing FROM `shop`.`n`")];
        var first = await _scene.SyncAsync(SyncScene.Options, differences);
        await _scene.RunAsync("ALTER TABLE shop.n ADD COLUMN missing INT");

        var second = await _scene.SyncAsync(SyncScene.Options, differences);

        Assert.Equal(("Applied 1, Failed 1", "Applied 1, Skipped 1"), (SyncScene.Sum(first), SyncScene.Sum(second)));
        Assert.Equal("Finished", await _scene.TextAsync("SELECT GROUP_CONCAT(state) FROM mysqlops.sync_run"));
    }

    [Fact]
    public async Task StatementThatWasDoneBeforeItCouldBeRecordedIsNotAFailure()
    {
        MySqlDifference[] differences = [Statement(ComparedObject.Table, ChangeStage.CreateTables, "n", "CREATE TABLE `shop`.`n` (`id` INT PRIMARY KEY)"), Statement(ComparedObject.View, ChangeStage.CreateViews, "v", "CREATE VIEW `shop`.`v` AS SELECT missing FROM `shop`.`n`")];
        await _scene.SyncAsync(SyncScene.Options, differences);
        await _scene.RunAsync("UPDATE mysqlops.sync_step SET state = 'Begun'");

        var again = await _scene.SyncAsync(SyncScene.Options, differences);

        Assert.Equal("Skipped 1, Failed 1", SyncScene.Sum(again));
    }

    [Fact]
    public async Task ServerTellsWhatTheStatementLost()
    {
        await _scene.RunAsync("INSERT INTO shop.p VALUES (300)");

        var steps = await _scene.SyncAsync(SyncScene.Options, Statement(ComparedObject.Table, ChangeStage.AlterTables, "p", "ALTER TABLE `shop`.`p` MODIFY `id` TINYINT"));

        Assert.Equal("Failed 1", SyncScene.Sum(steps));
    }

    [Fact]
    public async Task SizesOfTablesAreThoseOfTheirFiles()
    {
        var drop = Handmade.Clause("p", "DROP COLUMN `x`", destroys: "Values.", server: servers.Server);

        var large = await _scene.PlanAsync(SyncScene.Options with { SafeBelowBytes = 1000 }, drop);
        var small = await _scene.PlanAsync(SyncScene.Options with { SafeBelowBytes = 10_000_000 }, drop);

        Assert.Equal(ErrorId.SyncDestructive, Assert.Single(large.Refusals).Id);
        Assert.Empty(small.Refusals);
    }

    private static ChangePart Alter(string clause, ChangeStage stage) => Handmade.Alter("t", clause, stage: stage);

    private MySqlDifference Statement(ComparedObject type, ChangeStage stage, string name, string statement, params string[] settings) => _scene.Statement(type, stage, name, statement, settings);

    private MySqlDifference Database(ChangeStage stage, string name, string statement) => Handmade.Definition(
        ComparedObject.Database,
        new ObjectName(name, name),
        servers.Server,
        null,
        Handmade.Part(stage, name, statement));
}
