using System.Runtime.CompilerServices;
using System.Threading.Channels;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Rows.Pairs;
using MySqlOps.Engine.Compare.Rows.Reading;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Rows;

/// <summary>
/// Compares the rows of the tables that both sides have, and writes nothing to either. Differences come as they are found, each with its changes. Views and tables that show others'
/// rows are left out; what is wrong with one table alone is among the skipped objects of the tally.
/// </summary>
/// <param name="source">The side as it should be.</param>
/// <param name="target">The side that is held against it.</param>
/// <param name="options">What is compared, and how.</param>
/// <param name="tally">Counts.</param>
/// <param name="observer">Hears of progress.</param>
/// <param name="time">The clock.</param>
internal sealed class RowComparer(MySqlServer source, MySqlServer target, CompareOptions options, ComparisonTally tally, IOperationObserver observer, TimeProvider time)
{
    /// <summary>Differences that wait for whoever reads them.</summary>
    private const int QueueLength = 256;

    /// <summary>The memory for the hashes of one chunk's rows, for each session.</summary>
    public long KeepBytes { get; init; } = 24 * 1024 * 1024;

    /// <summary>Compares.</summary>
    /// <exception cref="MySqlOpsException">A server can't be reached or read; DumpWhereInvalid for a condition that is for no compared table, or that the server can't read.</exception>
    public async IAsyncEnumerable<MySqlDifference> CompareAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var queue = Channel.CreateBounded<MySqlDifference>(QueueLength);
        var work = RunAsync(queue.Writer, stop.Token);
        try
        {
            await foreach (var difference in queue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return difference;
            await work.ConfigureAwait(false);
        }
        finally
        {
            // Whoever stops listening stops the work; nothing runs on unseen.
            await stop.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunAsync(ChannelWriter<MySqlDifference> output, CancellationToken cancellationToken)
    {
        try
        {
            var pairs = await PairAsync(cancellationToken).ConfigureAwait(false);
            if (pairs.Count == 0)
                return;
            var there = await RowSessions.OpenAsync(source, options.ThreadCount, cancellationToken).ConfigureAwait(false);
            await using (there.ConfigureAwait(false))
            {
                var here = await RowSessions.OpenAsync(target, options.ThreadCount, cancellationToken).ConfigureAwait(false);
                await using (here.ConfigureAwait(false))
                    await new RowComparison(there, here, pairs, options, tally, observer, time).RunAsync(output, KeepBytes, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            output.Complete();
        }
    }

    private async Task<IReadOnlyList<TablePair>> PairAsync(CancellationToken cancellationToken)
    {
        var pairing = new TablePairing(options, tally);
        var tables = options.Selection with { Kinds = ObjectKind.Table };
        var there = await CatalogReader.ReadAsync(source, tables, CatalogDetail.Data, observer, cancellationToken).ConfigureAwait(false);
        if (there.Databases.Count == 0)
            return [];
        var here = await CatalogReader.ReadAsync(target, pairing.OnTarget(there), CatalogDetail.Data, observer, cancellationToken).ConfigureAwait(false);
        return pairing.Find(there, here);
    }
}
