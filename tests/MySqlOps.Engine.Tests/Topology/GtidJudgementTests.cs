using MySqlOps.Engine.Topology;
using MySqlOps.Engine.Topology.Facts;
using MySqlOps.Engine.Topology.Graph;

namespace MySqlOps.Engine.Tests.Topology;

public sealed class GtidJudgementTests
{
    [Theory]
    [InlineData("", 9, 0, GtidState.New)]
    [InlineData("", 9, 3, GtidState.Irrecoverable)]
    [InlineData("1-9", 9, 0, GtidState.Identical)]
    [InlineData("1-9", 9, 9, GtidState.Identical)]
    [InlineData("1-5", 9, 5, GtidState.Recoverable)]
    [InlineData("1-5", 9, 6, GtidState.Irrecoverable)]
    [InlineData("1-10", 9, 0, GtidState.Diverged)]
    public void ReplicaIsHeldAgainstItsSource(string replica, int source, int purged, GtidState expected)
    {
        var executed = replica.Length == 0 ? "" : $"{TopologyScene.Uuid("db1")}:{replica}";
        var judgement = GtidJudgement.Of(Facts("db2", executed), [Facts("db1", TopologyScene.Gtids("db1", source), purged == 0 ? "" : TopologyScene.Gtids("db1", purged))], isInRing: false);
        Assert.Equal(expected, judgement.State);
    }

    [Fact]
    public void TransactionsWithATagAreErrantToo()
    {
        var errant = $"{TopologyScene.Uuid("db1")}:tag:1";
        var judgement = GtidJudgement.Of(Facts("db2", $"{TopologyScene.Gtids("db1", 9)}:tag:1"), [Facts("db1", TopologyScene.Gtids("db1", 9))], isInRing: false);
        Assert.Equal((GtidState.Diverged, errant), (judgement.State, judgement.Errant.ToString()));
    }

    [Fact]
    public void WhatWasReceivedFromTheSourceIsNotErrant()
    {
        var replica = Facts("db2", TopologyScene.Gtids("db1", 12)) with { Channels = [Channel(TopologyScene.Gtids("db1", 12))] };
        Assert.Equal(GtidState.Identical, GtidJudgement.Of(replica, [Facts("db1", TopologyScene.Gtids("db1", 9))], isInRing: false).State);
    }

    [Fact]
    public void WhatTheSourceHasWhenAskedAgainIsNotErrant()
    {
        var source = Facts("db1", TopologyScene.Gtids("db1", 9)) with { LaterGtidExecuted = TopologyScene.Gtids("db1", 20) };
        Assert.Equal(GtidState.Identical, GtidJudgement.Of(Facts("db2", TopologyScene.Gtids("db1", 12)), [source], isInRing: false).State);
    }

    [Theory]
    [InlineData(true, GtidState.Identical)]
    [InlineData(false, GtidState.Diverged)]
    public void OwnTransactionsAreErrantOutsideOfARingOnly(bool isInRing, GtidState expected)
    {
        var executed = $"{TopologyScene.Gtids("db1", 9)},{TopologyScene.Gtids("db2", 4)}";
        Assert.Equal(expected, GtidJudgement.Of(Facts("db2", executed), [Facts("db1", TopologyScene.Gtids("db1", 9))], isInRing).State);
    }

    [Fact]
    public void OfAMultiSourceReplicaAllSourcesCount()
    {
        var replica = Facts("db3", $"{TopologyScene.Gtids("db1", 9)},{TopologyScene.Gtids("db2", 4)}");
        var first = Facts("db1", TopologyScene.Gtids("db1", 9));
        Assert.Equal(GtidState.Identical, GtidJudgement.Of(replica, [first, Facts("db2", TopologyScene.Gtids("db2", 4))], isInRing: false).State);
        Assert.Null(GtidJudgement.Of(replica, [first, null], isInRing: false).State);
    }

    [Fact]
    public void WithoutGtidsNothingIsSaid() =>
        Assert.Null(GtidJudgement.Of(Facts("db2", ""), [Facts("db1", "") with { GtidMode = "OFF_PERMISSIVE" }], isInRing: false).State);

    private static ChannelFacts Channel(string received) => new() { Host = "db1", Port = 3306, State = LinkState.Running, Received = received };

    private static MemberFacts Facts(string name, string executed, string purged = "") => new()
    {
        ServerUuid = TopologyScene.Uuid(name),
        ServerId = 1,
        Version = TopologyScene.Version("9.7.4"),
        GtidMode = "ON",
        GtidExecuted = executed,
        GtidPurged = purged,
    };
}
