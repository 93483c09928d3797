using System.Management.Automation;
using System.Runtime.ExceptionServices;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>
/// The base of every cmdlet: runs the work on a task of its own, writes everything that it says on the pipeline's thread in
/// the order in which it was said, and cancels it when the pipeline stops.
/// </summary>
public abstract class EngineCmdlet : PSCmdlet, IDisposable
{
    /// <summary>How long cancelled work may take to tidy up before the pipeline goes on without it.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(1.8);

    private readonly CancellationTokenSource _stop = new();

    /// <summary>Frees what the cmdlet holds.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the cmdlet holds.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _stop.Dispose();
    }

    /// <summary>Ctrl+C, or the end of the pipeline before its time.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>PowerShell's location in the file system, from which relative paths start. Only for the pipeline's thread.</summary>
    private protected string WorkingFolder => SessionState.Path.CurrentFileSystemLocation.ProviderPath;

    /// <summary>True when nothing is to be done but shown: -WhatIf, or else the preference. Only for the pipeline's thread.</summary>
    private protected bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var whatIf)
        ? LanguagePrimitives.IsTrue(whatIf)
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference", false));

    /// <summary>Runs work to its end on a task of its own, and meanwhile writes what it says.</summary>
    /// <param name="work">The work; an error of ours that it throws ends the command.</param>
    private protected void Run(Func<Pipeline, CancellationToken, Task> work)
    {
        using var pipeline = new Pipeline();
        var token = _stop.Token;
        var task = Task.Run(() => RunAsync(work, pipeline, token), CancellationToken.None);
        try
        {
            foreach (var say in pipeline.Sayings(token))
                say(this);
            if (!token.IsCancellationRequested)
                GetOutcome(task);
        }
        finally
        {
            // A downstream stop (Select-Object -First 1) leaves the loop by an exception of PowerShell's own.
            if (!task.IsCompleted)
            {
                _stop.Cancel();
                pipeline.Refuse();
                ((IAsyncResult)task).AsyncWaitHandle.WaitOne(StopGrace);
            }
        }

        if (token.IsCancellationRequested)
            throw new PipelineStoppedException();
    }

    private static async Task RunAsync(Func<Pipeline, CancellationToken, Task> work, Pipeline pipeline, CancellationToken cancellationToken)
    {
        try
        {
            await work(pipeline, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            pipeline.Complete();
        }
    }

    private void GetOutcome(Task task)
    {
        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (Exception e) when (ErrorRecords.Knows(e))
        {
            ThrowTerminatingError(ErrorRecords.Create(e));
        }
        catch (Exception e)
        {
            ExceptionDispatchInfo.Throw(e);
        }
    }
}
