using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Members;

namespace MySqlOps.Engine.Tests.Failover.Diagnosis;

/// <summary>What is wrong with a primary that answers.</summary>
public sealed class StateJudgeTests
{
    [Theory]
    [InlineData(0, 2, 6, false, "SemiSyncBlocked")] // LockedSemiSyncMaster
    [InlineData(0, 2, 1, false, "Healthy")] // LockedSemiSyncMasterHypothesis
    [InlineData(0, 2, 1, true, "SemiSyncBlocked")]
    [InlineData(1, 2, 1, true, "SemiSyncBlocked")]
    [InlineData(2, 2, 1, true, "Healthy")] // MasterWithTooManySemiSyncReplicas is none of ours; here they acknowledge slowly
    [InlineData(2, 2, 5, false, "SemiSyncBlocked")]
    [InlineData(3, 2, 9, true, "SemiSyncBlocked")]
    public void CommitsThatWaitForReplicasBlock(long clients, long waitCount, double longest, bool waitedBefore, string verdict)
    {
        var state = Looks.Waiting(clients, waitCount, longest);
        Assert.Equal(verdict, Judge(state, waitedBefore ? state : null));
    }

    [Fact]
    public void CommitsThatAreAcknowledgedBetweenLooksDoNotBlock() =>
        Assert.Equal("Healthy", Judge(Looks.Waiting(1, 2, 1, acknowledged: 6), Looks.Waiting(1, 2, 1, acknowledged: 5)));

    [Fact]
    public void WithoutPerformanceSchemaTwoLooksWithoutProgressBlock()
    {
        var state = Looks.Waiting(2, 2, 0) with { LongestAcknowledgement = null };
        Assert.Equal("SemiSyncBlocked", Judge(state, state));
        Assert.Equal("Healthy", Judge(state, null));
    }

    [Fact]
    public void ASourceThatFellBackIsNotBlocked()
    {
        var state = Looks.Waiting(0, 2, 9);
        Assert.Equal("Healthy", Judge(state with { SemiSync = state.SemiSync with { IsSourceActive = false } }, state));
        Assert.Equal("Healthy", Judge(state with { SemiSync = state.SemiSync with { IsSourceEnabled = false } }, state));
        Assert.Equal("Healthy", Judge(state with { SemiSync = new MemberSemiSync() }, state));
    }

    [Theory]
    [InlineData(0, 0, "Healthy")]
    [InlineData(3, 4.9, "Healthy")]
    [InlineData(3, 5, "DiskStalled")]
    [InlineData(1, 60, "DiskStalled")]
    public void CommitsThatDoNotEndAreADiskThatStalls(long commits, double longest, string verdict) =>
        Assert.Equal(verdict, Judge(Looks.State() with { CommitsUnderWay = commits, LongestCommit = TimeSpan.FromSeconds(longest) }));

    [Fact]
    public void CommitsBehindOneThatWaitsForReplicasAreNoDiskThatStalls() =>
        Assert.Equal("SemiSyncBlocked", Judge(Looks.Waiting(0, 1, 9) with { CommitsUnderWay = 5, LongestCommit = TimeSpan.FromSeconds(9) }));

    [Fact]
    public void WithoutPerformanceSchemaNoDiskStalls() => Assert.Equal("Healthy", Judge(Looks.State() with { CommitsUnderWay = null, LongestCommit = null }));

    [Theory]
    [InlineData(150, "Healthy")]
    [InlineData(151, "Healthy")]
    [InlineData(152, "Overloaded")]
    public void TheAdministratorsConnectionAloneIsAnOverload(long connections, string verdict) => Assert.Equal(verdict, Judge(Looks.State() with { ThreadsConnected = connections }));

    [Fact]
    public void AnotherServerAtTheAddressIsNotThePrimary()
    {
        var judgement = StateJudge.Judge(Looks.State() with { Uuid = "cccccccc-0000-0000-0000-000000000001" }, [], Looks.Uuid, null, new PrimaryRules());
        Assert.Equal(PrimaryVerdict.Unknown, judgement.Verdict);
        Assert.Contains("cccccccc", Assert.Single(judgement.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void TheCaseOfAUuidDoesNotMatter() => Assert.Equal(PrimaryVerdict.Healthy, StateJudge.Judge(Looks.State(), [], Looks.Uuid.ToUpperInvariant(), null, new PrimaryRules()).Verdict);

    [Fact]
    public void ABlockedPrimaryStaysBlockedThoughItsReplicasAreBroken()
    {
        var judgement = StateJudge.Judge(Looks.Waiting(0, 1, 9), Looks.Words("LB", null), Looks.Uuid, null, new PrimaryRules());
        Assert.Equal(PrimaryVerdict.SemiSyncBlocked, judgement.Verdict);
        Assert.Contains(judgement.Reasons, static reason => reason.Contains("db:3308", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2, "NN", "Healthy")]
    [InlineData(0, "NN", "AllReplicasBroken")]
    [InlineData(null, "NN", "AllReplicasBroken")]
    [InlineData(2, "NB", "AllReplicasBroken")]
    public void ReplicasThatOnlyWeCanNotAskAreNotBroken(int? connected, string replicas, string verdict) =>
        Assert.Equal(verdict, StateJudge.Judge(Looks.State() with { ConnectedReplicas = connected }, Looks.Words(replicas, null), Looks.Uuid, null, new PrimaryRules()).Verdict.ToString());

    [Theory]
    [InlineData(false, true, false, "super_read_only")]
    [InlineData(true, false, false, "(read_only)")]
    [InlineData(false, false, true, "offline_mode")]
    public void APrimaryThatTakesNoWritesIsSaid(bool isReadOnly, bool isSuperReadOnly, bool isOffline, string word)
    {
        var state = Looks.State() with { IsReadOnly = isReadOnly, IsSuperReadOnly = isSuperReadOnly, IsOffline = isOffline };
        Assert.Contains(StateJudge.Judge(state, [], Looks.Uuid, null, new PrimaryRules()).Reasons, reason => reason.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void ARestartIsSaid()
    {
        var state = Looks.State() with { Uptime = TimeSpan.FromSeconds(3) };
        Assert.Contains(StateJudge.Judge(state, [], Looks.Uuid, Looks.State(), new PrimaryRules()).Reasons, static reason => reason.Contains("restarted 3 s ago", StringComparison.Ordinal));
    }

    private static string Judge(PrimaryState state, PrimaryState? before = null) => StateJudge.Judge(state, Looks.Words("S", null), Looks.Uuid, before, new PrimaryRules()).Verdict.ToString();
}
