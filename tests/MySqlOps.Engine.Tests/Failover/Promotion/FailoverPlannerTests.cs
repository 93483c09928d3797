using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;
using static MySqlOps.Engine.Tests.Failover.Promotion.Survivors;

namespace MySqlOps.Engine.Tests.Failover.Promotion;

public sealed class FailoverPlannerTests
{
    private static readonly FailoverOptions Accepting = new() { AcceptsSplitBrainRisk = true };

    [Fact]
    public void MostAdvancedReplicaTakesOver()
    {
        var plan = Plan(Facts(Gone(), Replica(3307, $"{Old}:1-9"), Replica(3308), Replica(3309, $"{Old}:1-8")));

        Assert.Empty(plan.Refusals);
        Assert.Equal(At(3308), plan.NewPrimary);
    }

    [Fact]
    public void WhatLiesInRelayLogsCounts()
    {
        var plan = Plan(Facts(Gone(), Replica(3307, $"{Old}:1-9"), Replica(3308, $"{Old}:1-5", $"{Old}:1-12"), Replica(3309, $"{Old}:1-9")));

        Assert.Equal(At(3308), plan.NewPrimary);
        Assert.Contains(plan.Steps, static step => step.Kind == FailoverStepKind.ApplyRelayLog && step.Server.Port == 3308);
    }

    [Fact]
    public void WishedCandidateCollectsFirstWhatItLacks()
    {
        var plan = FailoverPlanner.Plan(Facts(Gone(), Replica(3307, $"{Old}:1-9"), Replica(3308), Replica(3309)), Accepting with { Candidates = [At(3307)] });

        Assert.Equal(At(3307), plan.NewPrimary);
        var collect = Assert.Single(plan.Steps, static step => step.Kind == FailoverStepKind.Collect);
        Assert.Contains("SOURCE_PORT = 3308", string.Join(";", collect.Sql), StringComparison.Ordinal);
        Assert.Contains("SOURCE_PORT = 3306", string.Join(";", collect.Undo), StringComparison.Ordinal);
    }

    [Fact]
    public void OrderIsStopApplyElectProvePromoteFollow()
    {
        var plan = Plan(Facts(Gone(), Replica(3307, $"{Old}:1-9", $"{Old}:10"), Replica(3308), Replica(3309)));

        FailoverStepKind[] order = [FailoverStepKind.StopReceiver, FailoverStepKind.ApplyRelayLog, FailoverStepKind.Elect, FailoverStepKind.Fence, FailoverStepKind.RemoveChannel, FailoverStepKind.Promote, FailoverStepKind.Repoint, FailoverStepKind.AwaitReplica];
        Assert.Equal(order, plan.Steps.Select(static step => step.Kind).Where(order.Contains).Distinct());
        Assert.Equal(3, plan.Steps.Count(static step => step.Kind == FailoverStepKind.StopReceiver));
        Assert.Single(plan.Steps, static step => step.IsPointOfNoReturn);
    }

    [Fact]
    public void PrimaryThatAnswersIsNotFailedOver() => Assert.Equal(ErrorId.FailoverPrimaryAlive, Assert.Single(Plan(Facts(Back(), Replica(3307))).Refusals).Id);

    [Fact]
    public void PrimaryThatAnswersIsFencedFirstWhenItIsFailedOverAllTheSame()
    {
        var plan = FailoverPlanner.Plan(Facts(Back(), Replica(3307), Replica(3308)), new FailoverOptions { IsForced = true });

        Assert.Empty(plan.Refusals);
        Assert.Equal(FailoverStepKind.Fence, plan.Steps[0].Kind);
        Assert.Contains("SET GLOBAL super_read_only = OFF", string.Join(";", plan.Steps[0].Undo), StringComparison.Ordinal);
        Assert.Equal(FailoverStepKind.Follow, plan.Steps[^1].Kind);
    }

    [Fact]
    public void SilentPrimaryNeedsAProofOrTheAcceptanceOfTheRisk()
    {
        var facts = Facts(Gone(ErrorId.ConnectTimeout), Replica(3307));

        Assert.Equal(ErrorId.FailoverFenceUnproven, Assert.Single(FailoverPlanner.Plan(facts, new FailoverOptions()).Refusals).Id);
        Assert.Empty(Plan(facts).Refusals);
        Assert.Empty(FailoverPlanner.Plan(facts, new FailoverOptions { FenceScript = new FenceProgram("cut-off", TimeSpan.FromSeconds(1)) }).Refusals);
    }

    [Fact]
    public void PrimaryThatIsDownAndStartsReadOnlyNeedsNoAcceptance()
    {
        var facts = Facts(Gone(), Replica(3307)) with { BootFences = new Dictionary<string, DateTimeOffset> { [Old] = DateTimeOffset.UnixEpoch } };

        Assert.Empty(FailoverPlanner.Plan(facts, new FailoverOptions()).Refusals);
    }

    [Fact]
    public void UnderAMonitorTheNewPrimaryStaysReadOnlyOverARestart()
    {
        var facts = Facts(Gone(), Replica(3307)) with { BootFences = new Dictionary<string, DateTimeOffset> { [Old] = DateTimeOffset.UnixEpoch } };

        Assert.DoesNotContain(FailoverPlanner.Plan(facts, new FailoverOptions()).Steps, static step => step.Kind == FailoverStepKind.Persist);
        Assert.Contains(Plan(Facts(Gone(), Replica(3307))).Steps, static step => step.Kind == FailoverStepKind.Persist);
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(2, 2, true)]
    [InlineData(1, 2, false)]
    [InlineData(2, 3, true)]
    [InlineData(1, 3, false)]
    [InlineData(2, 4, false)]
    [InlineData(3, 4, true)]
    public void MajorityOfTheReplicasMustAnswer(int answering, int all, bool isEnough)
    {
        var replicas = Enumerable.Range(3307, all).Select(port => port < 3307 + answering ? Replica(port) : Gone() with { Server = At(port) }).ToArray();

        Assert.Equal(isEnough, Plan(Facts(Gone(), replicas)).Refusals.All(static refusal => refusal.Id != ErrorId.FailoverNoMajority));
    }

    [Fact]
    public void ErrantReplicaIsNeitherPromotedNorFollows()
    {
        var plan = Plan(Facts(Gone(), Replica(3307, $"{Old}:1-11,{Uuid(3307)}:1"), Replica(3308), Replica(3309)));

        Assert.NotEqual(At(3307), plan.NewPrimary);
        Assert.DoesNotContain(plan.Steps, static step => step.Kind == FailoverStepKind.Promote && step.Server.Port == 3307);
        Assert.DoesNotContain(plan.Steps, static step => step.Kind == FailoverStepKind.Repoint && step.Server.Port == 3307);
    }

    [Fact]
    public void SameServerTwiceIsRefused()
    {
        var plan = Plan(Facts(Gone(), Replica(3307), Replica(3308) with { Uuid = Uuid(3307) }));

        Assert.Contains(plan.Refusals, static refusal => refusal.Message.Contains("same server", StringComparison.Ordinal));
    }

    [Fact]
    public void ReplicaThatStaysBehindAndAloneHasSomethingAppliesItAtOnce()
    {
        var late = Replica(3309, $"{Old}:1-5", $"{Old}:6-12") with { Channels = [Channel() with { Delay = TimeSpan.FromHours(1), Retrieved = GtidSet.Parse($"{Old}:6-12") }] };

        var plan = Plan(Facts(Gone(), Replica(3307), Replica(3308), late));

        Assert.NotEqual(At(3309), plan.NewPrimary);
        Assert.Contains(plan.Steps, static step => step.Server.Port == 3309 && step.Sql.Any(static sql => sql.Text.Contains("SOURCE_DELAY = 0", StringComparison.Ordinal)));
        Assert.Contains(plan.Steps, static step => step.Kind == FailoverStepKind.Collect);
    }

    [Fact]
    public void ReplicaThatStaysBehindAndHasNothingAloneIsLeftBehind()
    {
        var late = Replica(3309, $"{Old}:1-5") with { Channels = [Channel() with { Delay = TimeSpan.FromHours(1), Retrieved = GtidSet.Parse($"{Old}:6-10") }] };

        var plan = Plan(Facts(Gone(), Replica(3307), Replica(3308), late));

        Assert.DoesNotContain(plan.Steps, static step => step.Sql.Any(static sql => sql.Text.Contains("SOURCE_DELAY", StringComparison.Ordinal)));
    }

    [Fact]
    public void ReplicaWhoseDelayWasLiftedIsStillNoCandidate()
    {
        var facts = Facts(Gone(), Replica(3307), Replica(3308), Replica(3309, $"{Old}:1-12")) with { Delays = new Dictionary<string, TimeSpan> { [$"{Uuid(3309)}/"] = TimeSpan.FromHours(1) } };

        Assert.NotEqual(At(3309), Plan(facts).NewPrimary);
    }

    [Fact]
    public void DelayThatWasLiftedComesBackWithTheNewSource()
    {
        var late = Replica(3309);
        var facts = Facts(Gone(), Replica(3307), late) with { Delays = new Dictionary<string, TimeSpan> { [$"{Uuid(3309)}/"] = TimeSpan.FromHours(1) } };

        var step = new FailoverSteps(facts, Accepting).Repoint(late, facts.Replicas[0]);

        Assert.Contains(step.Sql, static sql => sql.Text.Contains("SOURCE_DELAY = 3600", StringComparison.Ordinal));
    }

    [Fact]
    public void CandidateOfAnInterruptedCollectionIsStillTheOldPrimarysReplica()
    {
        var collecting = Replica(3307) with { Channels = [Channel(Uuid(3308), 3308)] };

        var plan = FailoverPlanner.Plan(Facts(Gone(), collecting, Replica(3308), Replica(3309)) with { Journal = Entry(JournalState.Begun) }, Accepting with { Candidates = [At(3307)] });

        Assert.Empty(plan.Refusals);
        Assert.True(plan.IsResumed);
        Assert.Equal(At(3307), plan.NewPrimary);
    }

    [Fact]
    public void InterruptedPromotionGoesOnWithoutItsChannel()
    {
        var half = Replica(3307) with { Channels = [], IsReadOnly = true };

        var plan = FailoverPlanner.Plan(Facts(Gone(), half, Replica(3308, $"{Old}:1-9")) with { Journal = Entry(JournalState.Promoting, 3307) }, Accepting);

        Assert.Empty(plan.Refusals);
        Assert.Equal(At(3307), plan.NewPrimary);
        Assert.DoesNotContain(plan.Steps, static step => step.Kind == FailoverStepKind.RemoveChannel);
    }

    [Fact]
    public void FinishedFailoverOnlyRepointsWhoDoesNotFollow()
    {
        var primary = Replica(3307) with { IsReadOnly = false, IsSuperReadOnly = false, Channels = [] };
        var following = Replica(3308) with { Channels = [Channel(Uuid(3307), 3307) with { Receiver = ReceiverState.On }] };

        var plan = FailoverPlanner.Plan(Facts(Gone(), primary, following, Replica(3309)) with { Journal = Entry(JournalState.Completed, 3307) }, new FailoverOptions());

        Assert.Empty(plan.Refusals);
        Assert.Equal([3309], plan.Steps.Where(static step => step.Kind == FailoverStepKind.Repoint).Select(static step => step.Server.Port));
        Assert.DoesNotContain(plan.Steps, static step => step.Kind is FailoverStepKind.Promote or FailoverStepKind.StopReceiver);
    }

    [Fact]
    public void RecalledFailoverStartsWhatItHadStopped()
    {
        var record = new RunRecord([$"{Uuid(3307)}/"], new Dictionary<string, double>(), true, []);
        var stopped = Replica(3307) with { Channels = [Channel() with { Receiver = ReceiverState.Off }] };
        var stoppedBefore = Replica(3308) with { Channels = [Channel() with { Receiver = ReceiverState.Off }] };

        var steps = RecallPlanner.Plan(Facts(Back() with { IsReadOnly = true, IsSuperReadOnly = true }, stopped, stoppedBefore), record).ToArray();

        Assert.Equal([3307, 3306], steps.Select(static step => step.Server.Port));
    }

    /// <summary>How durable commits are is the old primary's choice, also when it can't be asked any more.</summary>
    [Fact]
    public void NewPrimaryWaitsForReplicasAsTheOldOneWasSeenTo()
    {
        var own = new MemberSemiSync { IsSourceEnabled = false, IsReplicaEnabled = true, WaitCount = 1, Timeout = TimeSpan.FromSeconds(10) };
        var seen = new MemberSemiSync { IsSourceEnabled = true, WaitCount = 2, Timeout = TimeSpan.FromHours(1) };

        var plan = FailoverPlanner.Plan(Facts(Gone(), Replica(3307) with { SemiSync = own }, Replica(3308) with { SemiSync = own }), Accepting with { LastState = Diagnosis.Looks.State() with { SemiSync = seen } });

        var sql = plan.Steps.Single(static step => step.Kind == FailoverStepKind.SemiSync).Sql.Select(static statement => statement.ToString()).ToArray();
        Assert.Equal(["SET GLOBAL rpl_semi_sync_source_wait_for_replica_count = 2", "SET GLOBAL rpl_semi_sync_source_timeout = 3600000", "SET GLOBAL rpl_semi_sync_source_enabled = ON"], sql);
        Assert.Contains(plan.Notes, static note => note.Contains("wait for 2 replicas, and only 1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    public void RecalledFailoverHasCommitsWaitAgainThatItReleased(bool waited, bool isEnabled, bool isDue)
    {
        var old = Back() with { IsReadOnly = true, IsSuperReadOnly = true, SemiSync = new MemberSemiSync { IsSourceEnabled = isEnabled } };

        var step = Assert.Single(RecallPlanner.Plan(Facts(old), new RunRecord([], new Dictionary<string, double>(), true, []) { WaitedForReplicas = waited }));

        Assert.Equal(isDue, step.Sql[0].ToString() == "SET GLOBAL rpl_semi_sync_source_enabled = ON");
        Assert.Equal(isDue ? 4 : 3, step.Sql.Count);
    }

    private static FailoverPlan Plan(FailoverFacts facts) => FailoverPlanner.Plan(facts, Accepting);
}
