using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Monitor;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Status;
using MySqlOps.Engine.Tests.Failover.Promotion;

namespace MySqlOps.Engine.Tests.Failover.Monitor;

/// <summary>Who is the primary, by what the members say.</summary>
public sealed class TopologyJudgeTests
{
    [Fact]
    public void WhileAllIsWellItIsTheOneThatIsWatched() => Assert.Null(TopologyJudge.FindPrimary([Primary, Follower(3307), Follower(3308)], null));

    [Fact]
    public void AReplicaThatSomebodyMadeWritableIsNotThePrimary() => Assert.Null(TopologyJudge.FindPrimary([Primary, Follower(3307) with { IsReadOnly = false }, Follower(3308)], null));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhomTheOthersFollowIsThePrimaryWhenTheWatchedOneTakesNoWrites(bool answers)
    {
        var watched = answers ? Primary with { IsReadOnly = true } : Survivors.Gone();
        Assert.Equal(3307, TopologyJudge.FindPrimary([watched, Writer(3307), Follower(3308, 3307)], null)!.Server.Port);
    }

    [Fact]
    public void WhomOnlyAMinorityFollowsIsNot() =>
        Assert.Null(TopologyJudge.FindPrimary([Primary with { IsReadOnly = true }, Writer(3307), Follower(3308, 3307), Follower(3309)], null));

    [Fact]
    public void TheOnlyReplicaIsThePrimaryWhenTheWatchedOneFollowsIt()
    {
        var watched = Follower(3306, 3307) with { Uuid = Survivors.Old };
        Assert.Equal(3307, TopologyJudge.FindPrimary([watched, Writer(3307)], null)!.Server.Port);
        Assert.Null(TopologyJudge.FindPrimary([Survivors.Gone(), Writer(3307)], null));
    }

    [Theory]
    [InlineData(JournalState.Completed, true)]
    [InlineData(JournalState.Promoted, true)]
    [InlineData(JournalState.Promoting, false)]
    [InlineData(JournalState.Aborted, false)]
    public void TheJournalSaysWhoItIsAlsoWhenTheOldOneCameBackWritable(JournalState state, bool isFound) =>
        Assert.Equal(isFound, TopologyJudge.FindPrimary([Primary, Writer(3307), Follower(3308)], Survivors.Entry(state, 3307)) is { Server.Port: 3307 });

    [Fact]
    public void WhomTheJournalNamesAndWhoIsReadOnlyIsNotThePrimaryAnyMore() =>
        Assert.Null(TopologyJudge.FindPrimary([Primary, Follower(3307), Follower(3308)], Survivors.Entry(JournalState.Completed, 3307)));

    [Fact]
    public void AStoppedChannelFollowsNobody()
    {
        Assert.True(TopologyJudge.Follows(Follower(3307), Survivors.Old));
        Assert.False(TopologyJudge.Follows(Follower(3307), Survivors.Uuid(3308)));
        Assert.False(TopologyJudge.Follows(Survivors.Replica(3307) with { Channels = [Survivors.Channel() with { Receiver = ReceiverState.Off }] }, Survivors.Old));
        Assert.False(TopologyJudge.Follows(Survivors.Replica(3307) with { Channels = [Survivors.Channel() with { Applier = ApplierState.Off }] }, Survivors.Old));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void APrimaryThatItsBootFenceMadeReadOnlyIsReopened(bool isFromBoot, bool isDue) => Assert.Equal(isDue, PrimaryReopening.IsDue([Restarted, Follower(3307), Follower(3308)], isFromBoot, null));

    [Theory]
    [InlineData(JournalState.Begun, false)]
    [InlineData(JournalState.Promoting, false)]
    [InlineData(JournalState.Completed, false)]
    [InlineData(JournalState.Aborted, true)]
    public void OneThatAnotherTookOverFromIsNot(JournalState state, bool isDue) =>
        Assert.Equal(isDue, PrimaryReopening.IsDue([Restarted, Follower(3307), Follower(3308)], true, Survivors.Entry(state, 3307)));

    [Fact]
    public void OneThatTookOverItselfIsReopened()
    {
        var primary = Restarted with { Uuid = Survivors.Uuid(3307), Server = Survivors.At(3307) };
        Assert.True(PrimaryReopening.IsDue([primary, Follower(3308, 3307)], true, Survivors.Entry(JournalState.Completed, 3307)));
    }

    [Fact]
    public void OneIsNotReopenedWhileAnotherTakesWritesOrNobodyAnswersOrNobodyHasAChannelToIt()
    {
        Assert.False(PrimaryReopening.IsDue([Restarted, Writer(3307), Follower(3308)], true, null));
        Assert.False(PrimaryReopening.IsDue([Restarted, new MemberFacts { Server = Survivors.At(3307), ErrorId = ErrorId.ConnectRefused }], true, null));
        Assert.False(PrimaryReopening.IsDue([Restarted, Follower(3307, 3309)], true, null));
        Assert.False(PrimaryReopening.IsDue([Restarted with { Channels = [Survivors.Channel(Survivors.Uuid(3307), 3307)] }, Follower(3307)], true, null));
        Assert.False(PrimaryReopening.IsDue([Restarted with { IsReadOnly = false }, Follower(3307)], true, null));
        Assert.False(PrimaryReopening.IsDue([Restarted with { IsBootFenced = false }, Follower(3307)], true, null));
    }

    private static MemberFacts Primary => Survivors.Back();

    private static MemberFacts Restarted => Survivors.Back() with { IsReadOnly = true, IsSuperReadOnly = true, IsBootFenced = true };

    private static MemberFacts Writer(int port) => Survivors.Replica(port) with { IsReadOnly = false, IsSuperReadOnly = false, Channels = [] };

    private static MemberFacts Follower(int port, int source = 3306) =>
        Survivors.Replica(port) with { Channels = [Survivors.Channel(source == 3306 ? Survivors.Old : Survivors.Uuid(source), source) with { Receiver = ReceiverState.On }] };
}
