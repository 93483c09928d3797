using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Compare.Sync;

/// <summary>What a plan does and refuses.</summary>
public sealed class SyncPlannerTests
{
    private static readonly ObjectName Table = new("shop", "t");

    [Fact]
    public void ReadOnlyServerIsRefused()
    {
        var plan = Plan(Handmade.Facts with { ReadOnlyVariable = "super_read_only" }, Handmade.Clause("t", "COMMENT 'x'"));

        Assert.Equal(ErrorId.SyncTargetReadOnly, Assert.Throws<MySqlOpsException>(plan.ThrowIfRefused).Id);
    }

    [Fact]
    public void ReplicaIsRefusedAndItsSourceNamed()
    {
        var plan = Plan(Handmade.Facts with { Sources = ["primary:3306"] }, Handmade.Clause("t", "COMMENT 'x'"));

        var error = Assert.Throws<MySqlOpsException>(plan.ThrowIfRefused);
        Assert.Equal(ErrorId.SyncTargetIsReplica, error.Id);
        Assert.Contains("primary:3306: the change belongs on its source", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReplicaIsChangedWhenAllowed()
    {
        SyncPlanner.Plan([Handmade.Clause("t", "COMMENT 'x'")], Handmade.Facts with { Sources = ["primary:3306"] }, new SyncOptions { AllowReplica = true }).ThrowIfRefused();
    }

    [Fact]
    public void UnknownRoleIsNoted()
    {
        Assert.Contains("may not see whether", Assert.Single(Plan(Handmade.Facts with { Sources = null }, Handmade.Clause("t", "COMMENT 'x'")).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void SkippingTheBinaryLogWithoutTheRightIsRefused()
    {
        var plan = SyncPlanner.Plan([Handmade.Clause("t", "COMMENT 'x'")], Handmade.Facts with { MaySkipBinLog = false }, new SyncOptions { SkipBinLog = true });

        Assert.Equal(ErrorId.PrivilegeMissing, Assert.Throws<MySqlOpsException>(plan.ThrowIfRefused).Id);
    }

    [Fact]
    public void DifferenceWithoutSqlIsRefusedByName()
    {
        var plan = Plan(Handmade.Facts, Handmade.Clause("odd", "x") with { Forward = null, Unsupported = "Its definition can't be reproduced." }, Handmade.Clause("t", "COMMENT 'x'"));

        var refusal = Assert.Single(plan.Refusals);
        Assert.Equal(ErrorId.SyncUnsupported, refusal.Id);
        Assert.Equal("The table shop.odd can't be changed: Its definition can't be reproduced.", refusal.Message);
        Assert.Single(plan.Steps);
        plan.ThrowIfRefused();
    }

    [Fact]
    public void FolderIsNotChanged()
    {
        Assert.Equal(ErrorId.SyncUnsupported, Assert.Single(Plan(Handmade.Facts, Handmade.Clause("t", "COMMENT 'x'") with { Server = null }).Refusals).Id);
    }

    [Fact]
    public void DifferenceOfAnotherServerIsRefused()
    {
        var other = Handmade.Server with { Host = "other" };

        Assert.Contains("on other:3306 and not on target:3306", Assert.Single(Plan(Handmade.Facts, Handmade.Clause("t", "COMMENT 'x'") with { Server = other }).Refusals).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DifferencesOfSeveralServersArePlannedApart()
    {
        var other = Handmade.Server with { Host = "other" };
        var groups = Synchronizer.ByServer([Handmade.Clause("a", "x"), Handmade.Clause("b", "x") with { Server = other }, Handmade.Clause("c", "x")]);

        Assert.Equal(["target:a,c", "other:b"], groups.Select(group => $"{group.Server!.Host}:{string.Join(',', group.Differences.Select(difference => difference.Name))}"));
    }

    [Fact]
    public void DestructiveChangeIsRefusedAndSaysWhatWouldBeLost()
    {
        var refusal = Assert.Single(Plan(Handmade.Facts, Handmade.Clause("t", "DROP COLUMN `a`", destroys: "The values of column a.")).Refusals);

        Assert.Equal(ErrorId.SyncDestructive, refusal.Id);
        Assert.Contains("The values of column a.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DestructiveChangeIsMadeWhenAllowed()
    {
        var plan = SyncPlanner.Plan([Handmade.Clause("t", "DROP COLUMN `a`", destroys: "The values of column a.")], Handmade.Facts, new SyncOptions { AllowDestructive = true });

        Assert.Empty(plan.Refusals);
        Assert.Equal("The values of column a.", Assert.Single(plan.Steps).Destroys);
    }

    [Theory]
    [InlineData(1000L, true)]
    [InlineData(1001L, false)]
    [InlineData(null, false)]
    public void DestructiveChangeOfASmallTableIsMadeBelowTheSafeSize(long? size, bool isMade)
    {
        var facts = Handmade.Facts with { Sizes = size is { } bytes ? new Dictionary<ObjectName, long> { [Table] = bytes } : [] };

        var plan = SyncPlanner.Plan([Handmade.Clause("t", "DROP COLUMN `a`", destroys: "Values.")], facts, new SyncOptions { SafeBelowBytes = 1000 });

        Assert.Equal(isMade, plan.Refusals.Count == 0);
    }

    [Fact]
    public void DatabaseIsAsLargeAsItsTables()
    {
        var drop = Handmade.Definition(ComparedObject.Database, new ObjectName("", "old"), null, "All in it.", Handmade.Part(ChangeStage.DropDatabases, "old", "DROP DATABASE `old`"));
        var options = new SyncOptions { SafeBelowBytes = 1000 };

        Assert.Single(SyncPlanner.Plan([drop], Handmade.Facts, options).Refusals);
        Assert.Empty(SyncPlanner.Plan([drop], Handmade.Facts with { DatabaseSizes = new Dictionary<string, long> { ["old"] = 5 } }, options).Refusals);
    }

    [Fact]
    public void AccountIsNeverSmall()
    {
        var drop = Handmade.Definition(ComparedObject.Account, new ObjectName("", "'a'@'b'"), null, "The account.", Handmade.Part(ChangeStage.Accounts, "'a'@'b'", "DROP USER 'a'@'b'"));

        Assert.Single(SyncPlanner.Plan([drop], Handmade.Facts, new SyncOptions { SafeBelowBytes = long.MaxValue }).Refusals);
    }

    [Fact]
    public void RowThatGoesIsNoDestructiveDefinition()
    {
        var delete = Handmade.Change("t", ["1"], null) with { Destroys = "The row." };

        Assert.Empty(Plan(Handmade.Facts, Handmade.Row(delete)).Refusals);
    }

    [Fact]
    public void ClausesOfOneTableAreOneStepWithAllReasons()
    {
        var step = Assert.Single(Plan(Handmade.Facts, Handmade.Clause("t", "ADD COLUMN `b` INT", 2), Handmade.Clause("t", "DROP INDEX `i`", 1)).Steps);

        Assert.Equal("Alter table shop.t: ADD COLUMN `b` INT differs, DROP INDEX `i` differs", step.ToString());
        Assert.Equal("ALTER TABLE `shop`.`t` DROP INDEX `i`, ADD COLUMN `b` INT;\n", step.Sql);
    }

    [Fact]
    public void StatementThatTwoDifferencesNeedIsRunOnce()
    {
        var drop = Handmade.Alter("t", "DROP FOREIGN KEY `f`", stage: ChangeStage.DropForeignKeys);
        var first = Handmade.Definition(ComparedObject.Table, Table, null, null, drop, Handmade.Alter("t", "MODIFY `a` BIGINT"));
        var second = Handmade.Definition(ComparedObject.Table, Table, null, null, drop, Handmade.Alter("t", "MODIFY `b` BIGINT"));

        var plan = Plan(Handmade.Facts, first, second);

        Assert.Equal(["ALTER TABLE `shop`.`t` DROP FOREIGN KEY `f`;\n", "ALTER TABLE `shop`.`t` MODIFY `a` BIGINT, MODIFY `b` BIGINT;\n"], plan.Steps.Select(step => step.Sql));
        Assert.Equal([0, 1], ((StatementStep)plan.Steps[0]).Differences);
    }

    [Fact]
    public void RowsComeBetweenTablesAndForeignKeys()
    {
        var plan = Plan(
            Handmade.Facts,
            Handmade.Definition(ComparedObject.Table, Table, null, null, Handmade.Alter("t", "ADD FOREIGN KEY", stage: ChangeStage.AddForeignKeys)),
            Handmade.Row(Handmade.Change("t", null, ["1"])),
            Handmade.Clause("t", "ADD COLUMN `u` INT"));

        Assert.Equal(["Alter table shop.t", "Insert 1 row of shop.t", "Alter table shop.t"], plan.Steps.Select(step => step.Action));
    }

    [Fact]
    public void CircleIsNoted()
    {
        var plan = Plan(
            Handmade.Facts,
            Handmade.Definition(ComparedObject.View, new ObjectName("shop", "a"), null, null, Handmade.Part(ChangeStage.CreateViews, "a", "a", "b")),
            Handmade.Definition(ComparedObject.View, new ObjectName("shop", "b"), null, null, Handmade.Part(ChangeStage.CreateViews, "b", "b", "a")));

        Assert.Contains("shop.a", Assert.Single(plan.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void NothingToDoIsNoStep()
    {
        Assert.Empty(Plan(Handmade.Facts).Steps);
    }

    [Fact]
    public void PlanAndItsTriggersComeBackFromAKilledRun()
    {
        var plan = Plan(Handmade.Facts with { KeptTriggers = [Kept("kept", "INSERT")] });

        Assert.Equal("Restore trigger shop.kept", Assert.Single(plan.Steps).Action);
    }

    [Fact]
    public void TriggerThatThePlanMakesIsNotRestored()
    {
        var make = Handmade.Definition(ComparedObject.Trigger, new ObjectName("shop", "kept"), null, null, Handmade.Part(ChangeStage.CreatePrograms, "kept", "CREATE TRIGGER ..."));

        var plan = Plan(Handmade.Facts with { KeptTriggers = [Kept("kept", "INSERT")] }, make);

        Assert.IsType<StatementStep>(Assert.Single(plan.Steps));
    }

    internal static KeptTrigger Kept(string name, string manipulation, string table = "t") => new()
    {
        Name = new ObjectName("shop", name),
        Table = table,
        Event = manipulation,
        SqlMode = "",
        CharacterSetClient = "utf8mb4",
        CollationConnection = "utf8mb4_0900_ai_ci",
        StatementHex = Convert.ToHexString("CREATE TRIGGER"u8),
    };

    private static SyncPlan Plan(SyncFacts facts, params MySqlDifference[] differences) => SyncPlanner.Plan(differences, facts, new SyncOptions());
}
