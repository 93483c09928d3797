using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Compare.Sync;

/// <summary>How the changes of rows of several tables are planned.</summary>
public sealed class RowsPlannerTests
{
    private static readonly ForeignKeyFacts ChildToParent = new("f", Name("child"), Name("parent"), [("p", "id")]);

    [Fact]
    public void RowsOfChildrenGoFirstAndThoseOfParentsComeFirst()
    {
        var plan = Plan(
            Handmade.Facts with { ForeignKeys = [ChildToParent] },
            new SyncOptions(),
            Handmade.Change("child", ["1"], null),
            Handmade.Change("child", null, ["2"]),
            Handmade.Change("parent", ["1"], null),
            Handmade.Change("parent", null, ["2"]));

        Assert.Equal(["Delete 1 row of shop.child", "Delete 1 row of shop.parent", "Insert 1 row of shop.parent", "Insert 1 row of shop.child"], plan.Steps.Select(step => step.Action));
    }

    [Fact]
    public void TablesThatHaveNothingToDoWithEachOtherAreOneStepEach()
    {
        var plan = Plan(Handmade.Facts, new SyncOptions(), Handmade.Change("a", ["1"], null), Handmade.Change("a", null, ["2"]), Handmade.Change("b", ["1"], null));

        Assert.Equal(["Delete 1 row, insert 1 row of shop.a", "Delete 1 row of shop.b"], plan.Steps.Select(step => step.Action));
    }

    [Fact]
    public void TableThatRefersToItselfIsOneStep()
    {
        var self = new ForeignKeyFacts("f", Name("t"), Name("t"), [("p", "id")]);

        Assert.Single(Plan(Handmade.Facts with { ForeignKeys = [self] }, new SyncOptions(), Handmade.Change("t", ["1"], null), Handmade.Change("t", null, ["2"])).Steps);
    }

    [Fact]
    public void SwapCountsAsTwoRows()
    {
        var facts = Handmade.Facts with { Traits = new Dictionary<ObjectName, RowTraits> { [Name("t")] = Handmade.UniqueU } };

        var plan = Plan(facts, new SyncOptions(), Handmade.Change("t", ["1", "1"], ["1", "2"]), Handmade.Change("t", ["2", "2"], ["2", "1"]));

        Assert.Equal("Update 2 rows of shop.t", Assert.Single(plan.Steps).Action);
    }

    [Fact]
    public void WhatTheServerSaysOfATableGoesWithItsChanges()
    {
        var traits = new RowTraits { AutoUpdated = new HashSet<string> { "v" } };
        var facts = Handmade.Facts with { Traits = new Dictionary<ObjectName, RowTraits> { [Name("t")] = traits } };

        var plan = Plan(facts, new SyncOptions(), Handmade.Change("t", ["1", "1", "5"], ["1", "2", "5"]));

        Assert.Contains("`v` = `v`", Assert.Single(plan.Steps).Sql, StringComparison.Ordinal);
    }

    [Fact]
    public void RowsThatWouldFireATriggerAreRefusedOncePerTable()
    {
        var plan = Plan(Handmade.Facts with { Triggers = [Trigger("INSERT")] }, new SyncOptions(), Handmade.Change("t", null, ["1"]), Handmade.Change("t", null, ["2"]), Handmade.Change("other", null, ["1"]));

        var refusal = Assert.Single(plan.Refusals);
        Assert.Equal(ErrorId.SyncTriggersExist, refusal.Id);
        Assert.Contains("2 rows of shop.t", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("Insert 1 row of shop.other", Assert.Single(plan.Steps).Action);
    }

    [Fact]
    public void TriggerOfAnotherEventDoesNotMatter()
    {
        var plan = Plan(Handmade.Facts with { Triggers = [Trigger("INSERT")] }, new SyncOptions(), Handmade.Change("t", ["1", "1"], ["1", "2"]));

        Assert.Empty(plan.Refusals);
        Assert.Equal(["DELETE", "UPDATE"], ((RowsStep)Assert.Single(plan.Steps)).Events.Order());
    }

    [Fact]
    public void SwapFiresTheTriggersOfDeleteAndInsert()
    {
        var facts = Handmade.Facts with { Triggers = [Trigger("DELETE")], Traits = new Dictionary<ObjectName, RowTraits> { [Name("t")] = Handmade.UniqueU } };

        Assert.Single(Plan(facts, new SyncOptions(), Handmade.Change("t", ["1", "1"], ["1", "2"]), Handmade.Change("t", ["2", "2"], ["2", "1"])).Refusals);
    }

    [Fact]
    public void TriggersAreDroppedWhenAsked()
    {
        var plan = Plan(Handmade.Facts with { Triggers = [Trigger("INSERT"), Trigger("DELETE")] }, new SyncOptions { TriggerAction = SyncTriggerAction.Drop }, Handmade.Change("t", null, ["1"]));

        var step = (RowsStep)Assert.Single(plan.Steps);
        Assert.Equal("on_INSERT", Assert.Single(step.Triggers).Name.Name);
        Assert.Contains("on_INSERT", step.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TriggerThatWouldComeOutOtherwiseIsNotDropped()
    {
        var plan = Plan(Handmade.Facts with { Triggers = [Trigger("INSERT") with { IsOfOtherCollation = true }] }, new SyncOptions { TriggerAction = SyncTriggerAction.Drop }, Handmade.Change("t", null, ["1"]));

        Assert.Equal(ErrorId.SyncTriggersExist, Assert.Single(plan.Refusals).Id);
    }

    [Fact]
    public void TriggersFireWhenAsked()
    {
        var plan = Plan(Handmade.Facts with { Triggers = [Trigger("INSERT")] }, new SyncOptions { TriggerAction = SyncTriggerAction.Fire }, Handmade.Change("t", null, ["1"]));

        Assert.Empty(plan.Refusals);
        Assert.Empty(((RowsStep)Assert.Single(plan.Steps)).Triggers);
    }

    [Fact]
    public void TriggerThatThePlanDropsDoesNotFire()
    {
        var drop = Handmade.Definition(MySqlOps.Engine.Compare.ComparedObject.Trigger, new ObjectName("shop", "on_INSERT"), null, null, Handmade.Part(ChangeStage.DropPrograms, "on_INSERT", "DROP TRIGGER `shop`.`on_INSERT`"));

        var plan = SyncPlanner.Plan([Handmade.Row(Handmade.Change("t", null, ["1"])), drop], Handmade.Facts with { Triggers = [Trigger("INSERT")] }, new SyncOptions());

        Assert.Empty(plan.Refusals);
    }

    [Fact]
    public void TriggerThatIsRestoredFirstWouldFire()
    {
        var plan = Plan(Handmade.Facts with { KeptTriggers = [SyncPlannerTests.Kept("kept", "INSERT")] }, new SyncOptions(), Handmade.Change("t", null, ["1"]));

        Assert.Equal(ErrorId.SyncTriggersExist, Assert.Single(plan.Refusals).Id);
    }

    [Fact]
    public void TriggerThatIsRestoredFirstIsDroppedAgainWhenAsked()
    {
        var plan = Plan(Handmade.Facts with { KeptTriggers = [SyncPlannerTests.Kept("kept", "INSERT")] }, new SyncOptions { TriggerAction = SyncTriggerAction.Drop }, Handmade.Change("t", null, ["1"]));

        Assert.Equal("kept", Assert.Single(Assert.IsType<RowsStep>(plan.Steps[1]).Triggers).Name.Name);
    }

    [Fact]
    public void EngineWithoutTransactionsIsNoted()
    {
        var facts = Handmade.Facts with { Traits = new Dictionary<ObjectName, RowTraits> { [Name("t")] = new RowTraits { IsTransactional = false } } };

        Assert.Contains("shop.t", Assert.Single(Plan(facts, new SyncOptions(), Handmade.Change("t", null, ["1"])).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void TransactionsHaveTheirSize()
    {
        var plan = Plan(Handmade.Facts, new SyncOptions { MaxTransactionRows = 2 }, [.. Enumerable.Range(0, 5).Select(i => Handmade.Change("t", null, [$"{i}"]))]);

        Assert.Equal([2, 2, 1], ((RowsStep)Assert.Single(plan.Steps)).Batches.Select(batch => batch.Count));
    }

    private static ObjectName Name(string table) => new("shop", table);

    private static TriggerFacts Trigger(string manipulation) => new()
    {
        Name = Name($"on_{manipulation}"),
        Table = Name("t"),
        Event = manipulation,
        Definition = SyncPlannerTests.Kept($"on_{manipulation}", manipulation),
    };

    private static SyncPlan Plan(SyncFacts facts, SyncOptions options, params RowChange[] changes) => SyncPlanner.Plan([.. changes.Select(change => Handmade.Row(change))], facts, options);
}
