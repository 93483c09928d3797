using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Host;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>
/// What work on a task says to the pipeline. Every saying is queued and carried out on the pipeline's thread, in order.
/// </summary>
internal sealed class Pipeline : IOperationObserver, IDisposable
{
    private readonly BlockingCollection<Action<Cmdlet>> _sayings = [];
    private readonly ProgressWriter _progress = new();
    private readonly CancellationTokenSource _closed = new();
    private volatile bool _refused;

    /// <summary>Writes an object.</summary>
    public void Output(object value) => Say(cmdlet => cmdlet.WriteObject(value));

    /// <summary>Draws on the host's screen, past the pipeline: only for a view that a person watches.</summary>
    public void Draw(string text) => Say(cmdlet => ((PSCmdlet)cmdlet).Host.UI.Write(text));

    /// <summary>Writes an error about one input; the command goes on.</summary>
    public void Error(MySqlOpsException exception) => Say(cmdlet => cmdlet.WriteError(ErrorRecords.Create(exception)));

    /// <inheritdoc />
    public void Verbose(string message) => Say(cmdlet => cmdlet.WriteVerbose(message));

    /// <inheritdoc />
    public void Warning(string message) => Say(cmdlet => cmdlet.WriteWarning(message));

    /// <inheritdoc />
    public void Progress(OperationProgress progress)
    {
        if (_progress.Take(progress) is { } record)
            Say(cmdlet => cmdlet.WriteProgress(record));
    }

    /// <summary>Asks PowerShell whether to go ahead: -WhatIf, -Confirm and the preferences decide.</summary>
    /// <returns>False when not, or when the pipeline has stopped.</returns>
    public Task<bool> ShouldProcessAsync(string target, string action) => AskAsync(cmdlet => cmdlet.ShouldProcess(target, action), false);

    /// <summary>Asks the host something that it can answer at once: its window's size, whether a key was pressed.</summary>
    /// <returns>The refusal when the pipeline has stopped.</returns>
    public Task<T> AskHostAsync<T>(Func<PSHost, T> question, T refusal) => AskAsync(cmdlet => question(((PSCmdlet)cmdlet).Host), refusal);

    /// <summary>Everything that is said, as it is said, until the work ends or the token is cancelled.</summary>
    public IEnumerable<Action<Cmdlet>> Sayings(CancellationToken cancellationToken)
    {
        while (true)
        {
            Action<Cmdlet>? say;
            try
            {
                if (!_sayings.TryTake(out say, Timeout.Infinite, cancellationToken))
                    yield break;
            }
            catch (OperationCanceledException)
            {
                yield break;
            }

            yield return say;
        }
    }

    /// <summary>Says that nothing more will be said.</summary>
    public void Complete()
    {
        if (!_refused)
            _sayings.CompleteAdding();
    }

    /// <summary>Hears nothing any more: the pipeline has stopped, and the work is winding down.</summary>
    public void Refuse()
    {
        _refused = true;
        _closed.Cancel();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // Work that outlives its pipeline still holds the queue: then the collector frees it.
        if (_sayings.IsAddingCompleted)
            _sayings.Dispose();
    }

    private async Task<T> AskAsync<T>(Func<Cmdlet, T> question, T refusal)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);

        // A pipeline that has stopped answers no more; then the answer is no.
        await using var registration = _closed.Token.Register(() => answer.TrySetResult(refusal)).ConfigureAwait(false);
        Say(cmdlet => answer.TrySetResult(question(cmdlet)));
        return await answer.Task.ConfigureAwait(false);
    }

    private void Say(Action<Cmdlet> saying)
    {
        if (!_refused)
            _sayings.Add(saying);
    }
}
