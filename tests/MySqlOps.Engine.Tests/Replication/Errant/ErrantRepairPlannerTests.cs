using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Errant;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Tests.Replication.Errant;

/// <summary>Which empty transactions a source gets, and which it must not.</summary>
public sealed class ErrantRepairPlannerTests
{
    private const string Own = "11111111-1111-1111-1111-111111111111";
    private const string Other = "22222222-2222-2222-2222-222222222222";

    private static readonly MySqlServer Server = new() { Host = "top", User = "root" };
    private static readonly MySqlServer Replica = new() { Host = "low", User = "root" };

    [Fact]
    public void OnlyWhatTheSourceLacksIsMade()
    {
        var plan = Plan($"{Other}:1-5", []);
        Assert.Equal(($"{Other}:3-5", $"{Other}:1-2", null), (plan.Missing.ToString(), plan.Present.ToString(), plan.Refusal));
    }

    [Fact]
    public void ANameThatTheSourceItselfGivesOutIsRefused()
    {
        var plan = Plan($"{Own}:11", []);
        Assert.Contains($"{Own}:11", plan.Refusal, StringComparison.Ordinal);
        Assert.Equal(ErrorId.ErrantRepairRefused, Assert.Throws<MySqlOpsException>(plan.ThrowIfRefused).Id);
    }

    [Fact]
    public void ANameOfTheSourcesThatAReplicaHasIsNot() => Assert.Null(Plan($"{Own}:11", [Errant($"{Own}:11")]).Refusal);

    [Fact]
    public void MoreThanAMillionIsRatherAMistake() => Assert.NotNull(Plan($"{Other}:1-2000000", []).Refusal);

    [Fact]
    public void WhatStaysOnTheReplicaIsNamedByTable()
    {
        var plan = Plan(
            $"{Other}:3-6",
            [
                Errant($"{Other}:3") with { Tables = [new ErrantTable("shop", "orders", 2, 0, 1)] },
                Errant($"{Other}:4") with { Tables = [new ErrantTable("shop", "orders", 1, 0, 0), new ErrantTable("shop", "items", 0, null, 0)] },
                Errant($"{Other}:5") with { Kind = ErrantKind.Ddl, Statement = "DROP TABLE\n  shop.old" },
                Errant($"{Other}:6") with { Kind = ErrantKind.Unknown },
            ]);
        Assert.Equal(
            "on low:3306 shop.orders (3 inserted, 1 deleted), shop.items (an unknown number updated), DROP TABLE shop.old, 1 transactions of which nobody knows what they changed",
            Assert.Single(plan.LeftOnReplica));
        Assert.StartsWith($"Commit 4 empty transactions: {Other}:3-6. What the errant transactions changed stays where it is: on low:3306 shop.orders", plan.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptyOneLeavesNothing() => Assert.Empty(Plan($"{Other}:3", [Errant($"{Other}:3") with { Kind = ErrantKind.Empty }]).LeftOnReplica);

    private static ErrantRepairPlan Plan(string wanted, IReadOnlyList<MySqlErrantTransaction> found)
    {
        var state = new GtidState { Server = Server, Uuid = Own, Executed = GtidSet.Parse($"{Own}:1-10,{Other}:1-2"), Purged = GtidSet.Empty, Channels = [] };
        return ErrantRepairPlanner.Plan(state, GtidSet.Parse(wanted), found);
    }

    private static MySqlErrantTransaction Errant(string gtid) => new()
    {
        Server = Replica,
        Source = Server,
        Gtid = gtid,
        TransactionCount = 1,
        Time = null,
        Kind = ErrantKind.Dml,
        Tables = [],
        Statement = null,
        BinlogFile = null,
        Position = null,
        LengthBytes = null,
        Note = null,
    };
}
