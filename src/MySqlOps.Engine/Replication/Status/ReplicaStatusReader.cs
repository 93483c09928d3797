using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Status;

/// <summary>Asks a replica how it follows, and its sources what they have.</summary>
/// <param name="observer">Hears what the account may not see; null for nobody.</param>
/// <param name="time">The clock that only runs, for round trips; null for the system's.</param>
public sealed class ReplicaStatusReader(IOperationObserver? observer = null, TimeProvider? time = null)
{
    private readonly IOperationObserver _observer = observer ?? SilentObserver.Instance;
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Asks. It changes nothing. Needs REPLICATION CLIENT, and SELECT on performance_schema for lag and workers.</summary>
    /// <param name="server">The replica.</param>
    /// <param name="options">What is asked.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>One status a channel; none for a server that follows nobody.</returns>
    /// <exception cref="MySqlOpsException">Any connection error; PrivilegeMissing; ServerUnsupported for MariaDB; ReplicationChannelMissing.</exception>
    public async Task<IReadOnlyList<ReplicaStatus>> ReadAsync(MySqlServer server, ReplicaStatusOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            return await ReadAsync(session, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same over a session that is open.</summary>
    internal async Task<IReadOnlyList<ReplicaStatus>> ReadAsync(Session session, ReplicaStatusOptions options, CancellationToken cancellationToken)
    {
        var channels = await ChannelReader.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        foreach (var wanted in options.Channels.Where(wanted => !channels.Any(channel => IsSame(channel.Name, wanted))))
            throw MissingChannel(session.Server, wanted, channels);
        if (channels.Count == 0)
            return [];
        var guard = new PrivilegeGuard(session.Server, _observer);
        var progress = await guard.AskAsync<IReadOnlyDictionary<string, ChannelProgress>?>(
            "How far its replication workers are",
            "SELECT ON performance_schema.*",
            async () => await ProgressReader.ReadAsync(session, cancellationToken).ConfigureAwait(false),
            null).ConfigureAwait(false);
        var own = await ReplicaServerReader.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        var executed = GtidSet.Parse(await session.TextAsync("SELECT @@GLOBAL.gtid_executed", cancellationToken).ConfigureAwait(false) ?? "");
        var sources = new Dictionary<string, SourceFacts>(StringComparer.OrdinalIgnoreCase);
        if (options.AsksSource)
        {
            foreach (var channel in channels)
                sources[channel.Name] = await new SourceReader(_time).ReadAsync(channel, session, own.Uuid, options.Sources, cancellationToken).ConfigureAwait(false);
        }

        var errant = FindErrant(executed, own.Uuid, sources.Values, options.AsksSource);
        return
        [
            .. channels
                .Where(channel => options.Channels.Count == 0 || options.Channels.Any(wanted => IsSame(channel.Name, wanted)))
                .Select(channel => Compose(session.Server, channel, progress?.GetValueOrDefault(channel.Name), own, executed, errant, sources.GetValueOrDefault(channel.Name), options)),
        ];
    }

    /// <summary>Channels have no case (manual 19.2.2.4).</summary>
    internal static bool IsSame(string channel, string other) => channel.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>What no source has. With several sources all must have been asked, because each has only its own share.</summary>
    internal static GtidSet? FindErrant(GtidSet executed, string uuid, IReadOnlyCollection<SourceFacts> sources, bool isAsked)
    {
        if (!isAsked || sources.Any(static source => source.Trouble is not null))
            return null;
        var rest = sources.Aggregate(executed, static (left, source) => left.Subtract(source.Executed));

        // A source that follows the replica in its turn gets the replica's own transactions a moment later.
        return sources.Any(static source => source.FollowsReplica) ? rest.Subtract(rest.WithSource(uuid)) : rest;
    }

    /// <summary>The error for a channel that is not there.</summary>
    internal static MySqlOpsException MissingChannel(MySqlServer server, string channel, IReadOnlyList<ChannelFacts> channels)
    {
        var names = channels.Count == 0 ? "It follows no server" : $"It has {string.Join(", ", channels.Select(static one => $"'{one.Name}'"))}";
        return new MySqlOpsException(ErrorId.ReplicationChannelMissing, $"{server} has no replication channel '{channel}'. {names}.", server);
    }

    private static ReplicaStatus Compose(
        MySqlServer server, ChannelFacts channel, ChannelProgress? progress, ReplicaServerFacts own, GtidSet executed, GtidSet? errant, SourceFacts? source, ReplicaStatusOptions options)
    {
        var missing = source is { Trouble: null } ? source.Executed.Subtract(executed) : null;
        var ahead = source?.Clock?.Ahead;
        var (lag, basis) = LagCalculator.Calculate(channel, progress, executed, missing, ahead);
        var failed = progress?.Workers.FirstOrDefault(static worker => worker.Error is not null)?.Error;
        var status = new ReplicaStatus
        {
            Server = server,
            Channel = channel.Name,
            Host = channel.Host,
            Port = channel.Port,
            User = channel.User,
            SourceUuid = channel.SourceUuid,
            ServerUuid = own.Uuid,
            ReceiverState = channel.Receiver,
            ReceiverText = channel.ReceiverText,
            ReceiverError = channel.ReceiverError is { } receiver ? receiver with { Time = ProgressReader.Moment(progress?.ReceiverErrorTime) } : null,
            ApplierState = channel.Applier,
            ApplierText = channel.ApplierText,
            ApplierError = channel.ApplierError is { } applier ? failed ?? applier with { Time = ProgressReader.Moment(progress?.ApplierErrorTime) } : null,
            RetrievedGtidSet = GtidSet.Parse(channel.Retrieved),
            ExecutedGtidSet = executed,
            MissingGtidSet = missing,
            ErrantGtidSet = errant,
            SourceTrouble = source?.Trouble,
            Lag = lag,
            LagBasis = basis,
            ClockOffset = ahead,
            ClockUncertainty = source?.Clock?.Uncertainty,
            SecondsBehind = channel.SecondsBehind,
            DelaySeconds = channel.DelaySeconds,
            DelayRemaining = channel.DelayRemaining is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Workers = progress is null ? null : [.. progress.Workers.Select(worker => Compose(worker, progress, ahead))],
            SemiSync = own.SemiSync,
            Filters = channel.Filters,
            IsReadOnly = own.IsReadOnly,
            IsSuperReadOnly = own.IsSuperReadOnly,
            AutoPosition = channel.AutoPosition,
            ReceivedFile = channel.ReceivedFile,
            ReceivedPosition = channel.ReceivedPosition,
            AppliedFile = channel.AppliedFile,
            AppliedPosition = channel.AppliedPosition,
            RetryInterval = TimeSpan.FromSeconds(channel.RetryInterval),
            RetryCount = channel.RetryCount,
            NetTimeout = TimeSpan.FromSeconds(own.NetTimeout),
            HeartbeatInterval = progress?.HeartbeatSeconds is { } interval ? TimeSpan.FromSeconds(interval) : null,
            LastHeartbeat = ProgressReader.Moment(progress?.LastHeartbeat),
            Time = ProgressReader.Moment(own.Now)!.Value,
        };
        return HealthJudge.Judge(status, source, options.LagLimit);
    }

    private static ApplierWorker Compose(WorkerFacts worker, ChannelProgress progress, TimeSpan? ahead) => new()
    {
        Id = worker.Id,
        IsRunning = worker.IsRunning,
        Transaction = worker.Transaction,
        Lag = worker.Committed is { } committed ? LagCalculator.Age(progress, committed, ahead) : null,
        LastTransaction = worker.LastTransaction,
        LastTransactionLag = LagCalculator.AppliedAfter(worker, ahead),
        Retries = worker.Retries,
        Error = worker.Error,
    };
}
