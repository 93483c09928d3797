using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>Deals with an old primary that answers: fenced first, then a replica again, or left with what it has of its own.</summary>
internal sealed class OldPrimaryStage(RunContext context)
{
    /// <summary>Deals with it.</summary>
    /// <param name="primary">The new primary.</param>
    /// <param name="login">The account by which a replica logs in to its source; null when it could not be read.</param>
    /// <param name="model">A channel whose settings count, with the settings that only its server can read; null for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<OldPrimaryReturn> RunAsync(MySqlServer primary, ReplicationLogin? login, (MemberChannel Channel, ChannelSettings? Settings)? model, CancellationToken cancellationToken)
    {
        await context.ReadAsync(asksOld: true, cancellationToken).ConfigureAwait(false);
        var decision = Decide(primary);
        if (decision.Action is OldPrimaryAction.Await or OldPrimaryAction.Leave)
            return decision;
        var old = context.Facts.OldPrimary.Server;
        if (!await context.Lease.TryAddAsync(old, cancellationToken).ConfigureAwait(false))
            return new OldPrimaryReturn(OldPrimaryAction.Await, decision.Errant, $"{old} answers, but its failover lock can't be had. {context.Lease.Of(old).Trouble?.Message}");
        var cut = context.Steps.CutOff();
        if (await context.Runner.TryAsync(cut with { Sql = [] }, token => CutOffAsync(cut, token), cancellationToken).ConfigureAwait(false) is { } failed)
            return new OldPrimaryReturn(OldPrimaryAction.Fence, decision.Errant, $"{old} answers and could not be fenced. {failed.Message}");
        await context.ReadAsync(asksOld: true, cancellationToken).ConfigureAwait(false);
        decision = Decide(primary);
        return decision.Action == OldPrimaryAction.Rejoin ? await RejoinAsync(context.Facts.Of(primary), decision, login, model, cancellationToken).ConfigureAwait(false) : decision;
    }

    private async Task<string?> CutOffAsync(FailoverStep step, CancellationToken cancellationToken)
    {
        var ended = await WriteFence.RaiseAsync(context, context.Facts.OldPrimary, cancellationToken).ConfigureAwait(false);
        await context.Runner.SendAsync(step.Server, step.Sql, step.Limit, cancellationToken).ConfigureAwait(false);
        return ended;
    }

    private OldPrimaryReturn Decide(MySqlServer primary) => OldPrimaryReturn.Decide(context.Facts.OldPrimary, context.Facts.Of(primary));

    private async Task<OldPrimaryReturn> RejoinAsync(MemberFacts primary, OldPrimaryReturn decision, ReplicationLogin? login, (MemberChannel Channel, ChannelSettings? Settings)? model, CancellationToken cancellationToken)
    {
        var old = context.Facts.OldPrimary;
        var (host, port) = MemberAddress.Of(primary, context.Facts.All);
        List<StepStatement> sql = [];
        if (old.SemiSync.IsSourceEnabled is not null)
            sql.AddRange(SemiSyncStatements.BecomeReplica(old.SemiSync));
        if (context.Facts.ChannelOf(old) is { } own)
            sql.AddRange([.. ChannelStatements.Repoint(own with { Receiver = Replication.Status.ReceiverState.On }, host, port, context.Options.Login), $"START REPLICA SQL_THREAD FOR CHANNEL {SqlLiteral.Quote(own.Name)}"]);
        else if (model is { } channel && login is not null)
            sql.AddRange(ChannelStatements.Create(channel.Channel, channel.Settings, host, port, login));
        else
            return decision with { Action = OldPrimaryAction.Keep, Reason = $"{decision.Reason} It stays read-only and does not follow, because the replicas' password could not be read (SELECT ON mysql.slave_master_info): give it by -ReplicationCredential, or set it up with New-MySqlReplication." };
        var name = context.Facts.ChannelOf(old)?.Name ?? model!.Value.Channel.Name;
        var trouble = await context.Runner.TryAsync(
            context.Steps.Follow($"Have {old.Server} follow {primary.Server}") with { Sql = sql },
            async token => await context.Wait(old.Server).HeardAsync(name, primary.Uuid, context.Options.ReplicaTimeout, token).ConfigureAwait(false) is { } why
                ? throw new MySqlOpsException(ErrorId.FailoverIncomplete, $"{old.Server} does not hear {primary.Server}. {why}", old.Server)
                : null,
            cancellationToken).ConfigureAwait(false);
        if (trouble is not null)
            return decision with { Action = OldPrimaryAction.Keep, Reason = $"{decision.Reason} It stays read-only and does not follow. {trouble.Message}" };
        await context.Runner.SendAsync(old.Server, ["SET GLOBAL offline_mode = OFF"], context.Options.AskTimeout, cancellationToken).ConfigureAwait(false);
        return decision with { Reason = $"{old.Server} follows {primary.Server}, and stays read-only." };
    }
}
