using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Election;

/// <summary>Decides from whom a candidate collects what it lacks. Pure.</summary>
internal static class CollectPlanner
{
    /// <summary>Plans: from the one that has most of it first.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="members">The servers that answer.</param>
    /// <param name="holdings">Who holds what.</param>
    /// <param name="options">What is known of the primary.</param>
    /// <returns>The steps, and what nobody can give.</returns>
    public static (IReadOnlyList<CollectStep> Steps, GtidSet Left) Plan(MemberFacts candidate, IReadOnlyList<MemberFacts> members, TransactionHoldings holdings, ElectionOptions options)
    {
        var has = holdings.Usable(candidate);
        var left = holdings.Target.Subtract(has);
        var steps = new List<CollectStep>();
        var donors = members.Where(member => !ReferenceEquals(member, candidate) && CanGive(member, holdings)).ToList();
        while (!left.IsEmpty)
        {
            // By GTIDs a donor sends all that is lacking there or nothing: what it has purged must be here.
            var best = donors
                .Where(donor => has.Contains(donor.GtidPurged))
                .Select(donor => (Donor: donor, Gives: left.Intersect(holdings.Usable(donor))))
                .Where(static pair => !pair.Gives.IsEmpty)
                .OrderByDescending(static pair => pair.Gives.Count)
                .FirstOrDefault();
            if (best.Donor is null)
                break;
            steps.Add(new CollectStep(best.Donor.Server, best.Gives, TransactionHoldings.ChannelOf(best.Donor, options)?.Delay > TimeSpan.Zero));
            has = has.Union(best.Gives);
            left = left.Subtract(best.Gives);
        }

        return (steps, left);
    }

    /// <summary>A donor with errant transactions would pass them on; one without the binary log of what it replicated has nothing to give.</summary>
    private static bool CanGive(MemberFacts member, TransactionHoldings holdings) =>
        member is { IsBinaryLogOn: true, LogsReplicaUpdates: true } && holdings.Errant(member).IsEmpty;
}
