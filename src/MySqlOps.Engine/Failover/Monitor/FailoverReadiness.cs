using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Promotion;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>Makes the plan of a failover while all is well, and warns when none could be done: the time to hear that nobody can take over is before somebody must.</summary>
internal sealed class FailoverReadiness(MonitorOptions options, EventFeed feed)
{
    /// <summary>Looks.</summary>
    /// <param name="topology">Who is who.</param>
    /// <param name="members">All members, the primary first.</param>
    /// <param name="newest">The newest run in the journal; null for none.</param>
    public void Look(MonitorTopology topology, IReadOnlyList<MemberFacts> members, JournalEntry? newest)
    {
        if (!members[0].IsReachable || newest is { IsUnfinished: true } || topology.Replicas.Count == 0)
            return;
        var replicas = members.Where(member => topology.Replicas.Any(replica => replica.Endpoint == member.Server.Endpoint));
        var facts = new FailoverFacts
        {
            OldPrimary = members[0],
            Replicas = [.. replicas.Select(member => member with { PromotionRule = options.Failover.Rules.GetValueOrDefault(member.Server.Endpoint) })],
            OldUuid = members[0].Uuid,
        };
        var plan = FailoverPlanner.Plan(facts, options.Failover with { IsForced = true, IsCandidateOnly = options.Failover.IsCandidateOnly || options.Mode == FailoverMode.Elect });
        if (plan.Refusals is [var refusal, ..])
            feed.SayOnChange(FailoverEventKind.Warning, topology.Primary, $"If {topology.Primary} were gone now, nobody could take over. {refusal.Message}");
        else
            feed.ForgetOf(FailoverEventKind.Warning, topology.Primary);
    }
}
