using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Promotion;
using static MySqlOps.Engine.Tests.Failover.Promotion.Survivors;

namespace MySqlOps.Engine.Tests.Failover.Promotion;

public sealed class ResumeTests
{
    [Fact]
    public void NothingInTheJournalIsAFirstFailover() => Assert.Equal(ResumeKind.None, Resume.Decide(Facts(Gone(), Replica(3307)), false).Kind);

    [Fact]
    public void RunThatWasUndoneCountsNothing() => Assert.Equal(ResumeKind.None, Decide(JournalState.Aborted, null).Kind);

    [Fact]
    public void RunOfAnotherPrimaryCountsNothing()
    {
        var facts = Facts(Gone(), Replica(3307)) with { Journal = Entry(JournalState.Begun) with { OldPrimaryUuid = "cccccccc-0000-0000-0000-000000000001" } };

        Assert.Equal(ResumeKind.None, Resume.Decide(facts, false).Kind);
    }

    [Fact]
    public void BegunRunIsDoneFromTheStart() => Assert.Equal(ResumeKind.Again, Decide(JournalState.Begun, null).Kind);

    [Fact]
    public void BegunRunIsRecalledWhenThePrimaryAnswers()
    {
        var facts = Facts(Back(), Replica(3307)) with { Journal = Entry(JournalState.Begun) };

        Assert.Equal(ResumeKind.Recall, Resume.Decide(facts, isForced: false).Kind);
        Assert.Equal(ResumeKind.Again, Resume.Decide(facts, isForced: true).Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RunThatWasPromotingGoesOnWithItsCandidate(bool isReadOnly)
    {
        var facts = Facts(Gone(), Replica(3307) with { IsReadOnly = isReadOnly, Channels = [] }, Replica(3308)) with { Journal = Entry(JournalState.Promoting, 3307) };

        var resume = Resume.Decide(facts, false);

        Assert.Equal(ResumeKind.GoOn, resume.Kind);
        Assert.Equal(3307, resume.Candidate!.Server.Port);
    }

    [Fact]
    public void CandidateThatFellWhilePromotingIsReplacedAndMustBeFenced()
    {
        var facts = Facts(Gone(), Gone() with { Server = At(3307) }, Replica(3308)) with { Journal = Entry(JournalState.Promoting, 3307) };

        var resume = Resume.Decide(facts, false);

        Assert.Equal(ResumeKind.Again, resume.Kind);
        Assert.Equal(3307, resume.Candidate!.Server.Port);
    }

    [Theory]
    [InlineData(JournalState.Promoted)]
    [InlineData(JournalState.Completed)]
    public void NewPrimaryThatWritesIsKept(JournalState state)
    {
        var facts = Facts(Gone(), Replica(3307) with { IsReadOnly = false, IsSuperReadOnly = false, Channels = [] }, Replica(3308)) with { Journal = Entry(state, 3307) };

        Assert.Equal(ResumeKind.Finish, Resume.Decide(facts, false).Kind);
    }

    [Fact]
    public void PromotedServerThatRestartedReadOnlyIsMadeWritableAgain()
    {
        var facts = Facts(Gone(), Replica(3307) with { Channels = [] }, Replica(3308)) with { Journal = Entry(JournalState.Promoted, 3307) };

        Assert.Equal(ResumeKind.GoOn, Resume.Decide(facts, false).Kind);
    }

    [Fact]
    public void OldPrimaryThatBecameThePrimaryAgainIsFailedOverAnew()
    {
        // A switchover led back since: who took over then is read-only and follows.
        var facts = Facts(Gone(), Replica(3307), Replica(3308)) with { Journal = Entry(JournalState.Completed, 3307) };

        Assert.Equal(ResumeKind.None, Resume.Decide(facts, false).Kind);
    }

    [Fact]
    public void OldPrimaryThatBecameThePrimaryAgainIsFailedOverAnewEvenWhenTheOtherIsDown()
    {
        var facts = Facts(Gone(), Gone() with { Server = At(3307) }, Replica(3308)) with { Journal = Entry(JournalState.Completed, 3307) };

        Assert.Equal(ResumeKind.None, Resume.Decide(facts, false).Kind);
    }

    [Fact]
    public void DeadSuccessorIsToBeNamedItself()
    {
        var facts = Facts(Gone(), Gone() with { Server = At(3307) }, Replica(3308) with { Channels = [Channel(Uuid(3307), 3307)] }) with { Journal = Entry(JournalState.Completed, 3307) };

        Assert.Equal(ResumeKind.Moved, Resume.Decide(facts, false).Kind);
    }

    private static Resume Decide(JournalState state, int? newPrimary) => Resume.Decide(Facts(Gone(), Replica(3307), Replica(3308)) with { Journal = Entry(state, newPrimary) }, false);
}
