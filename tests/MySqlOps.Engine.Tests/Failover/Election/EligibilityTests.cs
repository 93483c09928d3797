using MySqlOps.Engine.Failover.Election;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Failover.Election;

/// <summary>The rules that a server must pass to become the primary.</summary>
public sealed class EligibilityTests
{
    /// <summary>Servers that fail one rule each.</summary>
    private static readonly Dictionary<EligibilityRule, Func<MemberFacts, MemberFacts>> Faults = new()
    {
        [EligibilityRule.Connected] = static member => new MemberFacts { Server = member.Server, ErrorId = ErrorId.ConnectRefused, ErrorText = "Nothing listens." },
        [EligibilityRule.Following] = static member => member with { Channels = [] },
        [EligibilityRule.NoGroup] = static member => member with { IsGroupMember = true },
        [EligibilityRule.Promotion] = static member => member with { PromotionRule = PromotionRule.Never },
        [EligibilityRule.GtidMode] = static member => member with { GtidMode = "ON_PERMISSIVE" },
        [EligibilityRule.BinaryLog] = static member => member with { IsBinaryLogOn = false, LogsReplicaUpdates = false },
        [EligibilityRule.LogReplicaUpdates] = static member => member with { LogsReplicaUpdates = false },
        [EligibilityRule.Filters] = static member => member.With(static channel => channel with { Filters = ["REPLICATE_DO_DB = shop"] }),
        [EligibilityRule.Version] = static member => member with { Version = Members.Version("9.8.0") },
        [EligibilityRule.Delay] = static member => member.With(static channel => channel with { Delay = TimeSpan.FromHours(1) }),
        [EligibilityRule.Applier] = static member => member.Broken(),
        [EligibilityRule.Errant] = static member => member with { GtidExecuted = member.GtidExecuted.Union(Members.Set("1:1")) },
    };

    public static TheoryData<EligibilityRule> Rules() => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void AServerThatFailsARuleIsNotPromotedThoughItIsTheFirstCandidate(EligibilityRule rule)
    {
        var bad = Faults[rule](Members.Replica(1, "P:1-10"));
        var result = CandidateElection.Choose([bad, Members.Replica(2, "P:1-10")], Members.Options with { Candidates = [Members.Uuid(1)] });

        Assert.Equal(Members.Uuid(2), result.Winner!.Member.Uuid);
        var failure = Assert.Single(result.Ranking.Single(assessment => assessment.Member == bad).Failures);
        Assert.Equal(rule, failure.Rule);
        Assert.EndsWith(".", failure.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void WhereAllFailARuleNobodyIsPromoted(EligibilityRule rule)
    {
        // One of a higher version, or with filters of its own, has nobody beside it that could tell.
        if (rule is EligibilityRule.Version or EligibilityRule.Filters)
            return;
        var result = CandidateElection.Choose([Faults[rule](Members.Replica(1, "P:1-10"))], Members.Options);
        Assert.Null(result.Winner);
        Assert.Equal(ErrorId.FailoverNoCandidate, result.Refusal);
    }

    [Theory]
    [InlineData("9.7.4", "9.7.4", true)]
    [InlineData("9.7.4", "9.7.3", true)]
    [InlineData("9.7.3", "9.7.4", true)]
    [InlineData("9.7.4", "9.6.0", false)]
    [InlineData("9.6.0", "9.7.4", true)]
    [InlineData("8.4.0", "8.4.9", true)]
    [InlineData("8.4.9", "8.4.0", true)]
    [InlineData("8.4.0", "8.0.36", false)]
    [InlineData("8.0.36", "8.4.0", true)]
    [InlineData("8.0.36", "8.0.36", true)]
    [InlineData("8.0.36", "8.0.35", false)]
    [InlineData("8.0.35", "8.0.36", true)]
    [InlineData("9.0.0", "8.4.9", false)]
    [InlineData("8.4.9", "9.0.0", true)]
    public void AReplicaMayBeNewerThanItsSourceAndNotOlder(string source, string replica, bool canFeed) =>
        Assert.Equal(canFeed, new ServerFacts(Members.Version(source)).CanFeed(Members.Version(replica)));

    [Fact]
    public void FiltersThatAllHaveAreNoHindrance()
    {
        var members = Enumerable.Range(1, 2).Select(static number => Members.Replica(number, "P:1-10").With(static channel => channel with { Filters = ["REPLICATE_IGNORE_DB = test"] })).ToList();
        var result = CandidateElection.Choose(members, Members.Options);
        Assert.NotNull(result.Winner);
        Assert.Contains(result.Advice, static advice => advice.Contains("REPLICATE_IGNORE_DB", StringComparison.Ordinal));
    }

    [Fact]
    public void AFilterOfTheBinaryLogHinders()
    {
        var result = CandidateElection.Choose([Members.Replica(1, "P:1-11") with { BinlogFilters = ["BINLOG_DO_DB = shop"] }, Members.Replica(2, "P:1-10")], Members.Options);
        Assert.Equal(Members.Uuid(2), result.Winner!.Member.Uuid);
    }

    [Fact]
    public void AReceiverThatIsBrokenIsNoHindranceBecauseItCollectsFromTheOthers()
    {
        var result = CandidateElection.Choose([Members.Replica(1, "P:1-5").With(static channel => channel with { Receiver = Engine.Replication.Status.ReceiverState.Off })], Members.Options);
        Assert.Equal(Members.Uuid(1), result.Winner!.Member.Uuid);
    }

    [Fact]
    public void AnApplierThatWasOnlyStoppedIsNoHindrance() =>
        Assert.NotNull(CandidateElection.Choose([Members.Replica(1, "P:1-5").With(static channel => channel with { Applier = Engine.Replication.Status.ApplierState.Off })], Members.Options).Winner);

    [Fact]
    public void AnAccountThatMayNotSeeTheChannelsIsToldSo()
    {
        var result = CandidateElection.Choose([Members.Replica(1, "P:1-5") with { Channels = null }], Members.Options);
        Assert.Contains("REPLICATION CLIENT", result.Text, StringComparison.Ordinal);
    }
}
