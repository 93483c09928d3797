using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>
/// Tries once more what other rows were in the way of, now that all else is done. The order by literals knows no collation: <c>a</c> and <c>A</c> may be one value to a unique index. Rows that are
/// still in each other's way are all taken out and put back. It runs in one transaction, which somebody else begins and commits.
/// </summary>
internal sealed class RowLeftovers(DataSession session, RowsStep step, long maxPacketBytes)
{
    /// <summary>Each round leaves out the rows that could not be put back. Past a few rounds it is not the rows here that are in the way.</summary>
    private const int Rounds = 4;

    private readonly RowWriter _writer = new(session, maxPacketBytes);
    private readonly List<RowResult> _results = [];

    /// <summary>Runs.</summary>
    /// <param name="changes">Updates and inserts of the table.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<RowResult>> RunAsync(IReadOnlyList<RowChange> changes, CancellationToken cancellationToken)
    {
        var updates = await TryAsync([.. changes.Where(static change => change.Old is not null)], RowVerb.Update, cancellationToken).ConfigureAwait(false);
        var canSwap = step.Events.Contains("DELETE") && step.Events.Contains("INSERT") && step.Traits.IsTransactional;
        for (var round = 0; updates.Count > 0 && canSwap && round < Rounds; round++)
        {
            var blocked = await SwapAsync(updates, cancellationToken).ConfigureAwait(false);
            if (blocked.Count == 0)
                updates = [];
            foreach (var change in blocked)
                _results.Add(Blocked(new RowOperation(RowVerb.Update, change)));
            updates.RemoveAll(blocked.ToHashSet<RowChange>(ReferenceEqualityComparer.Instance).Contains);
        }

        _results.AddRange(updates.Select(static change => Blocked(new RowOperation(RowVerb.Update, change))));
        var inserts = await TryAsync([.. changes.Where(static change => change.Old is null)], RowVerb.Insert, cancellationToken).ConfigureAwait(false);
        _results.AddRange(inserts.Select(static change => Blocked(new RowOperation(RowVerb.Insert, change))));
        return _results;
    }

    private static RowResult Blocked(RowOperation operation) => RowWriter.Changed(operation, "Another row holds a unique value that this one needs.");

    private async Task<List<RowChange>> TryAsync(IReadOnlyList<RowChange> changes, RowVerb verb, CancellationToken cancellationToken)
    {
        var blocked = new List<RowChange>();
        foreach (var change in changes)
        {
            if (await _writer.RunAsync(new RowOperation(verb, change), cancellationToken).ConfigureAwait(false) is { } result)
                _results.Add(result);
            else
                blocked.Add(change);
        }

        return blocked;
    }

    /// <summary>Takes all out and puts all back.</summary>
    /// <returns>Those that could not be put back: then nothing was done.</returns>
    private async Task<IReadOnlyList<RowChange>> SwapAsync(IReadOnlyList<RowChange> changes, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("SAVEPOINT mysqlops_swap", cancellationToken).ConfigureAwait(false);
        var results = new List<RowResult>();
        var takenOut = new List<RowChange>();
        foreach (var change in changes)
        {
            var result = await _writer.RunAsync(new RowOperation(RowVerb.TakeOut, change), cancellationToken).ConfigureAwait(false);
            if (result is { Status: SyncStatus.Applied })
                takenOut.Add(change);
            else if (result is not null)
                results.Add(result);
        }

        var blocked = new List<RowChange>();
        foreach (var change in takenOut)
        {
            var result = await _writer.RunAsync(new RowOperation(RowVerb.PutBack, change), cancellationToken).ConfigureAwait(false);
            if (result is { Status: SyncStatus.Applied })
                results.Add(result);
            else
                blocked.Add(change);
        }

        if (blocked.Count > 0)
            await session.ExecuteAsync("ROLLBACK TO SAVEPOINT mysqlops_swap", cancellationToken).ConfigureAwait(false);
        else
            _results.AddRange(results);
        return blocked;
    }
}
