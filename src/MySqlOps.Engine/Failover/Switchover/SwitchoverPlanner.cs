using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;

namespace MySqlOps.Engine.Failover.Switchover;

/// <summary>Decides how a switchover goes, or why not. It asks nobody.</summary>
internal static class SwitchoverPlanner
{
    /// <summary>Makes the plan.</summary>
    public static SwitchoverPlan Plan(SwitchoverFacts facts, SwitchoverOptions options)
    {
        List<FailoverRefusal> refusals = [.. SwitchoverChecks.OfMembers(facts)];
        var candidate = refusals.Count > 0 ? null : SwitchoverChecks.Choose(facts, refusals);
        if (candidate is not null)
            refusals.AddRange(SwitchoverChecks.OfCandidate(facts, candidate, options));
        var isPlanned = candidate is not null && refusals.Count == 0;
        return new SwitchoverPlan
        {
            Server = facts.Primary.Server,
            NewPrimary = candidate?.Server,
            Options = options,
            Facts = facts,
            Refusals = refusals,
            Steps = isPlanned ? [.. new SwitchoverSteps(facts, candidate!, options).List()] : [],
            Notes = isPlanned ? [.. SwitchoverChecks.Notes(facts, candidate!)] : [],
        };
    }

    /// <summary>The address at which the others reach a server: the one that it reports, or else the one by which we do.</summary>
    /// <remarks>A loopback address of ours means another machine to a server that runs elsewhere; then the server's own name is taken.</remarks>
    public static (string Host, int Port) AddressOf(MemberFacts member, SwitchoverFacts facts)
    {
        if (member.ReportHost is { Length: > 0 } reported)
            return (reported, member.ReportPort);
        if (member.Server.Socket is not null)
            return (member.HostName, member.Port);
        var isAlone = facts.Replicas.Append(facts.Primary).All(other => other.HostName == member.HostName);
        return isAlone || !IsLoopback(member.Server.Host) ? (member.Server.Host, member.Server.Port) : (member.HostName, member.Port);
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
}
