using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;
using MySqlOps.Engine.Tests.Failover.Promotion;

namespace MySqlOps.Engine.Tests.Failover.Fence;

public sealed class OldPrimaryReturnTests
{
    private static readonly MemberFacts Primary = Survivors.Replica(3307, $"{Survivors.Old}:1-10,{Survivors.Uuid(3307)}:1-5") with { IsReadOnly = false, IsSuperReadOnly = false, Channels = [] };

    private static readonly MemberFacts Fenced = Survivors.Back() with { IsReadOnly = true, IsSuperReadOnly = true };

    [Fact]
    public void ServerThatDoesNotAnswerIsAwaited() => Assert.Equal(OldPrimaryAction.Await, Decide(Survivors.Gone()).Action);

    [Fact]
    public void WritableServerIsFencedBeforeAnythingElse() => Assert.Equal(OldPrimaryAction.Fence, Decide(Survivors.Back()).Action);

    [Fact]
    public void CleanServerRejoins() => Assert.Equal(OldPrimaryAction.Rejoin, Decide(Fenced).Action);

    [Fact]
    public void ServerThatIsBehindRejoins() => Assert.Equal(OldPrimaryAction.Rejoin, Decide(Fenced with { GtidExecuted = GtidSet.Parse($"{Survivors.Old}:1-3") }).Action);

    [Fact]
    public void ServerWithTransactionsOfItsOwnIsKeptAsItIs()
    {
        var decision = Decide(Fenced with { GtidExecuted = GtidSet.Parse($"{Survivors.Old}:1-12") });

        Assert.Equal(OldPrimaryAction.Keep, decision.Action);
        Assert.Equal(GtidSet.Parse($"{Survivors.Old}:11-12"), decision.Errant);
    }

    [Fact]
    public void ServerThatLacksWhatWasPurgedIsKeptAsItIs() =>
        Assert.Equal(OldPrimaryAction.Keep, OldPrimaryReturn.Decide(Fenced with { GtidExecuted = GtidSet.Parse($"{Survivors.Old}:1-3") }, Primary with { GtidPurged = GtidSet.Parse($"{Survivors.Old}:1-7") }).Action);

    [Fact]
    public void ServerThatFollowsIsLeft() =>
        Assert.Equal(OldPrimaryAction.Leave, Decide(Fenced with { Channels = [Survivors.Channel(Survivors.Uuid(3307), 3307) with { Receiver = ReceiverState.On }] }).Action);

    [Fact]
    public void FollowerThatIsWritableIsFenced() =>
        Assert.Equal(OldPrimaryAction.Fence, Decide(Survivors.Back() with { Channels = [Survivors.Channel(Survivors.Uuid(3307), 3307) with { Receiver = ReceiverState.On }] }).Action);

    private static OldPrimaryReturn Decide(MemberFacts old) => OldPrimaryReturn.Decide(old, Primary);
}
