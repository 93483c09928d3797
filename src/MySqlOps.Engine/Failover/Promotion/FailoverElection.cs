using MySqlOps.Engine.Failover.Election;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>Who becomes the primary, and what it must have first: the election among the replicas, or the one that an interrupted run had chosen.</summary>
/// <param name="Candidate">Who; null when nobody can.</param>
/// <param name="Target">What the new primary must have before it writes.</param>
/// <param name="Collects">From whom it fetches what it lacks.</param>
/// <param name="Reason">Why this one, or why nobody, as a sentence.</param>
/// <param name="Refusal">Why nobody can; null when somebody is chosen.</param>
/// <param name="Loss">What may be lost.</param>
/// <param name="Advice">What should be known, each a sentence.</param>
internal sealed record FailoverElection(
    MemberFacts? Candidate, GtidSet Target, IReadOnlyList<CollectStep> Collects, string Reason, ErrorId? Refusal, LossEstimate Loss, IReadOnlyList<string> Advice)
{
    /// <summary>Elects.</summary>
    /// <param name="facts">The servers.</param>
    /// <param name="options">The operator's wishes.</param>
    /// <param name="pinned">The endpoint of the one that an interrupted run has chosen; null for none.</param>
    public static FailoverElection Make(FailoverFacts facts, FailoverOptions options, string? pinned)
    {
        var old = facts.OldPrimary;
        var result = CandidateElection.Choose(
            [.. facts.Replicas.Select(replica => AsFollower(replica, facts))],
            new ElectionOptions
            {
                PrimaryUuid = facts.OldUuid,
                PrimaryHost = old.Server.Host,
                PrimaryPort = old.Server.Port,
                Candidates = [.. options.Candidates.Select(static server => server.Endpoint)],
                OnlyCandidates = options.IsCandidateOnly,
                LastState = options.LastState,
                LastStateAge = options.LastStateAge,
                PrimaryExecuted = old is { IsReachable: true, IsSuperReadOnly: true } ? old.GtidExecuted : null,
                AcceptsLoss = options.AcceptsLoss,
            });
        if (pinned is not null && facts.Survivors.FirstOrDefault(member => member.Server.Endpoint == pinned) is { } before)
        {
            var own = result.Ranking.FirstOrDefault(assessment => assessment.Member.Server.Endpoint == pinned);
            return new FailoverElection(before, result.Target, own?.Collects ?? [], $"{before.Server} was chosen by the run that was interrupted.", null, result.Loss, result.Advice);
        }

        var winner = result.Refusal is null ? result.Winner : null;
        return new FailoverElection(winner is null ? null : facts.Of(winner.Member.Server), result.Target, winner?.Collects ?? [], result.Text, winner is null ? result.Refusal ?? ErrorId.FailoverNoCandidate : null, result.Loss, result.Advice);
    }

    /// <summary>As it was before runs changed it: one that was made to fetch from another is the old primary's, and one whose delay was lifted stays behind on purpose.</summary>
    private static MemberFacts AsFollower(MemberFacts replica, FailoverFacts facts)
    {
        if (facts.ChannelOf(replica) is not { } channel)
            return replica;
        var isElsewhere = facts.OldUuid.Length > 0 && channel.SourceUuid is { } uuid && !uuid.Equals(facts.OldUuid, StringComparison.OrdinalIgnoreCase) && facts.WithUuid(uuid) is not null;
        var before = channel with
        {
            SourceUuid = isElsewhere ? facts.OldUuid : channel.SourceUuid,
            Delay = facts.Delays.TryGetValue($"{replica.Uuid}/{channel.Name}", out var delay) ? delay : channel.Delay,
        };
        return replica with { Channels = [.. replica.Channels!.Select(other => ReferenceEquals(other, channel) ? before : other)] };
    }
}
