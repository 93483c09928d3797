using MySqlOps.Engine.Failover.Election;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Tests.Failover.Election;

/// <summary>Who becomes the primary.</summary>
public sealed class CandidateElectionTests
{
    /// <summary>Replicas as <c>executed[/retrieved][!rule]</c>, candidates by number.</summary>
    [Theory]
    [InlineData("P:1-10|P:1-10", "", 1)] // Equal: the first.
    [InlineData("P:1-10|P:1-12", "", 2)] // The most advanced.
    [InlineData("P:1-12|P:1-10", "", 1)]
    [InlineData("P:1-10|P:1-12|P:1-11", "", 2)]
    [InlineData("P:1-10/P:1-15|P:1-12", "", 1)] // What is fetched counts though it is not applied.
    [InlineData("P:1-10|P:1-12", "1", 1)] // The candidate collects the rest.
    [InlineData("P:1-10|P:1-12|P:1-14", "2,1", 2)]
    [InlineData("P:1-10|P:1-12|P:1-14", "1,2", 1)]
    [InlineData("P:1-10!Prefer|P:1-12", "", 1)]
    [InlineData("P:1-10|P:1-12!PreferNot", "", 1)]
    [InlineData("P:1-12!PreferNot|P:1-10!PreferNot", "", 1)]
    [InlineData("P:1-12!Never|P:1-10", "", 2)]
    [InlineData("P:1-12!Never|P:1-10!PreferNot", "", 2)]
    [InlineData("P:1-12!Prefer|P:1-10!Prefer", "", 1)]
    [InlineData("P:1-10!Prefer|P:1-12!Prefer", "", 2)]
    [InlineData("P:1-10!Prefer|P:1-12", "2", 2)] // A candidate is before a preferred one.
    [InlineData("P:1-12!Never|P:1-10", "1", 2)]
    [InlineData("P:1-12!PreferNot|P:1-10", "1", 1)]
    [InlineData("P:1-10|P:1-12", "9", 2)] // Nobody knows the candidate.
    [InlineData("P:1-5:7-10|P:1-12", "", 2)]
    [InlineData("P:1-10,O:1-5|P:1-12,O:1-5", "", 2)]
    [InlineData("P:1-10:blue:1-5|P:1-10:blue:1-7", "", 2)] // Tags.
    [InlineData("P:1-10,1:1|P:1-10", "", 2)] // An errant one is not promoted.
    [InlineData("P:1-10,1:1|P:1-10", "1", 2)]
    public void TheBestIsChosen(string replicas, string candidates, int winner)
    {
        var result = Choose(replicas, candidates);
        Assert.Equal(Members.Uuid(winner), result.Winner?.Member.Uuid);
        Assert.Null(result.Refusal);
    }

    [Theory]
    [InlineData("P:1-10|P:1-12", "1", "P:11-12")]
    [InlineData("P:1-10|P:1-12/P:1-14", "1", "P:11-14")]
    [InlineData("P:1-10|P:1-12|P:1-14", "1", "P:11-14")]
    [InlineData("P:1-10|P:1-10", "1", "")]
    [InlineData("P:1-10|P:1-12,2:1-3", "1", null)] // From one with errant transactions nothing is fetched.
    public void TheWinnerCollectsWhatItLacks(string replicas, string candidates, string? collected)
    {
        var result = Choose(replicas, candidates);
        if (collected is null)
        {
            Assert.Null(result.Winner);
            return;
        }

        var sum = result.Winner!.Collects.Aggregate(Members.Set(""), static (all, step) => all.Union(step.Transactions));
        Assert.Equal((Members.Set(collected), Members.Set(collected)), (sum, result.Winner.Missing));
    }

    [Fact]
    public void GapsAreCollectedFromSeveralServers()
    {
        var result = Choose("P:1-10|P:1-10:20-22|P:1-10:30-31", "1");
        Assert.Equal(["db:3308", "db:3309"], result.Winner!.Collects.Select(static step => step.From.Endpoint));
        Assert.Equal(Members.Set("P:1-10:20-22:30-31"), result.Target);
    }

    [Fact]
    public void WhoHasPurgedWhatTheCandidateLacksCanNotGiveTheRest()
    {
        MemberFacts[] members = [Members.Replica(1, "P:1-10"), Members.Replica(2, "P:1-20") with { GtidPurged = Members.Set("P:1-15") }];
        var result = CandidateElection.Choose(members, Members.Options with { Candidates = [Members.Uuid(1)] });
        Assert.Equal(Members.Uuid(2), result.Winner!.Member.Uuid);
        var follower = Assert.Single(result.Followers);
        Assert.False(follower.CanFollow);
        Assert.Contains("purged", follower.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void WhereEachLacksWhatOnlyAnotherHasNobodyIsPromoted()
    {
        MemberFacts[] members =
        [
            Members.Replica(1, "P:1-10:20") with { GtidPurged = Members.Set("P:20") },
            Members.Replica(2, "P:1-12") with { GtidPurged = Members.Set("P:12") },
        ];
        var result = CandidateElection.Choose(members, Members.Options);
        Assert.Null(result.Winner);
        Assert.Equal(ErrorId.FailoverSplitBrain, result.Refusal);
        Assert.Contains("db:3307 lacks 2 transactions", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatOnlyOneWithErrantTransactionsHasHoldsTheElectionUp()
    {
        var result = Choose("P:1-12,1:1|P:1-10", "");
        Assert.Equal((null, ErrorId.FailoverSplitBrain), (result.Winner, result.Refusal!.Value));
        Assert.Contains("1 errant transactions", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatOnlyOneWithoutItsBinaryLogHasHindersAllOthers()
    {
        var result = CandidateElection.Choose([Members.Replica(1, "P:1-10"), Members.Replica(2, "P:1-12") with { LogsReplicaUpdates = false }], Members.Options);
        Assert.Null(result.Winner);
    }

    [Fact]
    public void ADelayedServerGivesWhatItHasFetchedOnceItsDelayIsLifted()
    {
        var delayed = Members.Replica(2, "P:1-5", "P:1-14").With(static channel => channel with { Delay = TimeSpan.FromHours(1) });
        var result = CandidateElection.Choose([Members.Replica(1, "P:1-10"), delayed], Members.Options);
        Assert.Equal(Members.Uuid(1), result.Winner!.Member.Uuid);
        var step = Assert.Single(result.Winner.Collects);
        Assert.True(step.NeedsDelayLifted);
        Assert.Equal(Members.Set("P:11-14"), step.Transactions);
    }

    [Fact]
    public void WhatIsOnlyInARelayLogThatCanNotBeAppliedHoldsTheElectionUp()
    {
        MemberFacts[] members = [Members.Replica(1, "P:1-10"), Members.Replica(2, "P:1-8", "P:1-12").Broken()];
        var result = CandidateElection.Choose(members, Members.Options);
        Assert.Equal((null, ErrorId.FailoverTransactionsStranded), (result.Winner, result.Refusal!.Value));
        Assert.Contains("2 transactions", result.Text, StringComparison.Ordinal);

        var accepted = CandidateElection.Choose(members, Members.Options with { AcceptsLoss = true });
        Assert.Equal(Members.Uuid(1), accepted.Winner!.Member.Uuid);
    }

    [Fact]
    public void ABrokenApplierIsNoMatterWhereOthersHaveItAll()
    {
        var result = CandidateElection.Choose([Members.Replica(1, "P:1-12"), Members.Replica(2, "P:1-8", "P:1-12").Broken()], Members.Options);
        Assert.Equal(Members.Uuid(1), result.Winner!.Member.Uuid);
    }

    [Fact]
    public void InModeElectNobodyButTheCandidatesIsElected()
    {
        var result = CandidateElection.Choose([Members.Replica(1, "P:1-10") with { GtidMode = "OFF" }, Members.Replica(2, "P:1-10")], Members.Options with { Candidates = [Members.Uuid(1)], OnlyCandidates = true });
        Assert.Equal((null, ErrorId.FailoverNoCandidate), (result.Winner, result.Refusal!.Value));
        Assert.Contains("gtid_mode", result.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("db:3308")]
    [InlineData("DB:3308")]
    [InlineData("BBBBBBBB-0000-0000-0000-000000000002")]
    public void ACandidateIsNamedByUuidOrEndpoint(string candidate) =>
        Assert.Equal(Members.Uuid(2), CandidateElection.Choose([Members.Replica(1, "P:1-12"), Members.Replica(2, "P:1-10")], Members.Options with { Candidates = [candidate] }).Winner!.Member.Uuid);

    [Fact]
    public void NobodyAtAllIsARefusal() => Assert.Equal(ErrorId.FailoverNoCandidate, CandidateElection.Choose([], Members.Options).Refusal);

    [Fact]
    public void AServerOfAnotherPrimaryHasNoPartInIt()
    {
        // It has transactions of its own primary and an older version, and neither matters.
        var stranger = (Members.Replica(2, "O:1-500") with { Version = Members.Version("8.0.36") }).With(static channel => channel with { SourceUuid = "cccccccc-0000-0000-0000-000000000001" });
        var result = CandidateElection.Choose([stranger, Members.Replica(1, "P:1-10")], Members.Options);
        Assert.Equal(Members.Uuid(1), result.Winner!.Member.Uuid);
        Assert.Equal(Members.Set("P:1-10"), result.Target);
        Assert.Empty(result.Followers);
    }

    [Fact]
    public void WhatComesByAnotherChannelIsNeitherErrantNorNeeded()
    {
        var both = Members.Replica(2, "P:1-10,O:1-50");
        both = both with { Channels = [.. both.Channels!, new MemberChannel { Name = "other", Host = "x", Port = 1, SourceUuid = "aaaaaaaa-0000-0000-0000-000000000000", Retrieved = Members.Set("O:1-50") }] };
        var result = CandidateElection.Choose([Members.Replica(1, "P:1-10"), both], Members.Options);
        Assert.Equal(Members.Uuid(1), result.Winner!.Member.Uuid);
        Assert.Empty(result.Advice);
    }

    [Fact]
    public void OneThatDoesNotAnswerStaysInTheRankingAndIsLast()
    {
        var dead = new MemberFacts { Server = Members.Replica(1, "").Server, ErrorId = ErrorId.ConnectRefused, ErrorText = "Nothing listens." };
        var result = CandidateElection.Choose([dead, Members.Replica(2, "P:1-10")], Members.Options);
        Assert.Same(dead, result.Ranking[^1].Member);
    }

    [Fact]
    public void AFollowerWithErrantTransactionsIsNamed()
    {
        var result = Choose("P:1-10|P:1-10,2:1", "");
        Assert.False(Assert.Single(result.Followers).CanFollow);
        Assert.Contains(result.Advice, static advice => advice.Contains("db:3308 has errant transactions", StringComparison.Ordinal));
    }

    [Fact]
    public void ASemiSyncWinnerWithTooFewFollowersIsSaid()
    {
        var winner = Members.Replica(1, "P:1-12") with { SemiSync = new MemberSemiSync { IsSourceEnabled = false, IsReplicaEnabled = true, WaitCount = 2 } };
        var result = CandidateElection.Choose([winner, Members.Replica(2, "P:1-10") with { SemiSync = new MemberSemiSync { IsReplicaEnabled = true } }], Members.Options);
        Assert.Contains(result.Advice, static advice => advice.Contains("wait for 2 replicas", StringComparison.Ordinal));
    }

    [Fact]
    public void AnUnseenReceiverThatLostItsSourceIsFoundByItsAddress()
    {
        var member = Members.Replica(1, "P:1-10").With(static channel => channel with { SourceUuid = null, Receiver = ReceiverState.Connecting });
        Assert.NotNull(CandidateElection.Choose([member], Members.Options).Winner);
    }

    /// <summary>Random holdings: nobody is ever promoted who would lose what another could give.</summary>
    [Fact]
    public void TheWinnerAlwaysHasOrCollectsEverythingThatAnybodyCanGive()
    {
        var random = new Random(4711);
        for (var round = 0; round < 2000; round++)
        {
            var members = Enumerable.Range(1, random.Next(1, 5)).Select(number => Random(random, number)).ToList();
            var result = CandidateElection.Choose(members, Members.Options);
            if (result.Winner is not { } winner)
                continue;
            var has = winner.Collects.Aggregate(winner.Usable, static (all, step) => all.Union(step.Transactions));
            Assert.True(has.Contains(result.Target), $"Round {round}");
            Assert.True(winner.Errant.IsEmpty, $"Round {round}");
            var healthy = members.Where(static member => member.Channels![0].ApplierError is null);
            var needed = healthy.Aggregate(Members.Set(""), static (all, member) => all.Union(member.GtidReceived.WithSource(Members.Primary)));
            Assert.True(has.Contains(needed), $"Round {round}");
        }
    }

    private static MemberFacts Random(Random random, int number)
    {
        var last = random.Next(5, 15);
        var member = Members.Replica(number, random.Next(5) == 0 ? $"P:1-{last},{number}:1" : $"P:1-{last}", $"P:3-{last + random.Next(4)}") with
        {
            GtidPurged = Members.Set($"P:1-{random.Next(1, last)}"),
            LogsReplicaUpdates = random.Next(6) > 0,
            PromotionRule = (PromotionRule)random.Next(4),
        };
        return random.Next(6) == 0 ? member.Broken() : member;
    }

    private static ElectionResult Choose(string replicas, string candidates)
    {
        var members = replicas.Split('|').Select(static (text, i) => Read(text, i + 1)).ToList();
        return CandidateElection.Choose(members, Members.Options with { Candidates = [.. candidates.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static digit => Members.Uuid(digit[0] - '0'))] });
    }

    private static MemberFacts Read(string text, int number)
    {
        var parts = text.Split('!');
        var sets = parts[0].Split('/');
        return Members.Replica(number, sets[0], sets.Length > 1 ? sets[1] : null) with { PromotionRule = parts.Length > 1 ? Enum.Parse<PromotionRule>(parts[1]) : PromotionRule.Neutral };
    }
}
