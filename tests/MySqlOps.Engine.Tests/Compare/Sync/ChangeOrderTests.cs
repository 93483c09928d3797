using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Sync;

namespace MySqlOps.Engine.Tests.Compare.Sync;

/// <summary>The order of statements on definitions.</summary>
public sealed class ChangeOrderTests
{
    [Fact]
    public void StagesComeInTheirOrder()
    {
        var order = ChangeOrder.Of(Enum.GetValues<ChangeStage>().Reverse().Select(stage => Handmade.Part(stage, $"{stage}", $"{stage}")));

        Assert.Equal(Enum.GetNames<ChangeStage>(), order.Statements.Select(statement => statement.Statement));
    }

    [Fact]
    public void WhatIsNeededComesFirst()
    {
        var order = ChangeOrder.Of(
        [
            Handmade.Part(ChangeStage.CreateViews, "a", "a", "b"),
            Handmade.Part(ChangeStage.CreateViews, "b", "b", "c"),
            Handmade.Part(ChangeStage.CreateViews, "c", "c"),
        ]);

        Assert.Equal(["c", "b", "a"], order.Statements.Select(statement => statement.Statement));
        Assert.Empty(order.Cycles);
    }

    [Fact]
    public void WhatNeedsNothingStaysWhereItCame()
    {
        var order = ChangeOrder.Of([.. "dbca".Select(name => Handmade.Part(ChangeStage.CreateTables, $"{name}", $"{name}"))]);

        Assert.Equal(["d", "b", "c", "a"], order.Statements.Select(statement => statement.Statement));
    }

    [Fact]
    public void CycleIsNamedAndCut()
    {
        var order = ChangeOrder.Of(
        [
            Handmade.Part(ChangeStage.CreateViews, "a", "a", "b"),
            Handmade.Part(ChangeStage.CreateViews, "b", "b", "c"),
            Handmade.Part(ChangeStage.CreateViews, "c", "c", "a"),
            Handmade.Part(ChangeStage.CreateViews, "d", "d"),
        ]);

        Assert.Equal(4, order.Statements.Count);
        var cycle = Assert.Single(order.Cycles);
        Assert.Equal(["shop.a", "shop.b", "shop.c"], cycle.Split(", ").Order());
    }

    [Fact]
    public void ClausesOfOneTableAreOneStatementInTheirOrder()
    {
        var order = ChangeOrder.Of([Handmade.Alter("t", "ADD COLUMN `b` INT", 2), Handmade.Alter("other", "ADD COLUMN `x` INT"), Handmade.Alter("t", "DROP COLUMN `a`", 1)]);

        Assert.Equal(["ALTER TABLE `shop`.`t` DROP COLUMN `a`, ADD COLUMN `b` INT", "ALTER TABLE `shop`.`other` ADD COLUMN `x` INT"], order.Statements.Select(statement => statement.Statement));
    }

    [Fact]
    public void ClausesOfTwoStagesStayApart()
    {
        var order = ChangeOrder.Of([Handmade.Alter("t", "ADD CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `p` (`a`)", stage: ChangeStage.AddForeignKeys), Handmade.Alter("t", "DROP COLUMN `b`")]);

        Assert.Equal(2, order.Statements.Count);
        Assert.StartsWith("ALTER TABLE `shop`.`t` DROP", order.Statements[0].Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void ClausesUnderDifferentSettingsStayApart()
    {
        var order = ChangeOrder.Of([Handmade.Alter("t", "ADD COLUMN `a` INT"), Handmade.Alter("t", "ADD COLUMN `b` INT") with { Settings = ["SET SESSION sql_mode = ''"] }]);

        Assert.Equal(2, order.Statements.Count);
    }

    [Fact]
    public void JoinedStatementNeedsWhatItsClausesNeed()
    {
        var needing = Handmade.Alter("t", "ADD COLUMN `b` INT") with { Needs = [new ObjectName("shop", "later")] };
        var order = ChangeOrder.Of([Handmade.Alter("t", "ADD COLUMN `a` INT"), needing, Handmade.Alter("later", "ADD COLUMN `x` INT")]);

        Assert.Equal(["later", "t"], order.Statements.Select(statement => statement.Object.Name));
    }

    [Fact]
    public void LongChainIsNoTrouble()
    {
        var order = ChangeOrder.Of([.. Enumerable.Range(0, 20_000).Select(i => Handmade.Part(ChangeStage.CreateViews, $"v{i}", $"{i}", $"v{i + 1}"))]);

        Assert.Equal("19999", order.Statements[0].Statement);
    }
}
