using System.Runtime.CompilerServices;
using MySqlOps.Engine.Dump.Chunks;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Rows.Reading;

/// <summary>Deals out the chunks of all tables, one after another, to whoever asks. Borders are looked for as chunks are asked for, on the source.</summary>
/// <param name="tables">The tables, in the order in which they are compared.</param>
/// <param name="planning">The session that looks for borders.</param>
/// <param name="chunkBytes">Bytes of rows in a chunk.</param>
internal sealed class ChunkDispenser(IReadOnlyList<TableProgress> tables, SnapshotSession planning, long chunkBytes) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private IAsyncEnumerator<RowChunk>? _chunks;

    /// <summary>The next chunk; null when there is none.</summary>
    public async Task<RowChunk?> NextAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _chunks ??= PlanAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            return await _chunks.MoveNextAsync().ConfigureAwait(false) ? _chunks.Current : null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_chunks is not null)
            await _chunks.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private async IAsyncEnumerable<RowChunk> PlanAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            var ranges = Ranges(table, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (ranges.ConfigureAwait(false))
            {
                while (await AdvanceAsync(table, ranges).ConfigureAwait(false))
                {
                    table.Begin();
                    yield return new RowChunk(table, ranges.Current.Condition);
                }
            }

            table.EndPlanning();
            await planning.RenewAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private IAsyncEnumerable<ChunkRange> Ranges(TableProgress table, CancellationToken cancellationToken)
    {
        if (table.Pair.Key?.Chunks is not { } key)
            return new[] { ChunkRange.Whole }.ToAsyncEnumerable();

        // The target may have other partitions, so the table is cut by its key alone.
        var source = table.Pair.Source.Table;
        var planned = source with { Indexes = [.. source.Indexes.Where(index => index.Name == key.Index)], Partitions = [] };
        return new ChunkPlanner(planned, chunkBytes, partition => new KeyReader(planning.Session, source.Name, key, partition)).PlanAsync(cancellationToken);
    }

    /// <summary>A table whose borders can't be found is given up, and the others go on.</summary>
    private static async Task<bool> AdvanceAsync(TableProgress table, IAsyncEnumerator<ChunkRange> ranges)
    {
        if (table.HasFailed)
            return false;
        try
        {
            return await ranges.MoveNextAsync().ConfigureAwait(false);
        }
        catch (MySqlOpsException e)
        {
            table.Fail(RowTrouble.Describe(table.Pair, e));
            return false;
        }
    }
}
