using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Failover.Steps;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>Deals with a member that is away and answers again: fenced when it takes writes, a replica again when it has nothing of its own, and else left for a person.</summary>
internal sealed class MemberReturn(MonitorOptions options, EventFeed feed, TimeProvider time)
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, (string Reason, long At)> _last = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Deals with it.</summary>
    /// <param name="member">What it said.</param>
    /// <param name="primary">What the primary said.</param>
    /// <param name="topology">Who is who.</param>
    /// <param name="lease">Over whose sessions.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>True when it follows the primary.</returns>
    public async Task<bool> BringAsync(MemberFacts member, MemberFacts primary, MonitorTopology topology, MajorityLease lease, CancellationToken cancellationToken)
    {
        if (member.IsSuperReadOnly && _last.TryGetValue(member.Server.Endpoint, out var last) && (IsKept(member, primary, last.Reason) || time.GetElapsedTime(last.At) < TryAgain))
            return false;
        var runner = new StepRunner(lease, time, TellAsync);
        var facts = await FailoverReader.ReadAsync(member.Server, [topology.Primary, .. topology.Replicas], options.Failover, cancellationToken).ConfigureAwait(false);
        if (!facts.OldPrimary.IsReachable || !facts.Of(topology.Primary).IsReachable)
            return false;
        var context = new RunContext(facts, options.Failover, lease, runner, time);
        var memory = new ChannelMemory(context);
        await memory.RememberAsync([.. topology.Replicas], cancellationToken).ConfigureAwait(false);
        var tookWrites = !facts.OldPrimary.IsReadOnly;
        var result = await new OldPrimaryStage(context).RunAsync(topology.Primary, memory.Login, memory.Model, cancellationToken).ConfigureAwait(false);
        if (tookWrites && runner.Results.Any(static step => step is { Kind: FailoverStepKind.Fence, Status: FailoverStepStatus.Done }))
            feed.Say(FailoverEventKind.MemberFenced, member.Server, $"{member.Server} had come back and took writes, although {topology.Primary} is the primary. It was made read-only and cut off from its clients.");
        _last[member.Server.Endpoint] = (result.Reason, time.GetTimestamp());
        var isBack = result.Action is OldPrimaryAction.Rejoin or OldPrimaryAction.Leave;
        if (isBack)
            feed.Say(FailoverEventKind.MemberRejoined, member.Server, result.Reason);
        else if (result.Action == OldPrimaryAction.Keep)
            feed.SayOnChange(FailoverEventKind.MemberKept, member.Server, result.Reason);
        else if (result.Action == OldPrimaryAction.Fence)
            feed.SayOnChange(FailoverEventKind.Warning, member.Server, result.Reason);
        return isBack;

        Task TellAsync(FailoverStepResult step, CancellationToken token)
        {
            feed.Say(feed.Make(FailoverEventKind.Step, step.Server, step.ToString()) with { Step = step });
            return Task.CompletedTask;
        }
    }

    /// <summary>True for one that was cut off before and is for a person to look at: nothing is to be done each time it is seen.</summary>
    private static bool IsKept(MemberFacts member, MemberFacts primary, string reason) => OldPrimaryReturn.Decide(member, primary) is { Action: OldPrimaryAction.Keep } kept && kept.Reason == reason;
}
