using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>
/// Drops a table's triggers while its rows are changed, and makes them again. The table is locked for writing meanwhile, so that nobody writes to it without them; and their definitions are kept in
/// schema mysqlops, so that those that a killed run has dropped come back with the next one.
/// </summary>
internal sealed class TriggerShelter(SyncRun run, RowsStep step)
{
    private static readonly TimeSpan RescueLimit = TimeSpan.FromSeconds(1);

    private readonly KeptTrigger[] _triggers = [.. step.Triggers.Select(static trigger => trigger.Definition!)];
    private bool _isOpen;

    /// <summary>Locks the table and drops the triggers.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_triggers.Length == 0)
            return;
        var session = run.Session;
        await TriggerLedger.KeepAsync(session, _triggers, cancellationToken).ConfigureAwait(false);
        _isOpen = true;
        await run.Retry.RunAsync(
            step.Action,
            () => session.ExecuteAsync($"LOCK TABLES {step.Table.Quoted} WRITE, mysqlops.sync_step WRITE, mysqlops.sync_trigger WRITE", cancellationToken),
            cancellationToken).ConfigureAwait(false);
        foreach (var trigger in _triggers)
            await session.ExecuteAsync($"DROP TRIGGER IF EXISTS {trigger.Name.Quoted}", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the triggers again and unlocks the table.</summary>
    /// <returns>The triggers that could not be made, each with the server's word; their definitions stay kept.</returns>
    public async Task<IReadOnlyList<(KeptTrigger Trigger, MySqlOpsException Error)>> CloseAsync(CancellationToken cancellationToken)
    {
        var failed = new List<(KeptTrigger, MySqlOpsException)>();
        if (!_isOpen)
            return failed;
        foreach (var trigger in _triggers)
        {
            try
            {
                await TriggerLedger.RestoreAsync(run.Session, trigger, cancellationToken).ConfigureAwait(false);
            }
            catch (MySqlOpsException e) when (!SyncErrors.EndsRun(e))
            {
                failed.Add((trigger, e));
            }
        }

        await run.Session.ExecuteAsync("UNLOCK TABLES", cancellationToken).ConfigureAwait(false);
        _isOpen = false;
        return failed;
    }

    /// <summary>Makes the triggers again after a run that was cancelled or lost its connection, if that is quickly done. Else the next run does it.</summary>
    public async Task RescueAsync()
    {
        if (!_isOpen)
            return;
        _isOpen = false;
        using var limit = new CancellationTokenSource(RescueLimit, run.Time);
        try
        {
            if (!run.Session.IsAbandoned)
            {
                await RestoreAsync(run.Session, limit.Token).ConfigureAwait(false);
                return;
            }

            // What the lost session had open and locked goes with it.
            var session = await SyncSession.OpenAsync(run.Plan.Server, run.Plan.Options with { LockTimeout = RescueLimit }, limit.Token).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
                await RestoreAsync(session, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or MySqlOpsException)
        {
            var names = string.Join(", ", _triggers.Select(static trigger => trigger.Name.ToString()));
            run.Observer.Warning($"{run.Plan.Server}: these triggers were dropped to change rows of {step.Table}, and may not be there now: {names}. Their definitions are kept in mysqlops.sync_trigger; the next synchronization of this server makes them again.");
        }
    }

    private async Task RestoreAsync(DataSession session, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("ROLLBACK", cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync("SET SESSION autocommit = 1", cancellationToken).ConfigureAwait(false);
        foreach (var trigger in _triggers)
            await TriggerLedger.RestoreAsync(session, trigger, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync("UNLOCK TABLES", cancellationToken).ConfigureAwait(false);
    }
}
