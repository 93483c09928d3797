using System.Runtime.CompilerServices;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>Changes the rows of a table, transaction by transaction.</summary>
internal sealed class RowsRunner(SyncRun run, RowsStep step)
{
    private readonly List<RowChange> _left = [];

    private DataSession Session => run.Session;

    /// <summary>Changes them. What became of a row is said when its transaction is committed.</summary>
    /// <exception cref="MySqlOpsException">The connection was lost: the open transaction is rolled back.</exception>
    public async IAsyncEnumerable<MySqlSyncStep> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // As long as it is off, a statement begins a transaction by itself; START TRANSACTION would let go of locked tables.
        await Session.ExecuteAsync($"SET SESSION autocommit = {(step.Traits.IsTransactional ? 0 : 1)}", cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < step.Batches.Count; i++)
        {
            var began = run.Time.GetTimestamp();
            var (results, tableError) = await RunBatchAsync(step.Batches[i], cancellationToken).ConfigureAwait(false);
            foreach (var result in Report(results, run.Time.GetElapsedTime(began)))
                yield return result;
            if (tableError is null)
                continue;

            // The other rows would fare no better.
            foreach (var result in Report(Abandon(i + 1, tableError), TimeSpan.Zero))
                yield return result;
            _left.Clear();
            break;
        }

        if (_left.Count > 0)
        {
            var began = run.Time.GetTimestamp();
            var results = await run.Retry.RunAsync(step.Action, () => FinishAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var result in Report(results, run.Time.GetElapsedTime(began)))
                yield return result;
        }

        await Session.ExecuteAsync("SET SESSION autocommit = 1", cancellationToken).ConfigureAwait(false);
    }

    private async Task<(IReadOnlyList<RowResult> Results, MySqlOpsException? TableError)> RunBatchAsync(IReadOnlyList<RowOperation> operations, CancellationToken cancellationToken)
    {
        // Of rows without a key only the record tells whether they were changed before.
        var name = step.Traits.IsTransactional && operations.Any(static operation => operation.Change.Key.Count == 0) ? SyncFingerprint.Of(operations) : null;
        if (name is not null && run.Ledger.IsDone(name))
            return ([.. operations.Select(static operation => new RowResult(operation, SyncStatus.Skipped, 0, "An earlier run has done it."))], null);
        try
        {
            var batch = await run.Retry.RunAsync(
                step.Action,
                async () =>
                {
                    var attempt = new RowBatch(Session, step, run.Plan.Facts.MaxPacketBytes);
                    await attempt.RunAsync(operations, cancellationToken).ConfigureAwait(false);
                    if (name is not null)
                        await run.Ledger.EndAsync(name, cancellationToken).ConfigureAwait(false);
                    await Session.ExecuteAsync("COMMIT", cancellationToken).ConfigureAwait(false);
                    return attempt;
                },
                cancellationToken).ConfigureAwait(false);
            _left.AddRange(batch.Left);
            return (batch.Results, null);
        }
        catch (MySqlOpsException e) when (!SyncErrors.EndsRun(e))
        {
            await Session.ExecuteAsync("ROLLBACK", cancellationToken).ConfigureAwait(false);
            var results = operations.Where(static operation => operation.Verb != RowVerb.PutBack).Select(operation => Failed(operation, e));
            return ([.. results], SyncErrors.IsOfTable(e) ? e : null);
        }
    }

    private async Task<IReadOnlyList<RowResult>> FinishAsync(CancellationToken cancellationToken)
    {
        var results = await new RowLeftovers(Session, step, run.Plan.Facts.MaxPacketBytes).RunAsync(_left, cancellationToken).ConfigureAwait(false);
        await Session.ExecuteAsync("COMMIT", cancellationToken).ConfigureAwait(false);
        return results;
    }

    private IReadOnlyList<RowResult> Abandon(int next, MySqlOpsException error)
    {
        var rest = step.Batches.Skip(next).SelectMany(static batch => batch).Where(static operation => operation.Verb != RowVerb.PutBack);
        var left = _left.Select(static change => new RowOperation(RowOperation.VerbOf(change), change));
        return [.. left.Concat(rest).Select(operation => Failed(operation, error))];
    }

    private RowResult Failed(RowOperation operation, MySqlOpsException error) => new(operation, SyncStatus.Failed, 0, $"Rows of {step.Table} can't be changed: {error.Message}", error.Id);

    private IEnumerable<MySqlSyncStep> Report(IReadOnlyList<RowResult> results, TimeSpan elapsed) => results.Select(result => new MySqlSyncStep
    {
        Server = run.Plan.Server,
        ObjectType = step.ObjectType,
        Database = step.Database,
        Name = step.Name,
        Action = RowOperation.VerbOf(result.Operation.Change).ToString(),
        Status = result.Status,
        Sql = RowStatements.Format(result.Operation.Change) + ";",
        RowsAffected = result.Rows,
        Elapsed = elapsed / results.Count,
        Error = result.Error,
        Message = result.Message,
    });
}
