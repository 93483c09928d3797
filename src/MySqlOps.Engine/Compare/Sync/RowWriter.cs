using System.Text;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>Changes single rows, and finds out why one could not be changed.</summary>
internal sealed class RowWriter(DataSession session, long maxPacketBytes)
{
    private const string IsAsWanted = "The row is as it should be already.";

    /// <summary>Runs an operation.</summary>
    /// <returns>Null when another row holds a unique value that this one needs.</returns>
    /// <exception cref="MySqlOpsException">A deadlock, a lock that was too long in coming, a lost connection, or a table that is not as it should be.</exception>
    public async Task<RowResult?> RunAsync(RowOperation operation, CancellationToken cancellationToken)
    {
        try
        {
            return Fits(operation)
                ? operation.Verb switch
                {
                    RowVerb.Insert or RowVerb.PutBack => await InsertAsync(operation, cancellationToken).ConfigureAwait(false),
                    RowVerb.Update => await UpdateAsync(operation, cancellationToken).ConfigureAwait(false),
                    _ => await DeleteAsync(operation, cancellationToken).ConfigureAwait(false),
                }
                : new RowResult(operation, SyncStatus.Failed, 0, $"The statement is larger than the server's max_allowed_packet of {maxPacketBytes} bytes. Raise it.", ErrorId.QueryFailed);
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber == ServerErrorNumber.DuplicateEntry && operation.Verb != RowVerb.PutBack)
        {
            return await ExplainDuplicateAsync(operation, e, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber == ServerErrorNumber.DuplicateEntry)
        {
            return null;
        }
        catch (MySqlOpsException e) when (!SyncErrors.Passes(e) && !SyncErrors.EndsRun(e) && !SyncErrors.IsOfTable(e))
        {
            return new RowResult(operation, SyncStatus.Failed, 0, e.Message, e.Id);
        }
    }

    /// <summary>A row that is not as it was.</summary>
    public static RowResult Changed(RowOperation operation, string how, long rows = 0) =>
        new(operation, SyncStatus.Changed, rows, $"{how} It was left alone: compare again.", ErrorId.SyncRowChanged);

    /// <summary>A server counts the bytes of the packet's head too.</summary>
    private bool Fits(RowOperation operation) => Encoding.UTF8.GetByteCount(operation.Statement) + 8 < maxPacketBytes;

    private async Task<RowResult?> DeleteAsync(RowOperation operation, CancellationToken cancellationToken)
    {
        var change = operation.Change;
        if (await CheckPresentAsync(operation, change.Old!, -change.Count, cancellationToken).ConfigureAwait(false) is { } obstacle)
            return obstacle;
        var outcome = await session.ExecuteAsync(RowStatements.Delete(change), cancellationToken).ConfigureAwait(false);
        if (outcome.AffectedRows >= change.Count)
            return new RowResult(operation, SyncStatus.Applied, outcome.AffectedRows);
        if (change.Key.Count == 0)
            return Changed(operation, $"Only {outcome.AffectedRows} of {change.Count} such rows were there and are deleted.", outcome.AffectedRows);
        if (operation.Verb == RowVerb.TakeOut)
            return await ExplainMissingAsync(operation, cancellationToken).ConfigureAwait(false);
        return await CountAsync(RowStatements.CountKey(change, change.Old!), cancellationToken).ConfigureAwait(false) == 0
            ? new RowResult(operation, SyncStatus.Skipped, 0, "The row is gone already.")
            : Changed(operation, "The row was changed since the comparison.");
    }

    private async Task<RowResult?> UpdateAsync(RowOperation operation, CancellationToken cancellationToken)
    {
        var outcome = await session.ExecuteAsync(RowStatements.Update(operation.Change), cancellationToken).ConfigureAwait(false);
        return outcome.AffectedRows > 0
            ? new RowResult(operation, SyncStatus.Applied, outcome.AffectedRows)
            : await ExplainMissingAsync(operation, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RowResult?> InsertAsync(RowOperation operation, CancellationToken cancellationToken)
    {
        var change = operation.Change;
        if (operation.Verb == RowVerb.Insert && await CheckPresentAsync(operation, change.New!, change.Count, cancellationToken).ConfigureAwait(false) is { } obstacle)
            return obstacle;
        var outcome = await session.ExecuteAsync(RowStatements.Insert(change), cancellationToken).ConfigureAwait(false);
        return new RowResult(operation, SyncStatus.Applied, outcome.AffectedRows);
    }

    /// <summary>For a table without a key: whether there are as many such rows as there were.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="row">The row.</param>
    /// <param name="more">How many more there will be, negative for fewer.</param>
    /// <param name="cancellationToken">Cancels.</param>
    private async Task<RowResult?> CheckPresentAsync(RowOperation operation, IReadOnlyList<string> row, long more, CancellationToken cancellationToken)
    {
        if (operation.Change is not { Key.Count: 0, Present: { } expected } change)
            return null;
        var present = await CountAsync(RowStatements.Count(change, row), cancellationToken).ConfigureAwait(false);
        return present == expected ? null
            : present == expected + more ? new RowResult(operation, SyncStatus.Skipped, 0, IsAsWanted)
            : Changed(operation, $"There were {expected} such rows, and now there are {present}.");
    }

    /// <summary>Why an UPDATE found no row.</summary>
    private async Task<RowResult> ExplainMissingAsync(RowOperation operation, CancellationToken cancellationToken)
    {
        var change = operation.Change;
        if (await CountAsync(RowStatements.Count(change, change.New!), cancellationToken).ConfigureAwait(false) > 0)
            return new RowResult(operation, SyncStatus.Skipped, 0, IsAsWanted);
        return change.Key.Count > 0 && await CountAsync(RowStatements.CountKey(change, change.Old!), cancellationToken).ConfigureAwait(false) == 0
            ? Changed(operation, "The row was deleted since the comparison.")
            : Changed(operation, "The row was changed since the comparison.");
    }

    /// <summary>Why the server calls a row a duplicate; null when it is another row that is in the way.</summary>
    private async Task<RowResult?> ExplainDuplicateAsync(RowOperation operation, MySqlOpsException error, CancellationToken cancellationToken)
    {
        var change = operation.Change;
        if (operation.Verb == RowVerb.Update)
            return null;
        if (await CountAsync(RowStatements.Count(change, change.New!), cancellationToken).ConfigureAwait(false) > 0)
            return new RowResult(operation, SyncStatus.Skipped, 0, IsAsWanted);
        if (change.Key.Count == 0)
            return Changed(operation, $"Another row holds a unique value of it. {error.Message}");
        return await CountAsync(RowStatements.CountKey(change, change.New!), cancellationToken).ConfigureAwait(false) > 0
            ? Changed(operation, "Another row of this key was inserted since the comparison.")
            : null;
    }

    private async Task<long> CountAsync(string sql, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(sql, cancellationToken).ConfigureAwait(false);
        return rows[0].Int64("present");
    }
}
