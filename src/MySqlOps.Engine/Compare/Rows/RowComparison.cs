using System.Threading.Channels;
using MySqlOps.Engine.Compare.Rows.Digests;
using MySqlOps.Engine.Compare.Rows.Findings;
using MySqlOps.Engine.Compare.Rows.Live;
using MySqlOps.Engine.Compare.Rows.Pairs;
using MySqlOps.Engine.Compare.Rows.Reading;
using MySqlOps.Engine.Dump.Run;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Rows;

/// <summary>One run of a comparison of rows: takes both sides' snapshots, and has as many workers as there are sessions compare chunk after chunk.</summary>
internal sealed class RowComparison(
    RowSessions source, RowSessions target, IReadOnlyList<TablePair> pairs, CompareOptions options, ComparisonTally tally, IOperationObserver observer, TimeProvider time)
{
    /// <summary>Compares.</summary>
    /// <param name="findings">Takes what differs.</param>
    /// <param name="keepBytes">The memory for the hashes of one chunk's rows on one side.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task RunAsync(ChannelWriter<MySqlDifference> findings, long keepBytes, CancellationToken cancellationToken)
    {
        foreach (var pair in pairs.Where(static pair => pair.Source.Where is not null))
        {
            await WhereClause.CheckAsync(source.Control, pair.Source.Name, pair.Source.Where!, cancellationToken).ConfigureAwait(false);
            await WhereClause.CheckAsync(target.Control, pair.Target.Name, pair.Target.Where!, cancellationToken).ConfigureAwait(false);
        }

        var scope = await PrepareAsync(findings, keepBytes, cancellationToken).ConfigureAwait(false);
        if (scope.Link is null && !(source.IsOneMoment && target.IsOneMoment))
            tally.Note("The sessions' snapshots may be of slightly different moments: what was written while they were taken may show as a difference.");
        var meter = new RowMeter(pairs, tally, observer, time);
        await WorkAsync(scope, meter, cancellationToken).ConfigureAwait(false);
        meter.Complete();
    }

    private async Task<RowScope> PrepareAsync(ChannelWriter<MySqlDifference> findings, long keepBytes, CancellationToken cancellationToken)
    {
        var slower = await MethodChoice.MeasureAsync(source.Control, time, cancellationToken).ConfigureAwait(false);
        var other = await MethodChoice.MeasureAsync(target.Control, time, cancellationToken).ConfigureAwait(false);
        slower = other > slower ? other : slower;
        var isServer = MethodChoice.IsServer(options.Method, slower);
        tally.Note(MethodChoice.Describe(isServer, slower));
        return new RowScope
        {
            Options = options,
            Tally = tally,
            Findings = new RowFindings(source.Control.Server, target.Control.Server, options.ChangesForSource, findings),
            Seed = HashSeed.Draw(),
            SourceThrottle = new ByteThrottle(options.MaxBytesPerSecond, time),
            TargetThrottle = new ByteThrottle(options.MaxBytesPerSecond, time),
            HashesOnServers = isServer,
            KeepBytes = keepBytes,
            Link = await ReplicaLinkReader.ReadAsync(source.Control, target.Control, tally, cancellationToken).ConfigureAwait(false),
            Time = time,
        };
    }

    private async Task WorkAsync(RowScope scope, RowMeter meter, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var governor = new LoadGovernor([source.Control.Server, target.Control.Server], options.MaxRunningThreads, options.MaxLag, observer, time);
        await using var governed = governor.ConfigureAwait(false);
        var tables = pairs.Select(pair => new TableProgress(pair, tally, options.MaxRowDifferences)).ToList();
        var sessions = source.Readers.Zip(target.Readers, static (one, other) => new WorkerSessions(one, other)).ToList();
        var dispenser = new ChunkDispenser(tables, source.Planning, options.ChunkBytes);
        await using (dispenser.ConfigureAwait(false))
        {
            var workers = sessions.Select(own => new RowWorker(own, dispenser, governor, meter, scope).RunAsync(stop)).ToList();
            await Task.WhenAll(workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.WhenAll(sessions.Select(static own => own.DisposeAsync().AsTask())).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();

            // The others were cancelled because of the one that failed: its error is the one to tell.
            await (workers.Find(static worker => worker.IsFaulted) ?? Task.WhenAll(workers)).ConfigureAwait(false);
        }
    }
}
