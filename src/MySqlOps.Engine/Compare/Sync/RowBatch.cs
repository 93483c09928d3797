using System.Text;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>
/// Runs the operations of one transaction, which somebody else begins and commits. Rows that are deleted or inserted one after another share a statement; when that does not do what it should, each gets its own.
/// </summary>
internal sealed class RowBatch(DataSession session, RowsStep step, long maxPacketBytes)
{
    private const int JoinedInserts = 500;
    private const int JoinedDeletes = 100;

    /// <summary>A joined statement takes no further row past this many characters.</summary>
    private const int JoinedLength = 256 * 1024;

    private readonly RowWriter _writer = new(session, maxPacketBytes);
    private readonly List<RowResult> _results = [];
    private readonly List<RowChange> _left = [];
    private readonly HashSet<RowChange> _takenOut = new(ReferenceEqualityComparer.Instance);
    private int _groupStart;
    private int _groupResults;

    /// <summary>What became of the rows, but for those that are left.</summary>
    public IReadOnlyList<RowResult> Results => _results;

    /// <summary>The changes that another row is in the way of.</summary>
    public IReadOnlyList<RowChange> Left => _left;

    /// <summary>Runs.</summary>
    public async Task RunAsync(IReadOnlyList<RowOperation> operations, CancellationToken cancellationToken)
    {
        for (var i = 0; i < operations.Count;)
        {
            var count = CountJoined(operations, i);
            if (count > 1 && await TryJoinedAsync([.. operations.Skip(i).Take(count)], cancellationToken).ConfigureAwait(false))
            {
                i += count;
                continue;
            }

            for (var end = i + count; i < end; i++)
                await RunOneAsync(operations, i, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>How many operations from here on may share a statement.</summary>
    private int CountJoined(IReadOnlyList<RowOperation> operations, int start)
    {
        var first = operations[start];
        if (!step.Traits.IsTransactional || !CanJoin(first))
            return 1;
        var limit = first.Verb == RowVerb.Insert ? JoinedInserts : JoinedDeletes;
        var count = 0;
        for (var length = 0L; count < limit && start + count < operations.Count; count++)
        {
            var operation = operations[start + count];
            length += (operation.Change.New ?? operation.Change.Old!).Sum(static literal => literal.Length + 32L);
            if (operation.Verb != first.Verb || !CanJoin(operation) || !operation.Change.Columns.SequenceEqual(first.Change.Columns, StringComparer.Ordinal) || (count > 0 && (length > JoinedLength || length * 4 > maxPacketBytes)))
                break;
        }

        return count;
    }

    private static bool CanJoin(RowOperation operation) => operation.Verb switch
    {
        RowVerb.Insert => operation.Change is { Count: 1, Present: null, Columns.Count: > 0 },
        RowVerb.Delete => operation.Change.Key.Count > 0,
        _ => false,
    };

    private async Task<bool> TryJoinedAsync(RowOperation[] operations, CancellationToken cancellationToken)
    {
        RowChange[] changes = [.. operations.Select(static operation => operation.Change)];
        var isInsert = operations[0].Verb == RowVerb.Insert;
        var sql = isInsert ? RowStatements.InsertMany(changes) : RowStatements.DeleteMany(changes);
        if (Encoding.UTF8.GetByteCount(sql) + 8 >= maxPacketBytes)
            return false;
        try
        {
            if (!isInsert)
                await session.ExecuteAsync("SAVEPOINT mysqlops_joined", cancellationToken).ConfigureAwait(false);
            var outcome = await session.ExecuteAsync(sql, cancellationToken).ConfigureAwait(false);
            if (outcome.AffectedRows == operations.Length)
            {
                _results.AddRange(operations.Select(static operation => new RowResult(operation, SyncStatus.Applied, 1)));
                return true;
            }

            // One of the rows is not as it was. Which one, the single statements tell.
            await session.ExecuteAsync("ROLLBACK TO SAVEPOINT mysqlops_joined", cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (MySqlOpsException e) when (!SyncErrors.Passes(e) && !SyncErrors.EndsRun(e) && !SyncErrors.IsOfTable(e))
        {
            return false;
        }
    }

    private async Task RunOneAsync(IReadOnlyList<RowOperation> operations, int place, CancellationToken cancellationToken)
    {
        var operation = operations[place];
        if (operation.Verb == RowVerb.PutBack && !_takenOut.Remove(operation.Change))
            return;
        if (operation.Verb == RowVerb.TakeOut && _takenOut.Count == 0)
        {
            await session.ExecuteAsync("SAVEPOINT mysqlops_group", cancellationToken).ConfigureAwait(false);
            (_groupStart, _groupResults) = (place, _results.Count);
        }

        var result = await _writer.RunAsync(operation, cancellationToken).ConfigureAwait(false);
        switch (result)
        {
            case { Status: SyncStatus.Applied } when operation.Verb == RowVerb.TakeOut:
                _takenOut.Add(operation.Change);
                break;
            case not null:
                _results.Add(result);
                break;
            case null when operation.Verb == RowVerb.PutBack:
                await UndoGroupAsync(operations, place, cancellationToken).ConfigureAwait(false);
                break;
            default:
                _left.Add(operation.Change);
                break;
        }
    }

    /// <summary>A row that was taken out can't be put back: the whole group is as if it had not been tried, and left.</summary>
    private async Task UndoGroupAsync(IReadOnlyList<RowOperation> operations, int place, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("ROLLBACK TO SAVEPOINT mysqlops_group", cancellationToken).ConfigureAwait(false);
        var settled = _results.Skip(_groupResults).Where(static result => result.Status != SyncStatus.Applied).ToArray();
        _results.RemoveRange(_groupResults, _results.Count - _groupResults);
        _results.AddRange(settled);
        var known = settled.Select(static result => result.Operation.Change).Concat(_left).ToHashSet<RowChange>(ReferenceEqualityComparer.Instance);
        for (var i = _groupStart; i <= place; i++)
        {
            if (operations[i].Verb != RowVerb.PutBack && known.Add(operations[i].Change))
                _left.Add(operations[i].Change);
        }

        _takenOut.Clear();
    }
}
