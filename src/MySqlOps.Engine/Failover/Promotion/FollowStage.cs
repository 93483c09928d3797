using System.Collections.Concurrent;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>Has the replicas follow the new primary, all at once, and names those that can't.</summary>
internal sealed class FollowStage(RunContext context)
{
    private readonly ConcurrentQueue<DetachedServer> _detached = new();

    /// <summary>Those that do not follow.</summary>
    public IReadOnlyList<DetachedServer> Detached => [.. _detached];

    /// <summary>Has them follow.</summary>
    /// <param name="primary">The new primary.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task RunAsync(MySqlServer primary, CancellationToken cancellationToken)
    {
        await context.ReadAsync(asksOld: false, cancellationToken).ConfigureAwait(false);
        var source = context.Facts.Of(primary);
        await Task.WhenAll(context.Facts.Replicas.Where(replica => replica.Server.Endpoint != primary.Endpoint).Select(replica => FollowAsync(replica, source, cancellationToken))).ConfigureAwait(false);
    }

    private async Task FollowAsync(MemberFacts replica, MemberFacts primary, CancellationToken cancellationToken)
    {
        var decision = FollowDecision.Decide(replica, primary, context.Facts.ChannelOf(replica) is not null);
        if (decision.IsFollowing)
            return;
        if (!decision.CanFollow)
        {
            await DetachAsync(replica, decision.Reason, cancellationToken).ConfigureAwait(false);
            return;
        }

        var steps = context.Steps;
        var trouble = await context.Runner.TryAsync(steps.Repoint(replica, primary), static _ => Task.FromResult<string?>(null), cancellationToken).ConfigureAwait(false)
            ?? await context.Runner.TryAsync(steps.Await(replica.Server, primary), token => AwaitAsync(replica, primary, token), cancellationToken).ConfigureAwait(false);
        if (trouble is not null)
            await DetachAsync(replica, $"{replica.Server} could not be made to follow. {trouble.Message}", cancellationToken).ConfigureAwait(false);
    }

    private async Task<string?> AwaitAsync(MemberFacts replica, MemberFacts primary, CancellationToken cancellationToken)
    {
        var channel = context.Facts.ChannelOf(replica)!.Name;
        var trouble = await context.Wait(replica.Server).HeardAsync(channel, primary.Uuid, context.Options.ReplicaTimeout, cancellationToken).ConfigureAwait(false);
        return trouble is null ? null : throw new MySqlOpsException(ErrorId.FailoverIncomplete, $"{replica.Server} does not hear {primary.Server}. {trouble}", replica.Server);
    }

    private Task DetachAsync(MemberFacts replica, string reason, CancellationToken cancellationToken)
    {
        _detached.Enqueue(new DetachedServer(replica.Server, reason));
        return context.Runner.RunAsync(context.Steps.Detach(replica.Server), _ => Task.FromResult<string?>(reason), cancellationToken);
    }
}
