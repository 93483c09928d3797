using System.ComponentModel;
using System.Diagnostics;

namespace MySqlOps.Engine.Sandbox.Programs;

/// <summary>Runs programs of this machine: no shell, no window, nothing to read on standard input, messages in English.</summary>
internal sealed class ProgramRunner(TimeProvider time) : IProgramRunner
{
    /// <inheritdoc />
    public async Task<ProgramResult?> RunAsync(ProgramCall call, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartInfo(call) };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        process.StandardInput.Close();
        using var tooLong = new CancellationTokenSource(call.TimeLimit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tooLong.Token);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await Task.WhenAll(output, error, process.WaitForExitAsync(limit.Token)).ConfigureAwait(false);
            return new ProgramResult(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return new ProgramResult(null, "", "");
        }
    }

    private static ProcessStartInfo StartInfo(ProgramCall call)
    {
        var start = new ProcessStartInfo(call.FileName)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in call.Arguments)
            start.ArgumentList.Add(argument);

        // What our own runtime was told is nothing that a server started from here should carry for the rest of its life.
        foreach (var name in start.Environment.Keys.Where(IsRuntimeNoise).ToArray())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in call.Environment)
            start.Environment[name] = value;
        return start;
    }

    private static bool IsRuntimeNoise(string name) =>
        name.StartsWith("DOTNET_", StringComparison.Ordinal) || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase);
}
