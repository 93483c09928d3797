using System.Runtime.CompilerServices;
using MySqlOps.Engine.Dump.Chunks;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>
/// Hands out units, the biggest table's first. They are planned one ahead of who asks, on one session, one asker after another: so with a single snapshot the reader itself plans
/// between its reads.
/// </summary>
/// <param name="tables">The tables.</param>
/// <param name="chunkBytes">Bytes wanted in a chunk.</param>
/// <param name="openReader">Gives the reader of a table's key, or of a partition's.</param>
internal sealed class UnitDispenser(IEnumerable<ExportTable> tables, long chunkBytes, Func<ExportTable, string?, IKeyReader> openReader) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private IAsyncEnumerator<ExportUnit>? _units;

    /// <summary>The next unit; null when there is none.</summary>
    public async Task<ExportUnit?> NextAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _units ??= PlanAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            return await _units.MoveNextAsync().ConfigureAwait(false) ? _units.Current : null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_units is not null)
            await _units.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private async IAsyncEnumerable<ExportUnit> PlanAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var table in tables.OrderByDescending(table => table.EstimatedBytes))
        {
            var planner = new ChunkPlanner(table.Definition, chunkBytes, partition => openReader(table, partition));
            var number = 0;
            ChunkRange? held = null;
            var ranges = planner.PlanAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (ranges.ConfigureAwait(false))
            {
                // One is held back, because who reads the last one must know that it is the last.
                while (await TableTrouble.GuardAsync(table, () => ranges.MoveNextAsync().AsTask()).ConfigureAwait(false))
                {
                    if (held is not null)
                        yield return new ExportUnit(table, number++, held, IsLast: false);
                    held = ranges.Current;
                }
            }

            yield return new ExportUnit(table, number, held!, IsLast: true);
        }
    }
}
