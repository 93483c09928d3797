using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Election;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Failover.Election;

/// <summary>Which transactions may be lost: zero is said only where it is proven.</summary>
public sealed class LossJudgeTests
{
    private static readonly PrimaryState Proof = new()
    {
        Uuid = Members.Primary,
        GtidExecuted = Members.Set("P:1-10"),
        LongestAcknowledgement = TimeSpan.Zero,
        SemiSync = new MemberSemiSync
        {
            IsSourceEnabled = true,
            IsSourceActive = true,
            Clients = 2,
            WaitCount = 1,
            Timeout = TimeSpan.FromSeconds(10),
            WaitsWithoutReplica = true,
            WaitPoint = "AFTER_SYNC",
            WaitingSessions = 0,
        },
    };

    [Fact]
    public void UnderASemiSyncSourceThatHadItsAcknowledgementsItIsZero()
    {
        var loss = Judge(Proof);
        Assert.True(loss.IsZeroProven);
        Assert.StartsWith("None", loss.Text, StringComparison.Ordinal);
    }

    public static TheoryData<string, PrimaryState?> Doubts() => new()
    {
        { "nobody saw", null },
        { "no semi-synchronous replication", Proof with { SemiSync = new MemberSemiSync() } },
        { "no semi-synchronous replication", Proof with { SemiSync = Proof.SemiSync with { IsSourceEnabled = false } } },
        { "fallen back", Proof with { SemiSync = Proof.SemiSync with { IsSourceActive = false } } },
        { "AFTER_COMMIT", Proof with { SemiSync = Proof.SemiSync with { WaitPoint = "AFTER_COMMIT" } } },
        { "fewer replicas", Proof with { SemiSync = Proof.SemiSync with { Clients = 0 } } },
        { "fewer replicas", Proof with { SemiSync = Proof.SemiSync with { WaitCount = 3 } } },
        { "fewer replicas", Proof with { SemiSync = Proof.SemiSync with { Clients = null } } },
        { "wait_no_replica", Proof with { SemiSync = Proof.SemiSync with { WaitsWithoutReplica = false } } },
        { "time to fall back", Proof with { SemiSync = Proof.SemiSync with { Timeout = TimeSpan.FromSeconds(2) } } },
        { "time to fall back", Proof with { SemiSync = Proof.SemiSync with { Timeout = null } } },
        { "time to fall back", Proof with { LongestAcknowledgement = TimeSpan.FromSeconds(9) } },
        { "time to fall back", Proof with { LongestAcknowledgement = null, SemiSync = Proof.SemiSync with { WaitingSessions = 1 } } },
        { "can't be reached", Proof with { SemiSync = Proof.SemiSync with { Clients = 3 } } },
        { "can't be reached", Proof with { SemiSync = Proof.SemiSync with { Clients = 4, WaitCount = 2 } } },
    };

    [Theory]
    [MemberData(nameof(Doubts))]
    public void EveryDoubtIsSaid(string word, PrimaryState? state)
    {
        var loss = Judge(state);
        Assert.False(loss.IsZeroProven);
        Assert.Contains(word, loss.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAckerThatIsNotHereIsNoDoubtWhereOthersMustHaveAcknowledgedToo() =>
        Assert.True(Judge(Proof with { SemiSync = Proof.SemiSync with { Clients = 3, WaitCount = 2 } }).IsZeroProven);

    [Fact]
    public void TransactionsThatNobodyHasAreCounted()
    {
        var loss = Judge(Proof with { GtidExecuted = Members.Set("P:1-15"), SemiSync = new MemberSemiSync() });
        Assert.Equal(Members.Set("P:13-15"), loss.KnownLost);
        Assert.Contains("At least 3 are lost", loss.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void WhereThePrimaryStillSaysWhatItHasItIsKnown()
    {
        var members = new[] { Replica(1), Replica(2) };
        Assert.True(CandidateElection.Choose(members, Members.Options with { PrimaryExecuted = Members.Set("P:1-12") }).Loss.IsZeroProven);
        Assert.Equal(Members.Set("P:13"), CandidateElection.Choose(members, Members.Options with { PrimaryExecuted = Members.Set("P:1-13") }).Loss.KnownLost);
    }

    [Fact]
    public void AnAcknowledgementInARelayLogThatCanNotBeAppliedIsNoProof()
    {
        MemberFacts[] members = [Replica(1), (Replica(2) with { GtidExecuted = Members.Set("P:1-5") }).With(static channel => channel with { Retrieved = Members.Set("P:1-14") }).Broken()];
        Assert.False(CandidateElection.Choose(members, Members.Options with { LastState = Proof, LastStateAge = TimeSpan.FromSeconds(3) }).Loss.IsZeroProven);
    }

    [Fact]
    public void AReplicaThatDoesNotAnswerIsNoAcknowledgerThatIsHere()
    {
        MemberFacts[] members = [Replica(1), new MemberFacts { Server = Replica(2).Server, ErrorId = ErrorId.ConnectRefused, ErrorText = "Nothing listens." }];
        Assert.False(CandidateElection.Choose(members, Members.Options with { LastState = Proof, LastStateAge = TimeSpan.FromSeconds(3) }).Loss.IsZeroProven);
    }

    private static MemberFacts Replica(int number) => Members.Replica(number, "P:1-12") with { SemiSync = new MemberSemiSync { IsReplicaEnabled = true } };

    private static LossEstimate Judge(PrimaryState? state) =>
        CandidateElection.Choose([Replica(1), Replica(2)], Members.Options with { LastState = state, LastStateAge = state is null ? null : TimeSpan.FromSeconds(3) }).Loss;
}
