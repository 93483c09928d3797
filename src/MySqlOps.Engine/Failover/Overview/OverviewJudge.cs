using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Suspension;

namespace MySqlOps.Engine.Failover.Overview;

/// <summary>What the servers say together.</summary>
internal static class OverviewJudge
{
    /// <summary>Puts it together.</summary>
    /// <param name="primary">What the primary holds.</param>
    /// <param name="replicas">What its replicas hold.</param>
    /// <param name="at">When they were asked.</param>
    public static FailoverOverview Judge(FailoverMember primary, IReadOnlyList<FailoverMember> replicas, DateTimeOffset at)
    {
        FailoverMember[] members = [primary, .. replicas];
        return new FailoverOverview
        {
            Server = primary.Server,
            At = at,
            Holder = Holder(replicas),
            Suspension = SuspensionJudge.Newest(members.Select(static member => member.Suspension)),
            Runs = [.. members.SelectMany(static member => member.Runs).GroupBy(static run => run.Epoch).OrderByDescending(static same => same.Key).Select(static same => JournalJudge.Newest(same)!)],
            Members = members,
        };
    }

    /// <summary>A lease is a majority of all replicas, whether they answer or not; locks on fewer are none.</summary>
    private static string? Holder(IReadOnlyList<FailoverMember> replicas) => replicas
        .Where(static replica => replica.Holder is not null)
        .GroupBy(static replica => replica.Holder!, StringComparer.Ordinal)
        .FirstOrDefault(same => same.Count() >= MajorityLease.Majority(replicas.Count))?.Key;
}
