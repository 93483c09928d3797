using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;

namespace MySqlOps.Engine.Load.Rows;

/// <summary>
/// Finds the rows of a chunk that the server takes only with warnings. Its messages name rows in words alone, so halves of the chunk are loaded in
/// transactions that are rolled back, down to single rows. Two rows with one key warn only together: then it is the later one, found by the shortest beginning that warns.
/// </summary>
internal sealed class RejectSearch(IExportSource source, IRowUpload upload, DataSession session, ChunkJob job)
{
    /// <summary>How many rows of a chunk are looked for.</summary>
    public const int Limit = 100;

    /// <summary>How many rows are looked for that warn only beside another: each takes several loads of the chunk.</summary>
    private const int PairLimit = 20;

    private readonly SortedDictionary<long, ServerWarning> _found = [];
    private ServerWarning? _lastWarning;
    private int _pairs;

    private bool IsFull => _found.Count >= Limit;

    /// <summary>Searches, with nothing of the chunk loaded.</summary>
    /// <param name="rows">The chunk's rows.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Row numbers with their warnings; none when the chunk would go in now.</returns>
    public async Task<IReadOnlyDictionary<long, ServerWarning>> FindAsync(long rows, CancellationToken cancellationToken)
    {
        await SearchAsync(0, rows, cancellationToken).ConfigureAwait(false);

        // Pairs whose one row lies in another half than the other.
        while (!IsFull && _pairs < PairLimit && await FindPairAsync(0, rows, cancellationToken).ConfigureAwait(false))
        {
            // Each turn finds one.
        }

        return _found;
    }

    private async Task SearchAsync(long from, long end, CancellationToken cancellationToken)
    {
        if (IsFull || !await WarnsAsync(RowSet.Range(from, end), cancellationToken).ConfigureAwait(false))
            return;
        if (end - from == 1)
        {
            _found[from] = _lastWarning!;
            return;
        }

        var before = _found.Count;
        var middle = from + ((end - from) / 2);
        await SearchAsync(from, middle, cancellationToken).ConfigureAwait(false);
        await SearchAsync(middle, end, cancellationToken).ConfigureAwait(false);
        if (_found.Count == before && _pairs < PairLimit)
            await FindPairAsync(from, end, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds the first row that warns after those before it.</summary>
    /// <returns>False when there is none.</returns>
    private async Task<bool> FindPairAsync(long from, long end, CancellationToken cancellationToken)
    {
        if (!await WarnsAsync(Remaining(from, end), cancellationToken).ConfigureAwait(false))
            return false;
        _pairs++;
        var warning = _lastWarning!;
        var (silent, loud) = (from, end);
        while (loud - silent > 1)
        {
            var middle = silent + ((loud - silent) / 2);
            if (await WarnsAsync(Remaining(from, middle), cancellationToken).ConfigureAwait(false))
                (loud, warning) = (middle, _lastWarning!);
            else
                silent = middle;
        }

        return _found.TryAdd(loud - 1, warning);
    }

    private RowSet Remaining(long from, long end) => RowSet.Range(from, end) with { Without = _found.Keys.ToHashSet() };

    /// <summary>Loads some rows, looks, and rolls back.</summary>
    private async Task<bool> WarnsAsync(RowSet rows, CancellationToken cancellationToken)
    {
        var reading = await source.OpenChunkAsync(job.Table.Database, job.Table.Table, job.Chunk, cancellationToken).ConfigureAwait(false);
        var slice = new LoadTextSlice(reading.Text, job.Table.Table.Columns, rows, onlyColumn: null);
        await using (slice.ConfigureAwait(false))
        {
            await session.ExecuteAsync("START TRANSACTION", cancellationToken).ConfigureAwait(false);
            var outcome = await upload.SendAsync(session, job.Table.Target.Quoted, job.Table.Table.Columns, slice, cancellationToken).ConfigureAwait(false);
            var warns = outcome.Warnings != slice.InvalidEnums || outcome.AffectedRows != slice.Rows;
            if (warns)
                _lastWarning = await DescribeAsync(cancellationToken).ConfigureAwait(false);
            await session.ExecuteAsync("ROLLBACK", cancellationToken).ConfigureAwait(false);
            return warns;
        }
    }

    private async Task<ServerWarning> DescribeAsync(CancellationToken cancellationToken)
    {
        var warnings = await ServerWarnings.ReadAsync(session, 1, cancellationToken).ConfigureAwait(false);
        return warnings.Count > 0 ? warnings[0] : new ServerWarning("Warning", 0, "The server left the row out and said nothing.");
    }
}
