using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Hooks;

namespace MySqlOps.Cmdlets.Failover;

/// <summary>
/// A hook that is a script block. It runs in a session of its own, so that it can be stopped whatever the pipeline does: with the variables and functions that it names, the old
/// and new primary's hosts and ports as arguments, the occasion in $FailoverEvent, and the same as JSON in $input. An error or a non-zero exit is a failure; so is $false
/// as the last thing that FailCheck or BeforeFailover gives.
/// </summary>
/// <param name="text">The block's text.</param>
/// <param name="state">What it needs of the session that it was written in.</param>
/// <param name="folder">Where it runs.</param>
/// <param name="limit">After how long it is stopped.</param>
internal sealed class ScriptBlockHook(string text, InitialSessionState state, string folder, TimeSpan limit) : IFailoverHook
{
    /// <inheritdoc />
    public string Name => "script block";

    /// <inheritdoc />
    public async Task<HookResult> RunAsync(HookCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var host = new HookHost();
        var shell = PowerShell.Create();
        var output = new PSDataCollection<PSObject>();
        var work = Task.Run(() => Invoke(shell, host, output, call), CancellationToken.None);
        if (await Task.WhenAny(work, Task.Delay(limit, TimeProvider.System, cancellationToken)).ConfigureAwait(false) != work)
        {
            Abandon(shell, work);
            cancellationToken.ThrowIfCancellationRequested();
            return new HookResult(false, null, true, LastLine(shell, output));
        }

        try
        {
            await work.ConfigureAwait(false);
            return Judge(call.Kind, host.ExitCode, output, LastLine(shell, output));
        }
        catch (RuntimeException e)
        {
            return new HookResult(false, host.ExitCode, false, Line((e.ErrorRecord?.ToString() ?? e.Message).ReplaceLineEndings(" ")));
        }
        finally
        {
            Close(shell);
        }
    }

    private void Invoke(PowerShell shell, HookHost host, PSDataCollection<PSObject> output, HookCall call)
    {
        var runspace = RunspaceFactory.CreateRunspace(host, state.Clone());
        shell.Runspace = runspace;
        runspace.Open();
        runspace.SessionStateProxy.Path.SetLocation(WildcardPattern.Escape(folder));
        runspace.SessionStateProxy.SetVariable("FailoverEvent", Describe(call));

        // A block whose second command can't be found must not count as one that agrees.
        runspace.SessionStateProxy.SetVariable("ErrorActionPreference", ActionPreference.Stop);
        shell.AddScript(text);
        foreach (var argument in call.Arguments)
            shell.AddArgument(argument);
        shell.Invoke(new[] { call.Json }, output);
    }

    private static HookResult Judge(FailoverHookKind kind, int? exitCode, PSDataCollection<PSObject> output, string message) => exitCode switch
    {
        { } code => new HookResult(code == 0, code, false, message),
        null when kind is FailoverHookKind.FailCheck or FailoverHookKind.BeforeFailover && output is [.., { BaseObject: false }] => new HookResult(false, null, false, "It gave $false."),
        null => new HookResult(true, null, false, message),
    };

    private static PSObject Describe(HookCall call)
    {
        var occasion = call.Occasion;
        var described = new PSObject();
        foreach (var (name, value) in new (string, object?)[]
        {
            ("Hook", call.Kind), ("OldPrimary", occasion.OldPrimary), ("NewPrimary", occasion.NewPrimary), ("Epoch", occasion.Epoch), ("Reasons", occasion.Reasons), ("Outcome", occasion.Outcome), ("Json", call.Json),
        })
            described.Properties.Add(new PSNoteProperty(name, value));
        return described;
    }

    /// <summary>An error counts more than what was said besides.</summary>
    private static string LastLine(PowerShell shell, PSDataCollection<PSObject> output) =>
        shell.Streams.Error is [.., var error] ? Line(error.ToString().ReplaceLineEndings(" ")) : output is [.., { } last] ? Line(Convert.ToString(last, CultureInfo.InvariantCulture)!) : "";

    private static string Line(string said)
    {
        var tail = new OutputTail();
        tail.Add(said);
        return tail.LastLine;
    }

    /// <summary>A block that hangs in a call that can't be stopped is left behind: nothing waits for it.</summary>
    private static void Abandon(PowerShell shell, Task work)
    {
        _ = Task.Run(shell.Stop, CancellationToken.None);
        _ = work.ContinueWith(_ => Close(shell), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        Unattended.Forget(work);
    }

    private static void Close(PowerShell shell)
    {
        var runspace = shell.Runspace;
        shell.Dispose();
        runspace?.Dispose();
    }
}
