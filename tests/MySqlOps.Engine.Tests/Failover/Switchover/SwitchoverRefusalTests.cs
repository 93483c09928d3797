using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Failover.Switchover;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Tests.Failover.Switchover;

/// <summary>What stands in the way of a switchover.</summary>
public sealed class SwitchoverRefusalTests
{
    [Fact]
    public void NothingStandsInTheWayOfAHealthyTopology()
    {
        var plan = SwitchoverScene.Healthy().Plan();

        Assert.Empty(plan.Refusals);
        Assert.Empty(plan.Notes);
        Assert.Equal("db2", plan.NewPrimary!.Host);
        plan.ThrowIfRefused();
    }

    [Fact]
    public void AReplicaThatDoesNotAnswerIsNamed() =>
        AssertRefused(SwitchoverScene.Healthy().WithOther(static other => other with { ErrorId = ErrorId.ConnectTimeout, ErrorText = "It hangs." }), ErrorId.SwitchoverMemberUnreachable, "db3");

    [Fact]
    public void APrimaryThatDoesNotAnswerIsNamed() =>
        AssertRefused(SwitchoverScene.Healthy().WithPrimary(static primary => primary with { ErrorId = ErrorId.ConnectRefused, ErrorText = "It is gone." }), ErrorId.SwitchoverMemberUnreachable, "db1");

    [Fact]
    public void AReplicaThatNobodyNamedIsNotLeftBehind() =>
        AssertRefused(SwitchoverScene.Healthy() with { Strangers = [new MemberReplica("u", 9, "db9", 3306)] }, ErrorId.SwitchoverReplicaUnknown, "db1");

    [Fact]
    public void AReadOnlyServerIsNoPrimary() =>
        AssertRefused(SwitchoverScene.Healthy().WithPrimary(static primary => primary with { IsReadOnly = true }), ErrorId.SwitchoverPrimaryReadOnly, "db1");

    [Fact]
    public void AGroupElectsItsPrimaryItself() =>
        AssertRefused(SwitchoverScene.Healthy().WithPrimary(static primary => primary with { IsGroupMember = true }), ErrorId.SwitchoverUnsupported, "db1");

    [Fact]
    public void GtidsAreNeededEverywhere() =>
        AssertRefused(SwitchoverScene.Healthy().WithOther(static other => other with { GtidMode = "ON_PERMISSIVE" }), ErrorId.SwitchoverUnsupported, "db3");

    [Fact]
    public void AChannelByPositionCannotBeMoved() =>
        AssertRefused(SwitchoverScene.Healthy().WithOther(static other => other.WithChannel(static channel => channel with { UsesAutoPosition = false })), ErrorId.SwitchoverUnsupported, "db3");

    [Fact]
    public void WhoDoesNotFollowThePrimaryTakesNoPart() =>
        AssertRefused(SwitchoverScene.Healthy().WithOther(static other => other.WithChannel(static channel => channel with { SourceUuid = "else", Host = "db7" })), ErrorId.SwitchoverNotReplica, "db3");

    [Fact]
    public void ChannelsThatMayNotBeSeenAreNotGuessed() =>
        AssertRefused(SwitchoverScene.Healthy().WithOther(static other => other with { Channels = null }), ErrorId.PrivilegeMissing, "db3");

    [Fact]
    public void PrivilegesThatLackAreNamed()
    {
        var facts = SwitchoverScene.Healthy() with { LackingPrivileges = new Dictionary<string, IReadOnlyList<string>> { [SwitchoverScene.OtherUuid] = ["PROCESS"] } };

        Assert.Contains("GRANT PROCESS ON *.*", AssertRefused(facts, ErrorId.PrivilegeMissing, "db3").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAReplicaThereIsNoCandidate() =>
        AssertRefused(SwitchoverScene.Healthy() with { Replicas = [], Candidates = [] }, ErrorId.SwitchoverCandidateMissing, "db1");

    [Fact]
    public void ACandidateMustBeEligible() =>
        AssertRefused(SwitchoverScene.Healthy().WithCandidate(static candidate => candidate with { LogsReplicaUpdates = false }), ErrorId.SwitchoverCandidateIneligible, "db2");

    [Fact]
    public void ADelayedCandidateIsNotEligible() =>
        AssertRefused(SwitchoverScene.Healthy().WithCandidate(static candidate => candidate.WithChannel(static channel => channel with { Delay = TimeSpan.FromHours(1) })), ErrorId.SwitchoverCandidateIneligible, "db2");

    [Fact]
    public void ACandidateWithTransactionsOfItsOwnIsNotEligible() =>
        AssertRefused(
            SwitchoverScene.Healthy().WithCandidate(static candidate => candidate with { GtidExecuted = candidate.GtidExecuted.Union(GtidSet.Of(SwitchoverScene.CandidateUuid, "", 1, 1)) }), ErrorId.SwitchoverCandidateIneligible, "db2");

    [Fact]
    public void ACandidateThatTheOldPrimaryCannotFollowIsNotEligible() =>
        AssertRefused(SwitchoverScene.Healthy().WithPrimary(static primary => primary with { Version = Version("8.0.40") }), ErrorId.SwitchoverCandidateIneligible, "db2");

    [Theory]
    [InlineData(ReceiverState.Off, ApplierState.On)]
    [InlineData(ReceiverState.Connecting, ApplierState.On)]
    [InlineData(ReceiverState.On, ApplierState.Off)]
    public void ACandidateMustRun(ReceiverState receiver, ApplierState applier) =>
        AssertRefused(SwitchoverScene.Healthy().WithCandidate(candidate => candidate.WithChannel(channel => channel with { Receiver = receiver, Applier = applier })), ErrorId.SwitchoverCandidateIneligible, "db2");

    [Fact]
    public void ANeverPromotedServerIsNotChosenUnasked()
    {
        var facts = SwitchoverScene.Healthy().WithCandidate(static candidate => candidate with { PromotionRule = PromotionRule.Never }) with { Candidates = [] };
        var login = facts.Logins[SwitchoverScene.CandidateUuid];

        var plan = (facts with { Logins = new Dictionary<string, ReplicationLogin> { [SwitchoverScene.OtherUuid] = login } }).Plan();

        Assert.Equal("db3", plan.NewPrimary!.Host);
    }

    [Fact]
    public void APasswordThatIsNotKnownMustBeGiven()
    {
        var facts = SwitchoverScene.Healthy() with { Logins = new Dictionary<string, ReplicationLogin>() };

        AssertRefused(facts, ErrorId.SwitchoverPasswordMissing, "db2");
        Assert.Empty(facts.Plan(new SwitchoverOptions { Login = new ReplicationLogin("repl", null) }).Refusals);
    }

    [Fact]
    public void AChannelThatKeepsNoAccountNeedsOne()
    {
        var facts = SwitchoverScene.Healthy().WithOther(static other => other.WithChannel(static channel => channel with { User = "" }));

        AssertRefused(facts, ErrorId.SwitchoverPasswordMissing, "db3");
        Assert.Empty(facts.Plan(new SwitchoverOptions { Login = new ReplicationLogin("repl", null) }).Refusals);
    }

    [Fact]
    public void TheCandidateMustKnowTheAccount()
    {
        var facts = SwitchoverScene.Healthy() with { ReplicationUsers = new Dictionary<string, IReadOnlySet<string>> { [SwitchoverScene.CandidateUuid] = new HashSet<string> { "somebody" } } };

        AssertRefused(facts, ErrorId.SwitchoverAccountMissing, "db2");
    }

    [Fact]
    public void AccountsThatMayNotBeSeenAreNoRefusal() =>
        Assert.Empty((SwitchoverScene.Healthy() with { ReplicationUsers = new Dictionary<string, IReadOnlySet<string>>() }).Plan().Refusals);

    [Fact]
    public void ARunningChannelOfThatNameOnTheOldPrimaryIsNotOverwritten()
    {
        var channel = SwitchoverScene.Healthy().Replicas[0].Channels![0] with { Host = "db8", SourceUuid = "else" };

        AssertRefused(SwitchoverScene.Healthy().WithPrimary(primary => primary with { Channels = [channel] }), ErrorId.SwitchoverChannelTaken, "db1");
    }

    [Fact]
    public void SemiSynchronousReplicationIsNotGivenUp()
    {
        var facts = SwitchoverScene.Healthy().WithPrimary(static primary => primary with { SemiSync = new MemberSemiSync { IsSourceEnabled = true, WaitCount = 1, IsReplicaEnabled = false } });

        Assert.Contains("rpl_semi_sync_source", AssertRefused(facts, ErrorId.SwitchoverSemiSyncLost, "db2").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EnoughServersMustAcknowledgeToTheNewPrimary()
    {
        var facts = SwitchoverScene.Healthy()
            .WithPrimary(static primary => primary with { SemiSync = new MemberSemiSync { IsSourceEnabled = true, WaitCount = 2, IsReplicaEnabled = false } })
            .WithCandidate(static candidate => candidate with { SemiSync = new MemberSemiSync { IsSourceEnabled = false, IsReplicaEnabled = true } });

        AssertRefused(facts, ErrorId.SwitchoverSemiSyncLost, "db2");
        Assert.Empty(facts.WithOther(static other => other with { SemiSync = new MemberSemiSync { IsReplicaEnabled = true } }).Plan().Refusals);
    }

    private static FailoverRefusal AssertRefused(SwitchoverFacts facts, ErrorId id, string host)
    {
        var plan = facts.Plan();
        var refusal = Assert.Single(plan.Refusals);
        Assert.Equal((id, host), (refusal.Id, refusal.Server.Host));
        Assert.Empty(plan.Steps);
        Assert.Equal(id, Assert.Throws<MySqlOpsException>(plan.ThrowIfRefused).Id);
        return refusal;
    }

    private static ServerVersion Version(string text) => ServerVersion.TryParse(text, "", out var version) ? version : throw new ArgumentException(text, nameof(text));
}
