using MySqlOps.Engine.Compare.Rows.Live;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Rows.Reading;

/// <summary>Compares chunk after chunk. What goes wrong with a table is told of that table, and the others go on.</summary>
internal sealed class RowWorker(WorkerSessions sessions, ChunkDispenser dispenser, LoadGovernor governor, RowMeter meter, RowScope scope)
{
    private readonly ChunkComparer _comparer = new(sessions, scope);

    /// <summary>Works until no chunk is left, or one of the workers can't go on.</summary>
    /// <param name="stop">Is cancelled when this one can't.</param>
    public async Task RunAsync(CancellationTokenSource stop)
    {
        try
        {
            while (await dispenser.NextAsync(stop.Token).ConfigureAwait(false) is { } chunk)
            {
                await CompareAsync(chunk, stop.Token).ConfigureAwait(false);
                if (!await sessions.RenewAsync(stop.Token).ConfigureAwait(false))
                    scope.Tally.Note("A connection was lost and opened again: the rows that were read after that are of a later moment than those before.");
            }
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task CompareAsync(RowChunk chunk, CancellationToken cancellationToken)
    {
        try
        {
            if (chunk.Table.HasFailed)
                return;
            await governor.WaitAsync(cancellationToken).ConfigureAwait(false);
            await _comparer.CompareAsync(chunk, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e)
        {
            chunk.Table.Fail(RowTrouble.Describe(chunk.Table.Pair, e));
        }
        finally
        {
            chunk.Table.Finish();
            meter.Tell();
        }
    }
}
