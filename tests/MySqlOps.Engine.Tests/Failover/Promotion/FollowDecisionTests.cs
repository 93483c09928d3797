using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;
using static MySqlOps.Engine.Tests.Failover.Promotion.Survivors;

namespace MySqlOps.Engine.Tests.Failover.Promotion;

public sealed class FollowDecisionTests
{
    [Fact]
    public void ReplicaThatLacksNothingFollows() => Assert.True(FollowDecision.Decide(Replica(3308, $"{Old}:1-5"), Replica(3307), true).CanFollow);

    [Fact]
    public void ReplicaWithTransactionsOfItsOwnIsLeftOut()
    {
        var decision = FollowDecision.Decide(Replica(3308, $"{Old}:1-10,{Uuid(3308)}:1"), Replica(3307), true);

        Assert.False(decision.CanFollow);
        Assert.Contains(Uuid(3308), decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheNewPrimaryHasWrittenMeanwhileIsNotErrant()
    {
        var ahead = Replica(3308, $"{Old}:1-10,{Uuid(3307)}:1-3");

        Assert.True(FollowDecision.Decide(ahead, Replica(3307, $"{Old}:1-10,{Uuid(3307)}:1"), true).CanFollow);
    }

    [Fact]
    public void ReplicaThatLacksWhatWasPurgedIsLeftOut() =>
        Assert.False(FollowDecision.Decide(Replica(3308, $"{Old}:1-5"), Replica(3307) with { GtidPurged = GtidSet.Parse($"{Old}:1-7") }, true).CanFollow);

    [Fact]
    public void ReplicaThatFollowsAlreadyIsLeftAlone()
    {
        var following = Replica(3308) with { Channels = [Channel(Uuid(3307), 3307) with { Receiver = ReceiverState.On }] };

        Assert.True(FollowDecision.Decide(following, Replica(3307), true).IsFollowing);
    }

    [Fact]
    public void ReplicaWhoseApplierStoppedDoesNotFollow()
    {
        var stopped = Replica(3308) with { Channels = [Channel(Uuid(3307), 3307) with { Receiver = ReceiverState.On, Applier = ApplierState.Off }] };

        Assert.False(FollowDecision.Decide(stopped, Replica(3307), true).IsFollowing);
    }

    [Fact]
    public void SilentServerAndOneWithoutAChannelAreLeftOut()
    {
        Assert.False(FollowDecision.Decide(Gone() with { Server = At(3308) }, Replica(3307), true).CanFollow);
        Assert.False(FollowDecision.Decide(Replica(3308), Replica(3307), hasChannel: false).CanFollow);
    }
}
