using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Overview;
using MySqlOps.Engine.Failover.Suspension;
using MySqlOps.Engine.Tests.Failover.Promotion;

namespace MySqlOps.Engine.Tests.Failover.Overview;

public sealed class OverviewJudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 13, 0, 0, TimeSpan.Zero);

    [Fact]
    public void HolderHasTheMajorityOfAllReplicasWhetherTheyAnswerOrNot()
    {
        Assert.Equal("m1", Judge(Member(3307, "m1"), Member(3308, "m1"), Member(3309)).Holder);
        Assert.Null(Judge(Member(3307, "m1"), Member(3308, "m2"), Member(3309)).Holder);
        Assert.Null(Judge(Member(3307, "m1"), Member(3308)).Holder);
    }

    [Fact]
    public void LockOfThePrimaryIsNoVote() => Assert.Null(OverviewJudge.Judge(Member(3306, "m1"), [Member(3307, "m1"), Member(3308)], Now).Holder);

    [Fact]
    public void RunsAreThoseThatAnyMemberKnowsEachOnceAsFarAsAnybodyKnowsIt()
    {
        var overview = Judge(
            Member(3307) with { Runs = [Survivors.Entry(JournalState.Begun, 3308, 2), Survivors.Entry(JournalState.Completed, 3307, 1)] },
            Member(3308) with { Runs = [Survivors.Entry(JournalState.Promoted, 3308, 2)] },
            Member(3309) with { Runs = [Survivors.Entry(JournalState.Aborted, 3308, 3)] });

        Assert.Equal([(3, JournalState.Aborted), (2, JournalState.Promoted), (1, JournalState.Completed)], overview.Runs.Select(static run => (run.Epoch, run.State)));
        Assert.Equal(3, overview.UnacknowledgedRuns);
        Assert.False(overview.IsUnfinished);
    }

    [Fact]
    public void AcknowledgedRunsAreNotCounted()
    {
        var overview = Judge(Member(3307) with
        {
            Runs = [Survivors.Entry(JournalState.Promoting, 3308, 2), Survivors.Entry(JournalState.Completed, 3307, 1)],
            Suspension = new FailoverSuspension { Server = Survivors.At(3307), Number = 1, IsSuspended = false, Since = Now, AcknowledgedEpoch = 1 },
        });

        Assert.Equal(1, overview.UnacknowledgedRuns);
        Assert.True(overview.IsUnfinished);
    }

    [Fact]
    public void SuspensionThatHasRunOutIsNone()
    {
        var member = Member(3307) with { Suspension = new FailoverSuspension { Server = Survivors.At(3307), Number = 1, IsSuspended = true, Since = Now.AddHours(-2), Until = Now } };

        Assert.False(Judge(member).IsSuspended);
        Assert.True(Judge(member with { Suspension = member.Suspension with { Until = Now.AddSeconds(1) } }).IsSuspended);
    }

    private static FailoverOverview Judge(params FailoverMember[] replicas) => OverviewJudge.Judge(Member(3306), replicas, Now);

    private static FailoverMember Member(int port, string? holder = null) => new() { Server = Survivors.At(port), Holder = holder };
}
