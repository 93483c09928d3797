using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Topology;
using MySqlOps.Engine.Topology.Comparison;

namespace MySqlOps.Engine.Tests.Topology;

public sealed class TopologyComparerTests
{
    [Fact]
    public void NothingChangedIsNoChange() => Assert.Empty(TopologyComparer.Compare(Scene().Assemble(), Scene().Assemble()));

    [Fact]
    public void NewMemberIsAdded()
    {
        var change = Compare(Scene().Add("db4").Follow("db4", "db1"));
        Assert.Equal("db4:3306 MemberAdded  -> Replica of db1:3306", change.Single());
    }

    [Fact]
    public void LostMemberIsRemoved()
    {
        var after = Scene().Assemble().Where(static node => node.Name != "db3:3306").ToList();
        Assert.Equal("db3:3306 MemberRemoved Replica of db1:3306 -> ", TopologyComparer.Compare(Scene().Assemble(), after).Select(Say).Single());
    }

    [Fact]
    public void OtherSourceAndRoleAreTold()
    {
        var after = new TopologyScene().Add("db1", "db2", "db3").Follow("db2", "db1").Follow("db3", "db2");
        Assert.Equal(["db2:3306 RoleChanged Replica -> Relay", "db3:3306 SourceChanged db1:3306 -> db2:3306"], Compare(after));
    }

    [Fact]
    public void DeadServerChangedItsStateAndNothingElse() =>
        Assert.Equal(["db3:3306 StateChanged Ok -> Unreachable"], Compare(Scene().Fail("db3", ErrorId.ConnectTimeout)));

    [Fact]
    public void VersionIsTold() => Assert.Equal(["db1:3306 VersionChanged 9.7.4 -> 9.8.0"], Compare(Scene().Change("db1", static facts => facts with { Version = TopologyScene.Version("9.8.0") })).Take(1));

    [Fact]
    public void WritesAreTold() => Assert.Contains("db2:3306 ReadOnlyChanged ReadOnly -> ReadWrite", Compare(Scene().Change("db2", static facts => facts with { IsReadOnly = false })));

    [Fact]
    public void ErrantTransactionsAreToldButNotThatAReplicaIsATransactionBehind()
    {
        Assert.Empty(Compare(Scene().Change("db2", static facts => facts with { GtidExecuted = TopologyScene.Gtids("db1", 8) })));
        Assert.Contains("db2:3306 GtidStateChanged Recoverable -> Diverged", Compare(Scene().Change("db2", static facts => facts with { GtidExecuted = TopologyScene.Gtids("db1", 10) })));
    }

    [Fact]
    public void DelayFiltersAndSemiSyncAreTold()
    {
        var after = new TopologyScene().Add("db1", "db2", "db3").Follow("db2", "db1", "", static channel => channel with { Delay = TimeSpan.FromHours(1), Filters = ["Replicate_Do_DB=a"] }).Follow("db3", "db1")
            .Change("db1", static facts => facts with { SemiSync = SemiSyncSide.Source });
        Assert.Equal(["db1:3306 SemiSyncChanged None -> Source", "db2:3306 DelayChanged  -> 01:00:00", "db2:3306 FiltersChanged  -> Replicate_Do_DB=a"], Compare(after));
    }

    [Fact]
    public void ServerThatMovedIsTheSameByItsUuid()
    {
        var after = Scene().Assemble().Select(static node => node.Name == "db3:3306" ? node with { Server = node.Server with { Port = 3307 } } : node).ToList();
        Assert.Equal(["db3:3307 AddressChanged db3:3306 -> db3:3307"], TopologyComparer.Compare(Scene().Assemble(), after).Select(Say));
    }

    private static TopologyScene Scene() => new TopologyScene().Add("db1", "db2", "db3").Follow("db2", "db1").Follow("db3", "db1");

    private static IReadOnlyList<string> Compare(TopologyScene after) => [.. TopologyComparer.Compare(Scene().Assemble(), after.Assemble()).Select(Say)];

    private static string Say(MySqlTopologyChange change) => $"{change.Server.Endpoint} {change.Kind} {change.Before} -> {change.After}";
}
