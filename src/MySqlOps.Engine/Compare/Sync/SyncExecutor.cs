using System.Runtime.CompilerServices;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Definitions;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>Runs a plan, step by step. It may be ended at any moment: the same differences planned anew go on from there.</summary>
internal sealed class SyncExecutor(SyncPlan plan, IOperationObserver observer, TimeProvider time)
{
    private readonly HashSet<ObjectName> _touched = [];
    private bool _hasFailed;

    /// <summary>Runs it.</summary>
    /// <exception cref="MySqlOpsException">A refusal of the whole plan; SyncBusy; SyncLedgerFailed; a lost connection. What the server refuses of one step is in that step.</exception>
    public async IAsyncEnumerable<MySqlSyncStep> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        plan.ThrowIfRefused();
        foreach (var refusal in plan.Refusals)
            yield return Refused(refusal);
        if (plan.Steps.Count == 0)
            yield break;
        var session = await SyncSession.OpenAsync(plan.Server, plan.Options, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var ledger = await SyncLedger.OpenAsync(session, SyncFingerprint.OfRun(plan.Differences, plan.Options), cancellationToken).ConfigureAwait(false);
            var run = new SyncRun { Plan = plan, Session = session, Ledger = ledger, Retry = new SyncRetry(session, observer, time), Observer = observer, Time = time };
            await foreach (var step in RunStepsAsync(run, cancellationToken).ConfigureAwait(false))
            {
                _hasFailed |= step.Status == SyncStatus.Failed;
                yield return step;
            }

            foreach (var orphans in await OrphanSearch.FindAsync(plan.Server, _touched, cancellationToken).ConfigureAwait(false))
                observer.Warning(orphans);

            // What has failed may be tried again, and then what was done must not be done twice.
            if (!_hasFailed)
                await ledger.CloseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<MySqlSyncStep> RunStepsAsync(SyncRun run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var statements = new StatementRunner(run);
        var unproven = await ProveAsync(run, cancellationToken).ConfigureAwait(false);
        foreach (var (i, step) in plan.Steps.Index())
        {
            observer.Progress(new OperationProgress { Activity = Activity, Status = step.Action, PercentComplete = i * 100 / plan.Steps.Count });
            switch (step)
            {
                case RestoreStep restore:
                    yield return await RestoreAsync(run, restore, cancellationToken).ConfigureAwait(false);
                    break;
                case StatementStep statement when step.ObjectType == ComparedObject.Table && unproven.TryGetValue(statement.Statement.Object, out var reason):
                    statements.Fail(statement);
                    yield return run.Report(step, SyncStatus.Refused, TimeSpan.Zero, reason, ErrorId.SyncProofFailed);
                    break;
                case StatementStep statement:
                    if (statement.Statement.Stage == ChangeStage.AddForeignKeys)
                        _touched.Add(statement.Statement.Object);
                    yield return await statements.RunAsync(statement, cancellationToken).ConfigureAwait(false);
                    break;
                case RowsStep rows:
                    await foreach (var row in RunRowsAsync(run, rows, cancellationToken).ConfigureAwait(false))
                        yield return row;
                    break;
            }
        }

        observer.Progress(new OperationProgress { Activity = Activity, Status = "Done", PercentComplete = 100, IsCompleted = true });
    }

    private string Activity => $"Synchronizing {plan.Server.Endpoint}";

    private static MySqlSyncStep Refused(SyncRefusal refusal) => new()
    {
        Server = refusal.Difference!.Server,
        ObjectType = refusal.Difference.ObjectType,
        Database = refusal.Difference.ChangedName is { Name.Length: > 0 } changed ? changed.Database : refusal.Difference.Database,
        Name = refusal.Difference.ChangedName is { Name.Length: > 0 } name ? name.Name : refusal.Difference.Name,
        Action = refusal.Difference.Kind.ToString(),
        Status = SyncStatus.Refused,
        Sql = refusal.Difference.Sql,
        Error = refusal.Id,
        Message = refusal.Message,
    };

    /// <summary>Tries the changes of tables on copies.</summary>
    /// <returns>Why tables must not be changed.</returns>
    private async Task<IReadOnlyDictionary<ObjectName, string>> ProveAsync(SyncRun run, CancellationToken cancellationToken)
    {
        var wanted = plan.Steps.OfType<StatementStep>().Where(static step => step.ObjectType == ComparedObject.Table).SelectMany(static step => step.Differences).ToHashSet();
        if (!plan.Options.Prove || wanted.Count == 0 || run.Ledger.IsResumed)
            return new Dictionary<ObjectName, string>();

        MySqlDifference[] differences = [.. wanted.Order().Select(place => plan.Differences[place])];
        var failures = await DefinitionProof.ProveAsync(plan.Server, differences, observer, cancellationToken).ConfigureAwait(false);
        return failures.GroupBy(static failure => failure.Table).ToDictionary(
            static group => group.Key,
            static group => $"Tried on a copy, the change of {group.Key} did not give what it should, so that it was not made: {string.Join(' ', group.Select(static failure => failure.Reason))}");
    }

    private async Task<MySqlSyncStep> RestoreAsync(SyncRun run, RestoreStep step, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        try
        {
            var isMade = await TriggerLedger.RestoreAsync(run.Session, step.Trigger, cancellationToken).ConfigureAwait(false);
            return run.Report(step, isMade ? SyncStatus.Applied : SyncStatus.Skipped, time.GetElapsedTime(began), isMade ? null : "It is there already.");
        }
        catch (MySqlOpsException e) when (!SyncErrors.EndsRun(e))
        {
            return run.Report(step, SyncStatus.Failed, time.GetElapsedTime(began), $"{e.Message} Its definition stays in mysqlops.sync_trigger.", e.Id);
        }
    }

    private async IAsyncEnumerable<MySqlSyncStep> RunRowsAsync(SyncRun run, RowsStep step, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _touched.Add(step.Table);
        if (await FindNewTriggersAsync(step, cancellationToken).ConfigureAwait(false) is { Length: > 0 } triggers)
        {
            yield return run.Report(step, SyncStatus.Refused, TimeSpan.Zero, $"{step.Table} has triggers that were not there when this was planned, or were to be gone: {triggers}. Compare again.", ErrorId.SyncTriggersExist);
            yield break;
        }

        var shelter = new TriggerShelter(run, step);
        try
        {
            await shelter.OpenAsync(cancellationToken).ConfigureAwait(false);
            await foreach (var row in new RowsRunner(run, step).RunAsync(cancellationToken).ConfigureAwait(false))
                yield return row;
            foreach (var (trigger, error) in await shelter.CloseAsync(cancellationToken).ConfigureAwait(false))
            {
                var message = $"The trigger {trigger.Name} was dropped and could not be made again: {error.Message} Its definition is in mysqlops.sync_trigger; the next run tries again.";
                yield return run.Report(step, SyncStatus.Failed, TimeSpan.Zero, message, error.Id) with { ObjectType = ComparedObject.Trigger, Name = trigger.Name.Name, Action = "Restore", Sql = trigger.Statement };
            }
        }
        finally
        {
            await shelter.RescueAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The triggers that would fire now and that the plan does not know.</summary>
    private async Task<string> FindNewTriggersAsync(RowsStep step, CancellationToken cancellationToken)
    {
        if (plan.Options.TriggerAction == SyncTriggerAction.Fire)
            return "";
        var session = await Session.OpenAsync(plan.Server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var known = step.Triggers.Select(static trigger => trigger.Name).ToHashSet();
            var there = await new TriggerReader(session, observer).ReadAsync([step.Table], withDefinitions: false, cancellationToken).ConfigureAwait(false);
            return string.Join(", ", there.Where(trigger => step.Events.Contains(trigger.Event) && !known.Contains(trigger.Name)).Select(static trigger => trigger.Name.Name));
        }
    }
}
