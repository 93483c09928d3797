using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Promotion;
using static MySqlOps.Engine.Tests.Failover.Promotion.Survivors;

namespace MySqlOps.Engine.Tests.Failover.Promotion;

public sealed class OldPrimaryIdentityTests
{
    [Fact]
    public void PrimaryThatAnswersKnowsItself() => Assert.Equal(Old, OldPrimaryIdentity.Find(Back(), [], null));

    [Fact]
    public void ReplicasKnowTheServerAtItsAddress() => Assert.Equal(Old, OldPrimaryIdentity.Find(Gone(), [Replica(3307), Replica(3308) with { Channels = [Channel("cccccccc-0000-0000-0000-000000000001", 3399)] }], null));

    [Fact]
    public void ReplicasThatKnowItByAnotherNameAgree() => Assert.Equal(Old, OldPrimaryIdentity.Find(Gone() with { Server = At(3306) with { Host = "10.0.0.1" } }, [Replica(3307), Replica(3308)], null));

    [Fact]
    public void JournalKnowsItWhenAllFollowAnother() =>
        Assert.Equal(Old, OldPrimaryIdentity.Find(Gone(), [Replica(3307) with { Channels = [] }, Replica(3308) with { Channels = [Channel(Uuid(3307), 3307)] }], Entry(JournalState.Promoted, 3307)));

    [Fact]
    public void NobodyKnowsItWhenTheReplicasDisagree() =>
        Assert.Equal("", OldPrimaryIdentity.Find(Gone() with { Server = At(3399) }, [Replica(3307), Replica(3308) with { Channels = [Channel("cccccccc-0000-0000-0000-000000000001", 3398)] }], null));
}
