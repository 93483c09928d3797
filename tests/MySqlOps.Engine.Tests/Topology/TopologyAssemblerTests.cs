using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Topology;
using MySqlOps.Engine.Topology.Discovery;
using MySqlOps.Engine.Topology.Facts;
using MySqlOps.Engine.Topology.Graph;

namespace MySqlOps.Engine.Tests.Topology;

public sealed class TopologyAssemblerTests
{
    [Fact]
    public void ReplicasStandUnderTheirSourceByName()
    {
        var nodes = new TopologyScene().Add("db1", "db10", "db2").Follow("db10", "db1").Follow("db2", "db1").Assemble();
        Assert.Equal(["0 db1:3306 Source", "1 db2:3306 Replica", "1 db10:3306 Replica"], nodes.Select(Say));
    }

    [Fact]
    public void ChainHasARelayInItsMiddle()
    {
        var nodes = new TopologyScene().Add("db1", "db2", "db3").Follow("db2", "db1").Follow("db3", "db2").Assemble();
        Assert.Equal(["0 db1:3306 Source", "1 db2:3306 Relay", "2 db3:3306 Replica"], nodes.Select(Say));
        Assert.Equal(("db2:3306", "db3:3306"), (nodes[2].Source, nodes[1].Replicas.Single()));
    }

    [Fact]
    public void RingEndsAndBeginsAtItsWritableMember()
    {
        var scene = new TopologyScene().Add("db1", "db2", "db3").Follow("db2", "db1").Follow("db3", "db2").Follow("db1", "db3");
        scene.Change("db1", static facts => facts with { IsReadOnly = true }).Change("db2", static facts => facts with { IsReadOnly = false });
        Assert.Equal(["0 db2:3306 CoSource", "1 db3:3306 CoSource", "2 db1:3306 CoSource"], scene.Assemble().Select(Say));
    }

    [Fact]
    public void CoSourcesFollowEachOther()
    {
        var nodes = new TopologyScene().Add("db1", "db2", "db3").Follow("db2", "db1").Follow("db1", "db2").Follow("db3", "db2").Assemble();
        Assert.Equal(["0 db1:3306 CoSource", "1 db2:3306 CoSource", "2 db3:3306 Replica"], nodes.Select(Say));
        Assert.Equal("db2:3306", nodes[0].Links.Single().Source);
    }

    [Fact]
    public void RingThatIsFedFromOutsideStandsUnderItsSource()
    {
        var scene = new TopologyScene().Add("db1", "db2", "db3").Follow("db2", "db3").Follow("db3", "db2").Follow("db3", "db1", "feed");
        Assert.Equal(["0 db1:3306 Source", "1 db3:3306 CoSource", "2 db2:3306 CoSource"], scene.Assemble().Select(Say));
    }

    [Fact]
    public void DiamondShowsItsLowestServerOnceWithBothSources()
    {
        var nodes = new TopologyScene().Add("db1", "db2", "db3", "db4").Follow("db2", "db1").Follow("db3", "db1").Follow("db4", "db2", "b").Follow("db4", "db3", "a").Assemble();
        Assert.Equal(["0 db1:3306 Source", "1 db2:3306 Relay", "1 db3:3306 Relay", "2 db4:3306 Replica"], nodes.Select(Say));
        Assert.Equal(["db3:3306 (a)", "db2:3306 (b)"], nodes[3].Links.Select(static link => link.ToString()));
        Assert.Equal("db3:3306", nodes[3].Source);
    }

    [Theory]
    [InlineData(ErrorId.ConnectAccessDenied, TopologyState.Refused)]
    [InlineData(ErrorId.ServerUnsupported, TopologyState.Refused)]
    [InlineData(ErrorId.ConnectTimeout, TopologyState.Unreachable)]
    [InlineData(ErrorId.ConnectUnknownHost, TopologyState.Unreachable)]
    public void ServerThatCouldNotBeAskedIsANodeWithTheReason(ErrorId id, TopologyState state)
    {
        var node = new TopologyScene().Add("db1", "db2").Follow("db2", "db1").Fail("db2", id).Assemble()[1];
        Assert.Equal((TopologyRole.Replica, state, id, $"db2 says {id}."), (node.Role, node.State, node.ErrorId, node.Problems.Single()));
        Assert.Equal("db1:3306", node.Source);
    }

    [Fact]
    public void SourceThatCouldNotBeAskedIsKnownByItsReplica()
    {
        var nodes = new TopologyScene().Add("db1", "db2").Follow("db2", "db1").Fail("db1", ErrorId.ConnectTimeout).Assemble();
        Assert.Equal(["0 db1:3306 Source", "1 db2:3306 Replica"], nodes.Select(Say));
        Assert.Null(nodes[1].GtidState);
    }

    [Fact]
    public void OneServerAtTwoAddressesIsOneNode()
    {
        var scene = new TopologyScene().Add("db1");
        var first = scene.Member("db1");
        var second = first with { Server = TopologyScene.At("alias"), Endpoints = ["alias:3306"], IsNamed = true };
        Assert.Equal("alias:3306", Assert.Single(Assemble(first, second)).Name);
    }

    [Fact]
    public void ServerThatAnsweredAtOneOfItsAddressesIsNotUnreachableToo()
    {
        var scene = new TopologyScene().Add("db1");
        var dead = new TopologyMember { Server = TopologyScene.At("alias"), ServerUuid = TopologyScene.Uuid("db1"), Endpoints = ["alias:3306"], Error = new MySqlOpsException(ErrorId.ConnectRefused, "no") };
        Assert.Equal(TopologyState.Ok, Assert.Single(Assemble(dead, scene.Member("db1"))).State);
    }

    [Fact]
    public void TwoServersWithOneUuidAreTwoNodesAndBothBroken()
    {
        var scene = new TopologyScene().Add("db1", "db2").Follow("db2", "db1").Change("db2", static facts => facts with { ServerUuid = TopologyScene.Uuid("db1") });
        var nodes = Assemble(scene.Member("db1"), scene.Member("db2") with { ServerUuid = TopologyScene.Uuid("db1") });
        Assert.Equal(2, nodes.Count);
        Assert.All(nodes, static node => Assert.Contains("It has the server_uuid of", node.Problems[0], StringComparison.Ordinal));
    }

    [Fact]
    public void GroupsSecondariesStandUnderItsPrimary()
    {
        GroupMember[] group = [new(TopologyScene.Uuid("db1"), "db1", 3306, "ONLINE", true), new(TopologyScene.Uuid("db2"), "db2", 3306, "ONLINE", false), new(TopologyScene.Uuid("db3"), "db3", 3306, "RECOVERING", false)];
        var scene = new TopologyScene().Add("db1", "db2", "db3");
        foreach (var name in new[] { "db1", "db2", "db3" })
            scene.Change(name, facts => facts with { GroupName = "g", Group = group });
        var nodes = scene.Assemble();
        Assert.Equal(["0 db1:3306 GroupPrimary", "1 db2:3306 GroupSecondary", "1 db3:3306 GroupSecondary"], nodes.Select(Say));
        Assert.Equal((TopologyState.Ok, TopologyState.Lagging), (nodes[1].State, nodes[2].State));
    }

    [Theory]
    [InlineData(LinkState.Failed, TopologyState.Broken)]
    [InlineData(LinkState.Stopped, TopologyState.Stopped)]
    [InlineData(LinkState.Connecting, TopologyState.Stopped)]
    public void StateOfTheChannelIsTheStateOfTheNode(LinkState link, TopologyState expected)
    {
        var node = new TopologyScene().Add("db1", "db2").Follow("db2", "db1", "", channel => channel with { State = link, Error = "The applier has error 1062: twice" }).Assemble()[1];
        Assert.Equal(expected, node.State);
        Assert.EndsWith("The applier has error 1062: twice", node.Problems[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(31, 0, TopologyState.Lagging)]
    [InlineData(30, 0, TopologyState.Ok)]
    [InlineData(3620, 3600, TopologyState.Ok)]
    [InlineData(3640, 3600, TopologyState.Lagging)]
    public void DelayIsNoLag(int lag, int delay, TopologyState expected)
    {
        var node = new TopologyScene().Add("db1", "db2").Follow("db2", "db1", "", channel => channel with { Lag = TimeSpan.FromSeconds(lag), Delay = delay == 0 ? null : TimeSpan.FromSeconds(delay) }).Assemble()[1];
        Assert.Equal(expected, node.State);
    }

    [Fact]
    public void WritableReplicaIsAWarning() =>
        Assert.Equal("It takes writes although it is a replica: read_only is off.", new TopologyScene().Add("db1", "db2").Follow("db2", "db1").Change("db2", static facts => facts with { IsReadOnly = false }).Assemble()[1].Problems.Single());

    [Fact]
    public void ReplicaOlderThanItsSourceIsAWarning() =>
        Assert.Equal("It is older than its source: 8.4.6 follows 9.7.4.", new TopologyScene().Add("db1", "db2").Follow("db2", "db1").Change("db2", static facts => facts with { Version = TopologyScene.Version("8.4.6") }).Assemble()[1].Problems.Single());

    [Fact]
    public void RelayThatDoesNotLogWhatItAppliesIsBroken()
    {
        var scene = new TopologyScene().Add("db1", "db2", "db3").Follow("db2", "db1").Follow("db3", "db2").Change("db2", static facts => facts with { LogsReplicaUpdates = false });
        Assert.Equal(TopologyState.Broken, scene.Assemble()[1].State);
    }

    [Fact]
    public void ReplicaWhoseChannelsMayNotBeSeenIsKnownByItsSource()
    {
        var scene = new TopologyScene().Add("db1", "db2").Register("db2", "db1").Change("db2", static facts => facts with { Channels = null, Unseen = ["root may not see its replication channels."] });
        var node = scene.Assemble()[1];
        Assert.Equal((TopologyRole.Replica, "db1:3306", TopologyState.Warning), (node.Role, node.Source, node.State));
    }

    [Fact]
    public void ChannelsFiltersAreNamedWithTheChannel()
    {
        var scene = new TopologyScene().Add("db1", "db2").Follow("db2", "db1", "c", static channel => channel with { Filters = ["Replicate_Do_DB=shop"] });
        Assert.Equal(["c: Replicate_Do_DB=shop"], scene.Assemble()[1].Filters);
    }

    private static IReadOnlyList<MySqlTopologyNode> Assemble(params TopologyMember[] members) =>
        new TopologyAssembler(new AddressBook(new TopologyOptions().AddressMap), TimeSpan.FromSeconds(30)).Assemble(members);

    private static string Say(MySqlTopologyNode node) => $"{node.Depth} {node.Name} {node.Role}";
}
