using System.Globalization;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>Brings the replicas to rest: receivers stopped, relay logs applied; then has the candidate collect what it lacks.</summary>
internal sealed class ReplicaStage(RunContext context)
{
    /// <summary>Stops all receivers, and asks the members whether the lease is still ours.</summary>
    /// <exception cref="MySqlOpsException">FailoverLeaseLost.</exception>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var (replica, channel) in context.Facts.Laggards().Where(laggard => context.Lease.Of(laggard.Replica.Server).IsHeld).ToArray())
            await context.Runner.TryAsync(context.Steps.LiftDelay(replica, channel), static _ => Task.FromResult<string?>(null), cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(context.Steps.StopReceivers().Where(step => context.Lease.Of(step.Server).IsHeld)
            .Select(step => context.Runner.TryAsync(step, static _ => Task.FromResult<string?>(null), cancellationToken))).ConfigureAwait(false);
        await context.Lease.ConfirmAsync(cancellationToken).ConfigureAwait(false);
        await context.ReadAsync(asksOld: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits on all replicas at once until what was fetched is applied, but on those that stay behind on purpose and have nothing that others lack. One that does not come to that is no candidate, if another has more.</summary>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        var waiting = context.Facts.Survivors.Where(replica => context.Lease.Of(replica.Server).IsHeld && !replica.GtidExecuted.Contains(replica.GtidRetrieved) && !(context.Facts.ChannelOf(replica)?.Delay > TimeSpan.Zero)).ToArray();
        await Task.WhenAll(waiting.Select(replica => context.Runner.TryAsync(context.Steps.Apply(replica), token => ApplyAsync(replica, token), cancellationToken))).ConfigureAwait(false);
        if (waiting.Length > 0)
            await context.ReadAsync(asksOld: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Has the candidate collect from the others what it lacks.</summary>
    /// <exception cref="MySqlOpsException">FailoverSplitBrain: somebody has what the candidate can't get.</exception>
    public async Task CollectAsync(FailoverElection choice, CancellationToken cancellationToken)
    {
        var candidate = choice.Candidate!.Server.Endpoint;
        foreach (var gift in choice.Collects)
        {
            var step = context.Steps.Collect(Candidate(candidate), context.Facts.Of(gift.From), gift.Transactions);
            await context.Runner.TryAsync(step, token => FetchAsync(candidate, gift.Transactions, token), cancellationToken).ConfigureAwait(false);
            await context.ReadAsync(asksOld: false, cancellationToken).ConfigureAwait(false);
        }

        var lacks = choice.Target.Subtract(Candidate(candidate).GtidExecuted);
        if (lacks.IsEmpty)
            return;
        var holders = context.Facts.Survivors.Where(member => !member.GtidReceived.Intersect(lacks).IsEmpty).Select(static member => member.Server.ToString());
        throw new MySqlOpsException(
            ErrorId.FailoverSplitBrain,
            string.Create(CultureInfo.InvariantCulture, $"{Candidate(candidate).Server} lacks {lacks.Count:N0} transactions ({lacks}) that {string.Join(" and ", holders)} received, and has not got them."),
            Candidate(candidate).Server);
    }

    private MemberFacts Candidate(string endpoint) => context.Facts.Replicas.First(replica => replica.Server.Endpoint == endpoint);

    private async Task<string?> ApplyAsync(MemberFacts replica, CancellationToken cancellationToken)
    {
        var left = replica.GtidRetrieved.Subtract(replica.GtidExecuted);
        var channel = (replica.Channels ?? []).FirstOrDefault(candidate => !candidate.Retrieved.Subtract(replica.GtidExecuted).IsEmpty)?.Name ?? "";
        var trouble = await context.Wait(replica.Server).AppliedAsync(left, channel, isFetched: true, context.Options.ApplyTimeout, cancellationToken).ConfigureAwait(false);
        return trouble is null
            ? string.Create(CultureInfo.InvariantCulture, $"{left.Count:N0} transactions were applied.")
            : throw new MySqlOpsException(ErrorId.FailoverRelayLogNotApplied, $"{replica.Server} has not applied all that it fetched. {trouble}", replica.Server);
    }

    private async Task<string?> FetchAsync(string candidate, GtidSet set, CancellationToken cancellationToken)
    {
        var member = Candidate(candidate);
        var channel = context.Facts.ChannelOf(member)!;
        if (channel.Applier == ApplierState.Off)
            await context.Runner.SendAsync(member.Server, [$"START REPLICA SQL_THREAD FOR CHANNEL {SqlLiteral.Quote(channel.Name)}"], context.Options.AskTimeout, cancellationToken).ConfigureAwait(false);
        var trouble = await context.Wait(member.Server).AppliedAsync(set, channel.Name, isFetched: false, context.Options.CollectTimeout, cancellationToken).ConfigureAwait(false);
        await context.Runner.SendAsync(member.Server, [$"STOP REPLICA IO_THREAD FOR CHANNEL {SqlLiteral.Quote(channel.Name)}"], context.Options.AskTimeout, cancellationToken).ConfigureAwait(false);
        return trouble is null ? null : throw new MySqlOpsException(ErrorId.FailoverRelayLogNotApplied, $"{member.Server} could not fetch what it lacks. {trouble}", member.Server);
    }
}
