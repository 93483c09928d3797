using System.ComponentModel;
using System.Diagnostics;

namespace MySqlOps.Engine.Failover.Hooks;

/// <summary>
/// A hook that is a program or a script. It gets the old primary's host and port and, where it is known, the new one's as arguments, the occasion as JSON on its standard
/// input, and the same in variables MYSQLOPS_*. Exit code 0 means well.
/// </summary>
/// <param name="path">The program; a .ps1 file is run by pwsh.</param>
/// <param name="limit">After how long it is stopped, with all that it started.</param>
internal sealed class HookProgram(string path, TimeSpan limit) : IFailoverHook
{
    /// <summary>How long the output of a program that has ended is waited for: something that it left running may keep it open.</summary>
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public string Name => path;

    /// <inheritdoc />
    public async Task<HookResult> RunAsync(HookCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Process process;
        try
        {
            process = Process.Start(Start(call))!;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return new HookResult(false, null, false, $"It could not be started: {e.Message}");
        }

        using (process)
            return await AwaitAsync(process, call, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HookResult> AwaitAsync(Process process, HookCall call, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(limit);
        using var drop = new CancellationTokenSource();
        var (output, error) = (new OutputTail(), new OutputTail());
        var streams = Task.WhenAll(WriteAsync(process, call.Json, stop.Token), output.ReadAsync(process.StandardOutput, drop.Token), error.ReadAsync(process.StandardError, drop.Token));
        try
        {
            await process.WaitForExitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            End(process);
            drop.CancelAfter(OutputGrace);
            await streams.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return new HookResult(false, null, true, Last(error, output));
        }

        drop.CancelAfter(OutputGrace);
        await streams.ConfigureAwait(false);
        return new HookResult(process.ExitCode == 0, process.ExitCode, false, process.ExitCode == 0 ? Last(output, error) : Last(error, output));
    }

    private ProcessStartInfo Start(HookCall call)
    {
        var start = path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase)
            ? new ProcessStartInfo("pwsh", ["-NoProfile", "-NonInteractive", "-File", path, .. call.Arguments])
            : new ProcessStartInfo(path, call.Arguments);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (name, value) in call.Environment)
            start.Environment[name] = value;
        return start;
    }

    private static async Task WriteAsync(Process process, string json, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(json.AsMemory(), cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // A program need not read it.
        }
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has just ended by itself.
        }
    }

    private static string Last(OutputTail first, OutputTail second) => first.LastLine is { Length: > 0 } line ? line : second.LastLine;
}
