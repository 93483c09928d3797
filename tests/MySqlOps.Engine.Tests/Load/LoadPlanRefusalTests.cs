using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.Load.Plan;
using static MySqlOps.Engine.Tests.Load.PlanScene;

namespace MySqlOps.Engine.Tests.Load;

/// <summary>What a load refuses before it begins.</summary>
public sealed class LoadPlanRefusalTests
{
    [Fact]
    public async Task NewerFormatIsRefused()
    {
        var export = Shop();
        export.FormatVersion++;

        Assert.Equal(ErrorId.ExportUnsupported, Refusal(await PlanAsync(export)).Id);
    }

    [Fact]
    public async Task ReadOnlyServerIsRefused()
    {
        Assert.Equal(ErrorId.LoadTargetReadOnly, Refusal(await PlanAsync(Shop(), Empty with { ReadOnlyVariable = "super_read_only" })).Id);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task ReplicaIsRefusedUnlessAllowed(bool allowed, int refusals)
    {
        var plan = await PlanAsync(Shop(), Empty with { Channels = [""] }, Options with { AllowReplica = allowed });

        Assert.Equal(refusals, plan.Refusals.Count(refusal => refusal.Id == ErrorId.LoadTargetIsReplica));
    }

    [Theory]
    [InlineData("`a` int COLLATE utf8mb4_new_ci", "utf8mb4_new_ci")]
    [InlineData("`a` varchar(9) CHARACTER SET klingon", "klingon")]
    [InlineData("`a` int) ENGINE=ROCKSDB (", "ROCKSDB")]
    public async Task WhatTheServerLacksIsNamed(string column, string lacking)
    {
        var definition = column.Contains(" (", StringComparison.Ordinal) ? "CREATE TABLE `t` (`a` int) ENGINE=ROCKSDB" : $"CREATE TABLE `t` ({column}) ENGINE=InnoDB";

        var refusal = Refusal(await PlanAsync(new MemoryExport().Database("shop").Table("t", definition, "a")));

        Assert.Equal(ErrorId.LoadTargetLacksFeature, refusal.Id);
        Assert.Contains(lacking, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("shop.t", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherEngineMakesUpForOneThatLacks()
    {
        var plan = await PlanAsync(new MemoryExport().Database("shop").Table("t", "CREATE TABLE `t` (`a` int) ENGINE=ROCKSDB", "a"), options: Options with { Engine = "InnoDB" });

        Assert.Empty(plan.Refusals);
        Assert.Contains("ENGINE=InnoDB", plan.Steps.Single(step => step.Phase == LoadPhase.Tables).Statements[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task DatabaseCollationThatLacksIsNamed()
    {
        var plan = await PlanAsync(new MemoryExport().Database("shop", "/*!40100 DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_new_ci */"));

        Assert.Contains("database shop", Refusal(plan).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("`a` int", 1)]
    [InlineData("`a` int, PRIMARY KEY (`a`)", 0)]
    [InlineData("`a` int NOT NULL, UNIQUE KEY `u` (`a`)", 1)]
    public async Task KeylessTableIsRefusedWhereKeysAreDemanded(string columns, int refusals)
    {
        var plan = await PlanAsync(new MemoryExport().Database("shop").Table("t", $"CREATE TABLE `t` ({columns}) ENGINE=InnoDB", "a"), Empty with { RequiresPrimaryKey = true });

        Assert.Equal(refusals, plan.Refusals.Count(refusal => refusal.Id == ErrorId.LoadKeyRequired));
    }

    [Fact]
    public async Task NamesThatOnlyCaseTellsApartCollide()
    {
        var export = new MemoryExport().Database("shop").Table("T", "CREATE TABLE `T` (`a` int)", "a").Table("t", "CREATE TABLE `t` (`a` int)", "a");

        Assert.Equal(ErrorId.LoadNameCollision, Refusal(await PlanAsync(export, Empty with { LowerCaseTableNames = 2 })).Id);
        Assert.Empty((await PlanAsync(export)).Refusals);
    }

    [Fact]
    public async Task CapitalsThatGetLostAreRefused()
    {
        var export = new MemoryExport().Database("shop").Table("Orders", "CREATE TABLE `Orders` (`a` int)", "a");

        Assert.Equal(ErrorId.LoadNameCaseLost, Refusal(await PlanAsync(export, Empty with { LowerCaseTableNames = 1 })).Id);
    }

    [Theory]
    [InlineData("other")]
    [InlineData("mysql")]
    [InlineData("MYSQLOPS")]
    public async Task RenamedDatabaseMustNotCollide(string newName)
    {
        var plan = await PlanAsync(Shop().Database("other"), options: Options with { RenamedDatabases = Rename("shop", newName) });

        Assert.Equal(ErrorId.LoadNameCollision, plan.Refusals[0].Id);
    }

    [Fact]
    public async Task ExistingTableIsRefusedByName()
    {
        var refusal = Refusal(await PlanAsync(Shop(), Holding("TABLE", "orders")));

        Assert.Equal(ErrorId.LoadObjectExists, refusal.Id);
        Assert.Contains("shop.orders", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ViewInTheTablesPlaceIsNeverReplaced()
    {
        var plan = await PlanAsync(Shop(), Holding("VIEW", "orders"), Options with { IfExists = ExistingObjects.Replace });

        Assert.Equal(ErrorId.LoadObjectExists, Refusal(plan).Id);
    }

    [Theory]
    [InlineData(ExistingObjects.Error, true)]
    [InlineData(ExistingObjects.Skip, true)]
    [InlineData(ExistingObjects.Replace, false)]
    public async Task ChangedExportIsRefusedUnlessItReplaces(ExistingObjects ifExists, bool isRefused)
    {
        var facts = await UnfinishedAsync(Shop(), 0);

        var plan = await PlanAsync(Shop(), facts, Options with { IfExists = ifExists });

        Assert.Equal(isRefused, plan.Refusals is [{ Id: ErrorId.LoadExportChanged }, ..]);
        Assert.Equal(isRefused ? [] : [7L], plan.Abandoned);
        Assert.Null(plan.Resumed);
    }

    [Fact]
    public async Task NameThatTheExportLacksIsRefused()
    {
        var plan = await PlanAsync(Shop(), options: Options with { Selection = new CatalogSelection { Tables = ["nowhere"] } });

        Assert.Equal(ErrorId.TableMissing, Refusal(plan).Id);
    }
}
