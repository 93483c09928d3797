using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Programs;

namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>The steps of getting a server: programs that must succeed.</summary>
internal sealed class DownloadStep(IProgramRunner programs, IOperationObserver observer)
{
    /// <summary>Runs one step.</summary>
    /// <param name="step">What it does, as "reading the package lists".</param>
    /// <param name="call">The program.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What it wrote to standard output.</returns>
    public async Task<string> RunAsync(string step, ProgramCall call, CancellationToken cancellationToken)
    {
        observer.Progress(new OperationProgress { Activity = ServerDownload.Activity, Status = step });
        observer.Verbose($"{ServerDownload.Activity}: {step}: {call.FileName}.");
        var result = await programs.RunAsync(call, cancellationToken).ConfigureAwait(false);
        if (result is { Succeeded: true })
            return result.Output;
        throw new MySqlOpsException(
            ErrorId.SandboxDownloadFailed,
            $"A MySQL server could not be got: {step} failed ({call.FileName}: {result?.Complaint ?? "can't be executed"}). Put it right, or install a server and name its mysqld in {ServerPlaces.Variable}.",
            call.FileName);
    }
}
