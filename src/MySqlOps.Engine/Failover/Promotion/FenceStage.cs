using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>Keeps the old primary from taking writes, and proves it.</summary>
internal sealed class FenceStage(RunContext context)
{
    private Task<MemberFacts>? _probe;

    /// <summary>Makes an old primary read-only that answers, before anything else, and lets the replicas fetch the rest.</summary>
    public async Task FenceAsync(CancellationToken cancellationToken)
    {
        var old = context.Facts.OldPrimary;
        if (!old.IsReachable || !await context.Lease.TryAddAsync(old.Server, cancellationToken).ConfigureAwait(false))
            return;
        var steps = context.Steps;
        if (await context.Runner.TryAsync(steps.Fence() with { Sql = [] }, token => WriteFence.RaiseAsync(context, old, token), cancellationToken).ConfigureAwait(false) is null)
            await context.Runner.TryAsync(steps.Drain(), DrainAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins to ask the old primary once more, beside what is done to the replicas: a server that hangs takes its time.</summary>
    public void BeginProbe(CancellationToken cancellationToken)
    {
        async Task<MemberFacts> AskAsync() => (await MemberFactsReader.ReadAsync([context.Facts.OldPrimary.Server], context.Options.OldPrimaryTimeout, cancellationToken).ConfigureAwait(false))[0];
        _probe = context.Facts.OldPrimary.IsReachable ? null : AskAsync();
    }

    /// <summary>Proves that a server takes no writes: the old primary, or a candidate of an earlier run that does not answer.</summary>
    /// <exception cref="MySqlOpsException">FailoverFenceUnproven.</exception>
    public async Task<FenceProof> ProveAsync(MemberFacts server, string uuid, CancellationToken cancellationToken)
    {
        FenceProof? proof = null;
        await context.Runner.RunAsync(
            context.Steps.Prove(server.Server),
            async token =>
            {
                await context.Lease.ConfirmAsync(token).ConfigureAwait(false);
                proof = await JudgeAsync(server, uuid, token).ConfigureAwait(false);
                return proof.IsEnough ? proof.ToString() : throw new MySqlOpsException(ErrorId.FailoverFenceUnproven, FailoverPlanner.UnprovenText(proof), server.Server);
            },
            cancellationToken).ConfigureAwait(false);
        return proof!;
    }

    private async Task<FenceProof> JudgeAsync(MemberFacts server, string uuid, CancellationToken cancellationToken)
    {
        // Asked anew: a server that was silent when the run began may have come back since.
        var limit = server.IsReachable ? context.Options.AskTimeout : context.Options.OldPrimaryTimeout;
        var isOld = server.Server.Endpoint == context.Facts.OldPrimary.Server.Endpoint;
        var now = isOld && _probe is not null
            ? await _probe.ConfigureAwait(false)
            : (await MemberFactsReader.ReadAsync([server.Server], limit, cancellationToken).ConfigureAwait(false))[0];
        _probe = null;
        if (now is { IsReachable: true, IsSuperReadOnly: false } && await context.Lease.TryAddAsync(server.Server, cancellationToken).ConfigureAwait(false))
        {
            await WriteFence.RaiseAsync(context, now, cancellationToken).ConfigureAwait(false);
            now = (await MemberFactsReader.ReadAsync([server.Server], context.Options.AskTimeout, cancellationToken).ConfigureAwait(false))[0];
        }

        var facts = FailoverPlanner.ProofFacts(context.Facts, now, uuid, context.Options.AcceptsSplitBrainRisk);
        if (facts.IsSuperReadOnly != true && context.Options.FenceScript is { } script)
        {
            var result = await script.RunAsync(server.Server.Host, server.Server.Port, cancellationToken).ConfigureAwait(false);
            facts = facts with { ScriptExitCode = result.ExitCode ?? (result.IsTimedOut ? null : -1), IsScriptTimedOut = result.IsTimedOut };
        }

        return FenceJudge.Judge(facts);
    }

    private async Task<string?> DrainAsync(CancellationToken cancellationToken)
    {
        var began = context.Time.GetTimestamp();
        while (true)
        {
            await context.ReadAsync(asksOld: true, cancellationToken).ConfigureAwait(false);
            var old = context.Facts.OldPrimary;
            if (!old.IsReachable)
                return $"{old.Server} does not answer any more.";
            if (context.Facts.Survivors.Any(replica => replica.GtidReceived.Contains(old.GtidExecuted)))
                return null;
            if (context.Time.GetElapsedTime(began) > context.Options.AskTimeout)
                return "Not all was fetched in time; what is missing is lost.";
        }
    }
}
