using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Replication.Control;

/// <summary>Starts the threads of a replica, and waits as long as is wanted.</summary>
/// <param name="observer">Hears how far it is.</param>
/// <param name="time">The clock.</param>
public sealed class ReplicaStarter(IOperationObserver observer, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>How long threads may take to say whether they run.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    /// <summary>Plans it. Needs REPLICATION CLIENT.</summary>
    /// <exception cref="MySqlOpsException">ReplicationChannelMissing, ReplicationStartFailed; any connection error; PrivilegeMissing; ServerUnsupported.</exception>
    public static async Task<ReplicaPlan> PlanAsync(MySqlServer server, ReplicaStartOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            return StartPlanner.Plan(server, await ChannelReader.ReadAsync(session, cancellationToken).ConfigureAwait(false), options);
    }

    /// <summary>Runs the plan and waits. Needs REPLICATION_SLAVE_ADMIN.</summary>
    /// <exception cref="MySqlOpsException">ReplicationStartFailed, ReplicationWaitTimeout; PrivilegeMissing.</exception>
    public async Task StartAsync(ReplicaPlan plan, ReplicaStartOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        var session = await Session.OpenAsync(plan.Server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            foreach (var step in plan.Steps)
                await session.ExecuteAsync(step.Sql, cancellationToken).ConfigureAwait(false);
            if (plan.Steps.Count == 0)
                observer.Verbose($"{plan.Server}: what is to be started runs already.");
            foreach (var channel in plan.Channels)
            {
                if (plan.Steps.Any(step => step.Channel == channel))
                    await SettleAsync(session, channel, options, cancellationToken).ConfigureAwait(false);
                if (options.WaitFor != ReplicaWait.Running)
                    await WaitAsync(session, channel, options, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<ChannelFacts> FindAsync(Session session, string name, CancellationToken cancellationToken)
    {
        var channels = await ChannelReader.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        return channels.FirstOrDefault(channel => ReplicaStatusReader.IsSame(channel.Name, name)) ?? throw ReplicaStatusReader.MissingChannel(session.Server, name, channels);
    }

    private static void ThrowIfStopped(MySqlServer server, ChannelFacts channel, ReplicaThread thread)
    {
        var error = (channel.Receiver == ReceiverState.Off && thread != ReplicaThread.Applier ? channel.ReceiverError : null)
            ?? (channel.Applier == ApplierState.Off && thread != ReplicaThread.Receiver ? channel.ApplierError : null);
        if (error is null)
            return;
        var what = error == channel.ReceiverError ? "receiver" : "applier";
        throw new MySqlOpsException(
            ErrorId.ReplicationStartFailed,
            $"The {what} of {server}{ChannelStatements.Of(channel.Name)} stopped with error {error.ToString().TrimEnd('.')}. Mend its cause and start it again; Get-MySqlReplicaStatus tells more.",
            server)
        {
            ServerErrorNumber = error.Number,
        };
    }

    /// <summary>START REPLICA returns before its threads have done anything: what fails, fails a moment later.</summary>
    private async Task SettleAsync(Session session, string name, ReplicaStartOptions options, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        string? first = null;
        while (true)
        {
            var channel = await FindAsync(session, name, cancellationToken).ConfigureAwait(false);
            ThrowIfStopped(session.Server, channel, options.Thread);
            first ??= channel.Executed;
            var isReceiving = options.Thread == ReplicaThread.Applier || channel.Receiver != ReceiverState.Connecting;
            var isApplying = options.Thread == ReplicaThread.Receiver || channel.Executed != first || channel.DelaySeconds > 0
                || GtidSet.Parse(channel.Executed).Contains(GtidSet.Parse(channel.Retrieved));
            if (isReceiving && isApplying)
                return;
            if (channel is { Receiver: ReceiverState.Connecting, ReceiverError: { } error })
            {
                observer.Warning($"{session.Server}: the receiver{ChannelStatements.Of(name)} can't connect to {channel.Host}:{channel.Port} and goes on trying. Error {error}");
                return;
            }

            if (time.GetElapsedTime(start) > Settling)
                return;
            await Task.Delay(Look, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(Session session, string name, ReplicaStartOptions options, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var goal = options.WaitFor == ReplicaWait.CatchUp ? await ReadGoalAsync(session, name, options, cancellationToken).ConfigureAwait(false) : null;
        var all = 0L;
        while (true)
        {
            var channel = await FindAsync(session, name, cancellationToken).ConfigureAwait(false);
            ThrowIfStopped(session.Server, channel, options.Thread);
            var left = Left(channel, goal, options);
            all = Math.Max(all, left);
            var activity = $"Waiting for {session.Server}{ChannelStatements.Of(name)}";
            observer.Progress(new OperationProgress
            {
                Activity = activity,
                Status = goal is null ? "The applier runs" : string.Create(CultureInfo.CurrentCulture, $"{left:N0} transactions are missing"),
                PercentComplete = goal is null || all == 0 ? null : (int)(100 * (all - left) / all),
                IsCompleted = left == 0,
            });
            if (left == 0)
                return;
            if (goal is not null && (options.Thread != ReplicaThread.Receiver ? channel.Applier == ApplierState.Off : channel.Receiver == ReceiverState.Off))
                throw new MySqlOpsException(ErrorId.ReplicationStartFailed, $"{session.Server}{ChannelStatements.Of(name)} was stopped while it was waited for, with {left} transactions to go.", session.Server);
            if (time.GetElapsedTime(start) > options.Timeout)
                throw Late(session.Server, name, left, goal, options);
            await Task.Delay(Look, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static MySqlOpsException Late(MySqlServer server, string name, long left, GtidSet? goal, ReplicaStartOptions options)
    {
        var what = goal is null ? "has not come to where its applier is to stop" : $"still lacks {left.ToString(CultureInfo.InvariantCulture)} transactions";
        return new MySqlOpsException(ErrorId.ReplicationWaitTimeout, $"{server}{ChannelStatements.Of(name)} {what} after {HealthJudge.Say(options.Timeout)}. It goes on; look at it with Get-MySqlReplicaStatus, or wait longer with -Timeout.", server);
    }

    private static long Left(ChannelFacts channel, GtidSet? goal, ReplicaStartOptions options)
    {
        if (goal is null)
            return channel.Applier == ApplierState.Off ? 0 : 1;
        if (!channel.AutoPosition && goal.IsEmpty)
            return (channel.ReceivedFile, channel.ReceivedPosition) == (channel.AppliedFile, channel.AppliedPosition) ? 0 : 1;
        var have = GtidSet.Parse(channel.Executed);
        return goal.Subtract(options.Thread == ReplicaThread.Receiver ? have.Union(GtidSet.Parse(channel.Retrieved)) : have).Count;
    }

    /// <summary>What the source has now; where it can't be asked, what was fetched.</summary>
    private async Task<GtidSet> ReadGoalAsync(Session session, string name, ReplicaStartOptions options, CancellationToken cancellationToken)
    {
        var channel = await FindAsync(session, name, cancellationToken).ConfigureAwait(false);
        if (options.Thread == ReplicaThread.Applier)
            return GtidSet.Parse(channel.Retrieved);
        var source = await new SourceReader(time).ReadAsync(channel, session, "", options.Sources, cancellationToken).ConfigureAwait(false);
        if (source.Trouble is null)
            return source.Executed;
        observer.Warning($"{session.Server}{ChannelStatements.Of(name)}: what the source has is not known, so only what was fetched is waited for: {source.Trouble}.");
        return GtidSet.Parse(channel.Retrieved);
    }
}
