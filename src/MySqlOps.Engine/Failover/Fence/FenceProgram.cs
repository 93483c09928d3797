using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace MySqlOps.Engine.Failover.Fence;

/// <summary>A fence script that is a program: it gets the host and the port as arguments, and says by exit code 0 that the server is fenced.</summary>
/// <param name="path">The program; a .ps1 file is run by pwsh.</param>
/// <param name="limit">After how long it is stopped.</param>
internal sealed class FenceProgram(string path, TimeSpan limit) : IFenceScript
{
    /// <inheritdoc />
    public async Task<FenceScriptResult> RunAsync(string host, int port, CancellationToken cancellationToken)
    {
        string[] target = [host, port.ToString(CultureInfo.InvariantCulture)];
        var start = path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase)
            ? new ProcessStartInfo("pwsh", ["-NoProfile", "-NonInteractive", "-File", path, .. target])
            : new ProcessStartInfo(path, target);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(limit);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return new FenceScriptResult(null, false, e.Message);
        }

        using (process)
        {
            process.StandardInput.Close();
            try
            {
                var error = process.StandardError.ReadToEndAsync(stop.Token);
                var output = process.StandardOutput.ReadToEndAsync(stop.Token);
                await process.WaitForExitAsync(stop.Token).ConfigureAwait(false);
                await output.ConfigureAwait(false);
                return new FenceScriptResult(process.ExitCode, false, LastLine(await error.ConfigureAwait(false)));
            }
            catch (OperationCanceledException)
            {
                End(process);
                cancellationToken.ThrowIfCancellationRequested();
                return new FenceScriptResult(null, true, "");
            }
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

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is [.., var last] ? last : "";
}
