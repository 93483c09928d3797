using System.Collections.Concurrent;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>Runs steps over the lease's sessions, times them, and tells of each as it ends.</summary>
/// <param name="lease">Whose sessions.</param>
/// <param name="time">The clock.</param>
/// <param name="report">Hears of each step that ended; the run goes on when it returns.</param>
internal sealed class StepRunner(MajorityLease lease, TimeProvider time, Func<FailoverStepResult, CancellationToken, Task> report)
{
    private readonly ConcurrentQueue<FailoverStepResult> _results = new();
    private readonly UndoStack _undo = new();
    private readonly long _began = time.GetTimestamp();

    /// <summary>The steps that ended, in that order.</summary>
    public IReadOnlyList<FailoverStepResult> Results => [.. _results];

    /// <summary>Since the run began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_began);

    /// <summary>Runs the statements of a step.</summary>
    public Task RunAsync(FailoverStep step, CancellationToken cancellationToken) => RunAsync(step, _ => Task.FromResult<string?>(null), cancellationToken);

    /// <summary>Runs the statements of a step, and then what it waits for.</summary>
    /// <param name="step">The step; its undoing is remembered before it is begun.</param>
    /// <param name="wait">What it waits for; gives what there is to say of it.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task RunAsync(FailoverStep step, Func<CancellationToken, Task<string?>> wait, CancellationToken cancellationToken)
    {
        _undo.Push(step);
        await TimeAsync(
            step,
            async () =>
            {
                await SendAsync(step.Server, step.Sql, step.Limit, cancellationToken).ConfigureAwait(false);
                return await wait(cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same for a step whose failure is that of one server and not of the run.</summary>
    /// <returns>The error; null for none.</returns>
    public async Task<MySqlOpsException?> TryAsync(FailoverStep step, Func<CancellationToken, Task<string?>> wait, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(step, wait, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (MySqlOpsException e)
        {
            return e;
        }
    }

    /// <summary>Sends statements over the session that holds the lease of a server.</summary>
    public async Task SendAsync(MySqlServer server, IEnumerable<StepStatement> statements, TimeSpan limit, CancellationToken cancellationToken)
    {
        foreach (var statement in statements)
            await lease.Of(server).UseAsync((session, token) => session.ExecuteAsync(statement.Reveal(), token), limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets how to undo what was done: there is no way back any more.</summary>
    public void Commit() => _undo.Clear();

    /// <summary>Undoes what was done, the last first. What can't be undone is told of and left.</summary>
    /// <returns>True when all of it was.</returns>
    public async Task<bool> UndoAsync()
    {
        var isWhole = true;
        while (_undo.Pop() is { } step)
        {
            var began = Elapsed;
            MySqlOpsException? error = null;
            try
            {
                await SendAsync(step.Server, step.Undo, step.Limit, CancellationToken.None).ConfigureAwait(false);
            }
            catch (MySqlOpsException e)
            {
                error = e;
                isWhole = false;
            }

            await TellAsync(Result(step, error is null ? FailoverStepStatus.Undone : FailoverStepStatus.NotUndone, began, error, error?.Message), CancellationToken.None).ConfigureAwait(false);
        }

        return isWhole;
    }

    private async Task TimeAsync(FailoverStep step, Func<Task<string?>> work, CancellationToken cancellationToken)
    {
        var began = Elapsed;
        string? message;
        try
        {
            message = await work().ConfigureAwait(false);
        }
        catch (MySqlOpsException e)
        {
            await TellAsync(Result(step, FailoverStepStatus.Failed, began, e, e.Message), cancellationToken).ConfigureAwait(false);
            throw;
        }

        await TellAsync(Result(step, FailoverStepStatus.Done, began, null, message), cancellationToken).ConfigureAwait(false);
    }

    private Task TellAsync(FailoverStepResult result, CancellationToken cancellationToken)
    {
        _results.Enqueue(result);
        return report(result, cancellationToken);
    }

    private FailoverStepResult Result(FailoverStep step, FailoverStepStatus status, TimeSpan began, MySqlOpsException? error, string? message) => new()
    {
        Server = step.Server,
        Kind = step.Kind,
        Action = step.Action,
        Status = status,
        Started = began,
        Elapsed = Elapsed - began,
        Error = error?.Id,
        Message = message,
    };
}
