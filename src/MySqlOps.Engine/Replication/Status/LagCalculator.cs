using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Status;

/// <summary>
/// How far a channel is behind, from commit times. A commit time is by the source's clock and the present by the replica's, so the difference of the two is taken out.
/// Seconds_Behind_Source can't be trusted: it is whole seconds, zero while the receiver is the one that lags, and NULL while the applier is stopped.
/// </summary>
internal static class LagCalculator
{
    /// <summary>Calculates it.</summary>
    /// <param name="channel">What SHOW REPLICA STATUS said, read first.</param>
    /// <param name="progress">What performance_schema said, read then; null when it was forbidden.</param>
    /// <param name="executed">What the replica has executed, read after both, so that what is pending in it had arrived before the threads were looked at.</param>
    /// <param name="missing">What the source has and the replica lacks; null when it could not be asked.</param>
    /// <param name="ahead">How far the source's clock is ahead; null when it could not be asked.</param>
    public static (TimeSpan? Lag, LagBasis Basis) Calculate(ChannelFacts channel, ChannelProgress? progress, GtidSet executed, GtidSet? missing, TimeSpan? ahead)
    {
        var pending = GtidSet.Parse(channel.Retrieved).Subtract(executed);
        var isPending = channel.AutoPosition ? !pending.IsEmpty : (channel.ReceivedFile, channel.ReceivedPosition) != (channel.AppliedFile, channel.AppliedPosition);
        if (!isPending)
            return Receiving(channel, progress, missing, ahead);
        if (progress is null)
            return (null, LagBasis.Unknown);
        var open = progress.Workers
            .Where(worker => worker.Committed is not null && !IsIn(executed, worker.Transaction))
            .Select(static worker => worker.Committed)
            .Append(progress.ProcessingCommitted)
            .Min();
        if (open is null && pending.Count == 1 && IsIn(pending, progress.LastQueued))
            open = progress.LastQueuedCommitted;
        return open is { } committed
            ? (Age(progress, committed, ahead), LagBasis.Transaction)
            : AtMost(progress, progress.Workers.Max(static worker => worker.LastCommitted), ahead);
    }

    /// <summary>The age of a transaction; never below zero, to which clocks that drift could bring it.</summary>
    public static TimeSpan Age(ChannelProgress progress, long committed, TimeSpan? ahead) => NotNegative(TimeSpan.FromMicroseconds(progress.Now - committed) + (ahead ?? TimeSpan.Zero));

    /// <summary>How long after its commit on the source a transaction was applied.</summary>
    public static TimeSpan? AppliedAfter(WorkerFacts worker, TimeSpan? ahead) =>
        worker is { LastApplied: { } applied, LastCommitted: { } committed } ? NotNegative(TimeSpan.FromMicroseconds(applied - committed) + (ahead ?? TimeSpan.Zero)) : null;

    /// <summary>All that was fetched is applied: is there more?</summary>
    private static (TimeSpan? Lag, LagBasis Basis) Receiving(ChannelFacts channel, ChannelProgress? progress, GtidSet? missing, TimeSpan? ahead)
    {
        if (channel.Receiver == ReceiverState.On)
        {
            // What the source has more was committed after the replica was asked, or is just being fetched.
            return progress?.QueueingCommitted is { } queueing ? (Age(progress, queueing, ahead), LagBasis.Transaction) : (TimeSpan.Zero, LagBasis.CaughtUp);
        }

        if (missing is { IsEmpty: true })
            return (TimeSpan.Zero, LagBasis.CaughtUp);
        return missing is null || progress is null
            ? (null, LagBasis.Unknown)
            : AtMost(progress, progress.LastQueuedCommitted ?? progress.Workers.Max(static worker => worker.LastCommitted), ahead);
    }

    private static (TimeSpan? Lag, LagBasis Basis) AtMost(ChannelProgress progress, long? committed, TimeSpan? ahead) =>
        committed is { } known ? (Age(progress, known, ahead), LagBasis.AtMost) : (null, LagBasis.Unknown);

    private static bool IsIn(GtidSet set, string? transaction) => GtidSet.TryParse(transaction, out var one) && !one.IsEmpty && set.Contains(one);

    private static TimeSpan NotNegative(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;
}
