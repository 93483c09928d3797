using System.Globalization;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Election;

/// <summary>Decides who becomes the primary. Pure: facts in, the result out.</summary>
/// <remarks>
/// The candidates come first, in their order; then who is preferred by its promotion rule; then the most advanced. Whoever is elected first collects what it lacks, so that
/// nothing is lost that any server has; where that can't be done, nobody is elected.
/// </remarks>
public static class CandidateElection
{
    /// <summary>Elects.</summary>
    /// <param name="members">All servers but the primary that is to be replaced, those too that do not answer.</param>
    /// <param name="options">What is wished and known beside.</param>
    public static ElectionResult Choose(IReadOnlyList<MemberFacts> members, ElectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(options);
        var present = members.Where(static member => member.IsReachable).ToList();

        // Who follows another primary has no part in this.
        var own = present.Where(member => TransactionHoldings.ChannelOf(member, options) is not null).ToList();
        var holdings = new TransactionHoldings(own, options);
        var ranking = members.Select(member => Assess(member, own, holdings, options)).OrderBy(assessment => Rank(assessment, options)).ToList();
        var winner = ranking.FirstOrDefault(assessment => assessment.IsEligible && (!options.OnlyCandidates || CandidateRank(assessment.Member, options) < options.Candidates.Count));
        var loss = LossJudge.Judge(members, holdings, options);
        var result = new ElectionResult { Ranking = ranking, Target = holdings.Target, Loss = loss, Text = "", Advice = Advise(own, holdings, winner, options) };
        if (winner is null)
        {
            var isSplit = ranking.Any(static assessment => assessment.Failures is [{ Rule: EligibilityRule.Superset }]);
            return result with { Refusal = isSplit ? ErrorId.FailoverSplitBrain : ErrorId.FailoverNoCandidate, Text = Refuse(ranking, isSplit, options) };
        }

        return holdings.Stranded.IsEmpty || options.AcceptsLoss
            ? result with { Winner = winner, Followers = [.. own.Where(member => !ReferenceEquals(member, winner.Member)).Select(member => Outlook(member, winner, holdings))], Text = Praise(winner, options) }
            : result with
            {
                Refusal = ErrorId.FailoverTransactionsStranded,
                Text = $"{holdings.Stranded.Count} transactions lie only in relay logs that can't be applied ({Eligibility.Show(holdings.Stranded)}). Mend the applier of the server that has them, or accept their loss.",
            };
    }

    private static CandidateAssessment Assess(MemberFacts member, List<MemberFacts> own, TransactionHoldings holdings, ElectionOptions options)
    {
        if (!own.Contains(member, ReferenceEqualityComparer.Instance))
            return new CandidateAssessment { Member = member, Failures = Eligibility.Check(member, own, GtidSet.Empty, options), Usable = member.GtidExecuted };
        var errant = holdings.Errant(member);
        var (steps, left) = CollectPlanner.Plan(member, own, holdings, options);
        List<Ineligibility> failures = [.. Eligibility.Check(member, own, errant, options)];
        if (!left.IsEmpty)
            failures.Add(new Ineligibility(EligibilityRule.Superset, $"{member.Server.Endpoint} lacks {left.Count} transactions that others have and can't give it: {Eligibility.Show(left)}."));
        return new CandidateAssessment
        {
            Member = member,
            Failures = failures,
            Errant = errant,
            Stranded = holdings.StrandedOf(member),
            Usable = holdings.Usable(member),
            Missing = holdings.Target.Subtract(holdings.Usable(member)),
            Collects = steps,
        };
    }

    /// <summary>Smaller is better. The order of the members decides at last, because the sort is stable.</summary>
    private static (bool, int, int, long, Version) Rank(CandidateAssessment assessment, ElectionOptions options) => (
        !assessment.IsEligible,
        CandidateRank(assessment.Member, options),
        assessment.Member.PromotionRule switch
        {
            PromotionRule.Prefer => 0,
            PromotionRule.Neutral => 1,
            _ => 2,
        },
        assessment.Missing.Count,
        assessment.Member.Version?.Number ?? new Version());

    private static int CandidateRank(MemberFacts member, ElectionOptions options)
    {
        for (var i = 0; i < options.Candidates.Count; i++)
        {
            if (options.Candidates[i].Equals(member.Uuid, StringComparison.OrdinalIgnoreCase) || options.Candidates[i].Equals(member.Server.Endpoint, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return options.Candidates.Count;
    }

    private static FollowerOutlook Outlook(MemberFacts member, CandidateAssessment winner, TransactionHoldings holdings)
    {
        var lacks = winner.Member.GtidPurged.Subtract(holdings.Usable(member));
        var reason = member switch
        {
            { GtidMode: not "ON" } => $"gtid_mode is {member.GtidMode} there.",
            _ when !Eligibility.CanFeed(winner.Member, member) => $"Its version {member.Version} is older than the new primary's.",
            _ when !lacks.IsEmpty => string.Create(CultureInfo.InvariantCulture, $"It lacks {lacks.Count} transactions that the new primary has purged from its binary logs; it must be seeded anew."),
            _ when !holdings.Errant(member).IsEmpty => $"It has errant transactions: {Eligibility.Show(holdings.Errant(member))}.",
            _ when !holdings.StrandedOf(member).IsEmpty => "Its applier stopped with an error.",
            _ => null,
        };
        return new FollowerOutlook(member, reason is null, reason);
    }

    private static string Praise(CandidateAssessment winner, ElectionOptions options)
    {
        var place = winner.Member.Server.Endpoint;
        var why = CandidateRank(winner.Member, options) < options.Candidates.Count ? "is the first candidate that can be promoted"
            : winner.Member.PromotionRule == PromotionRule.Prefer ? "is preferred by its promotion rule"
            : winner.Missing.IsEmpty ? "has everything that any server has"
            : "has the most of those that can be promoted";
        var collects = winner.Collects.Count == 0 ? "." : $", and collects {winner.Missing.Count} transactions from {string.Join(" and ", winner.Collects.Select(static step => step.From.Endpoint))} first.";
        return $"{place} {why}{collects}";
    }

    private static string Refuse(List<CandidateAssessment> ranking, bool isSplit, ElectionOptions options)
    {
        if (ranking.Count == 0)
            return "There is no server that could become the primary.";
        var head = isSplit ? "Each server lacks transactions that another one has and can't give: promoting any would lose them." : options.OnlyCandidates ? "None of the candidates can become the primary." : "No server can become the primary.";
        return $"{head} {string.Join(" ", ranking.SelectMany(static assessment => assessment.Failures.Take(1)).Select(static failure => failure.Text))}";
    }

    private static List<string> Advise(List<MemberFacts> own, TransactionHoldings holdings, CandidateAssessment? winner, ElectionOptions options)
    {
        var advice = own.Where(member => !holdings.Errant(member).IsEmpty)
            .Select(member => $"{member.Server.Endpoint} has errant transactions: {Eligibility.Show(holdings.Errant(member))}. It should not follow before they are dealt with.")
            .ToList();
        if (winner is null)
            return advice;
        if (winner.Member.Filters.Count > 0)
            advice.Add($"{winner.Member.Server.Endpoint} and all others have the replication filters {string.Join(", ", winner.Member.Filters)}: what these leave out nobody has.");
        var ackers = own.Count(member => !ReferenceEquals(member, winner.Member) && member is { IsReachable: true, SemiSync.IsReplicaEnabled: true });
        if (winner.Member.SemiSync.WaitsWhenPromoted && MemberSemiSync.Model(options.LastState?.SemiSync, winner.Member.SemiSync).WaitCount is { } count && ackers < count)
            advice.Add($"Commits on {winner.Member.Server.Endpoint} will wait for {count} replicas, and only {ackers} would acknowledge to it: each commit takes as long as rpl_semi_sync_source_timeout until the source falls back, that is changed, or replicas come back.");
        return advice;
    }
}
