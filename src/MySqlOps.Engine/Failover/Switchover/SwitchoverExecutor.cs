using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Switchover;

/// <summary>Runs a plan: forward stage by stage, and back when something fails before the candidate is writable.</summary>
internal sealed class SwitchoverExecutor(SwitchoverPlan plan, IOperationObserver observer, TimeProvider time)
{
    private static readonly TimeSpan UndoLimit = TimeSpan.FromSeconds(5);
    private const int UndoTries = 3;

    private readonly SwitchoverRun _run = new(plan, time);
    private readonly UndoStack _undo = new();
    private readonly SwitchoverRecord _record = new(plan, observer, time);
    private readonly MonitorPause _monitors = new(plan.Server, [.. plan.Facts.Replicas.Select(static replica => replica.Server)], $"Switchover from {plan.Server.Endpoint}", time);

    /// <summary>Called before and after each step; what it throws, the step throws. For tests.</summary>
    public Func<FailoverStep, bool, Task>? Disturb { get; init; }

    /// <summary>Takes the lease of all servers.</summary>
    public Func<IReadOnlyCollection<MySqlServer>, CancellationToken, Task<MajorityLease>> Acquire { get; init; } =
        (servers, cancellationToken) => MajorityLease.AcquireAllAsync(servers, new LeaseOptions { Span = plan.Options.LeaseTime, Holder = LeaseHolder.Name }, time, cancellationToken);

    /// <summary>Runs it.</summary>
    /// <param name="cancellationToken">Cancels and undoes; once the candidate is writable it is not heard any more.</param>
    /// <returns>How it went. A failure is told there and not thrown, because the steps are of use then too.</returns>
    public async Task<MySqlSwitchover> RunAsync(CancellationToken cancellationToken)
    {
        var actions = new SwitchoverActions(plan, _run, time);
        using var outage = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            foreach (var stage in plan.Steps.GroupBy(static step => step.Stage))
            {
                var failures = await Task.WhenAll(stage.Select(step => StepAsync(actions, step, outage, cancellationToken))).ConfigureAwait(false);
                if (!_run.IsPromoted && failures.FirstOrDefault(static failure => failure is not null) is { } failure)
                    return await GoBackAsync(failure, cancellationToken).ConfigureAwait(false);
            }

            await _record.EndAsync(isDone: true).ConfigureAwait(false);
            return Finish();
        }
        finally
        {
            if (_run.Lease is not null)
                await _run.Lease.DisposeAsync().ConfigureAwait(false);
            if (await _monitors.EndAsync().ConfigureAwait(false) is { } trouble)
                observer.Warning(trouble);
        }
    }

    /// <summary>Does one step.</summary>
    /// <returns>Why it failed; null when it did not.</returns>
    private async Task<Exception?> StepAsync(SwitchoverActions actions, FailoverStep step, CancellationTokenSource outage, CancellationToken cancellationToken)
    {
        var started = _run.Elapsed;
        if (_run.IsPromoted && IsInVain(step))
            return null;
        observer.Verbose(step.Action);
        _undo.Push(step);
        try
        {
            if (step.Kind == FailoverStepKind.Lease)
                _run.Lease = await _monitors.AcquireAsync(token => Acquire([plan.Server, .. plan.Facts.Replicas.Select(static replica => replica.Server)], token), cancellationToken).ConfigureAwait(false);
            if (step.Kind == FailoverStepKind.Fence)
                await _record.BeginAsync(_run.Lease!, cancellationToken).ConfigureAwait(false);
            if (step.Kind == FailoverStepKind.Fence)
                outage.CancelAfter(plan.Options.MaxWriteOutage);
            var token = _run.IsPromoted ? CancellationToken.None : step.IsInOutage ? outage.Token : cancellationToken;
            await DisturbAsync(step, false).ConfigureAwait(false);
            token.ThrowIfCancellationRequested();
            var message = step.IsPointOfNoReturn ? await PromoteAsync(step).ConfigureAwait(false) : await actions.DoAsync(step, token).ConfigureAwait(false);
            await DisturbAsync(step, true).ConfigureAwait(false);
            _run.Record(step, FailoverStepStatus.Done, started, message, null);
            return null;
        }
        catch (Exception e)
        {
            var failure = e is OperationCanceledException && !cancellationToken.IsCancellationRequested && outage.IsCancellationRequested ? actions.OutageExceeded() : e;
            if (step.Sql.Count == 1 && failure is MySqlOpsException { ServerErrorNumber: not null })
                _undo.Remove(step); // Its one statement was refused. Whoever may not do it may not undo it either.
            _run.Record(step, FailoverStepStatus.Failed, started, failure.Message, (failure as MySqlOpsException)?.Id);
            return failure;
        }
    }

    private Task DisturbAsync(FailoverStep step, bool isDone) => Disturb?.Invoke(step, isDone) ?? Task.CompletedTask;

    /// <summary>True for a wait for a server that could not even be pointed to the new primary.</summary>
    private bool IsInVain(FailoverStep step) => step.Kind is FailoverStepKind.AwaitReplica or FailoverStepKind.StartEvents
        && plan.Steps.Any(other => other.Server == step.Server && other.Stage < step.Stage
            && other.Kind is FailoverStepKind.Follow or FailoverStepKind.Repoint or FailoverStepKind.AwaitReplica && _run.StatusOf(other) == FailoverStepStatus.Failed);

    /// <summary>Makes the candidate writable. Its time is not cut short: what came of it must be known.</summary>
    private async Task<string?> PromoteAsync(FailoverStep step)
    {
        // Who lost a lock has been given up by the servers, and may not promote anybody.
        await _run.Lease!.ConfirmAsync(CancellationToken.None).ConfigureAwait(false);
        var session = _run.Lease.Of(step.Server);
        try
        {
            foreach (var statement in step.Sql)
                await session.QueryAsync(statement.Reveal(), UndoLimit, CancellationToken.None).ConfigureAwait(false);
        }
        catch (MySqlOpsException)
        {
            string? isReadOnly;
            _run.Lease.Recover();
            try
            {
                isReadOnly = await session.TextAsync("SELECT @@GLOBAL.read_only", UndoLimit, CancellationToken.None).ConfigureAwait(false);
            }
            catch (MySqlOpsException e)
            {
                throw e.Retell(
                    ErrorId.SwitchoverOutcomeUnknown,
                    $"{step.Server} was told to become writable and does not answer since, so nobody knows whether it is. {plan.Server} stays read-only, because there must not be two writers. Look at {step.Server}: when it is read-only or gone for good, run SET GLOBAL super_read_only = OFF, read_only = OFF on {plan.Server}.",
                    step.Server);
            }

            if (isReadOnly != "0")
                throw;
        }

        _run.EndOutage();
        _run.IsPromoted = true;
        _run.Lease.Recover();
        _undo.Clear();
        return null;
    }

    private MySqlSwitchover Finish()
    {
        var outcome = _run.Outcome(false, null, null);
        var failed = outcome.Steps.FirstOrDefault(static step => step.Status == FailoverStepStatus.Failed);
        if (failed is null)
            return outcome;
        var id = outcome.Detached.Count > 0 ? ErrorId.SwitchoverReplicaDetached : ErrorId.SwitchoverUnfinished;
        var what = outcome.Detached.Count > 0 ? $"these servers do not follow it: {string.Join(", ", outcome.Detached)}" : "not every step after that was done";
        return _run.Outcome(false, id, $"{plan.NewPrimary} is the primary now, but {what}. The first trouble: {failed.Action}: {failed.Message}");
    }

    private async Task<MySqlSwitchover> GoBackAsync(Exception failure, CancellationToken cancellationToken)
    {
        var isUnknown = failure is MySqlOpsException { Id: ErrorId.SwitchoverOutcomeUnknown };
        var wasFenced = _run.IsInOutage;
        _run.Lease?.Recover();
        var isUndone = !isUnknown && await UndoAsync().ConfigureAwait(false);
        if (wasFenced && isUndone)
            _run.EndOutage();
        if (isUndone)
            await _record.EndAsync(isDone: false).ConfigureAwait(false);
        if (failure is not MySqlOpsException && isUndone)
        {
            cancellationToken.ThrowIfCancellationRequested();
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        var (id, end) = (isUndone, wasFenced) switch
        {
            _ when isUnknown => (ErrorId.SwitchoverOutcomeUnknown, ""),
            (true, false) => (IdOf(failure), $" Everything is as it was; {plan.Server} took writes all the time."),
            (true, true) => (IdOf(failure), $" Everything was undone: {plan.Server} takes writes again."),
            _ => (ErrorId.SwitchoverUndoFailed, $" And it could not be undone, see the steps. Unless {plan.NewPrimary} is writable, run on {plan.Server}: SET GLOBAL super_read_only = OFF, GLOBAL read_only = OFF."),
        };
        return _run.Outcome(isUndone, id, failure.Message + end);
    }

    private static ErrorId IdOf(Exception failure) => failure is MySqlOpsException { Id: var id } ? id : ErrorId.SwitchoverFailed;

    /// <summary>Undoes what was begun, the last first. One that fails does not keep the others from it: the old primary is to write again.</summary>
    private async Task<bool> UndoAsync()
    {
        var isUndone = true;
        while (_undo.Pop() is { } step)
        {
            var trouble = _run.Lease is null ? null : await UndoAsync(step).ConfigureAwait(false);
            isUndone &= trouble is null;
            _run.Record(step, trouble is null ? FailoverStepStatus.Undone : FailoverStepStatus.NotUndone, trouble);
        }

        return isUndone;
    }

    private async Task<string?> UndoAsync(FailoverStep step)
    {
        observer.Verbose($"Undo: {step.Action}");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                foreach (var statement in step.Undo)
                    await _run.Lease!.Of(step.Server).QueryAsync(statement.Reveal(), UndoLimit, CancellationToken.None).ConfigureAwait(false);
                return null;
            }
            catch (MySqlOpsException e)
            {
                if (attempt == UndoTries)
                    return e.Message;
            }
        }
    }
}
