using System.Diagnostics;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Programs;

namespace MySqlOps.Engine.Sandbox;

/// <summary>Starts the server of a sandbox so that it outlives this process, its terminal and its Ctrl+C.</summary>
internal sealed class ServerLauncher(IProgramRunner programs)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Starts the server. On Unix it accepts connections when this returns; on Windows it may still be starting.</summary>
    /// <param name="folder">The sandbox.</param>
    /// <param name="mysqld">The server program.</param>
    /// <param name="firstStart">True runs the statements of the first start.</param>
    /// <param name="cancellationToken">Ends the waiting; the server may go on and is the caller's to stop.</param>
    /// <exception cref="MySqlOpsException">
    /// <see cref="ErrorId.SandboxPortTaken"/> when another process listens on the port by now, <see cref="ErrorId.SandboxStartFailed"/>
    /// with the errors that the server logged.
    /// </exception>
    public async Task StartAsync(SandboxFolder folder, string mysqld, bool firstStart, CancellationToken cancellationToken)
    {
        List<string> arguments = [$"--defaults-file={folder.ServerOptions}"];
        if (firstStart)
            arguments.Add($"--init-file={folder.FirstStart}");
        if (OperatingSystem.IsWindows())
        {
            StartDetached(mysqld, arguments);
            return;
        }

        var logBefore = File.Exists(folder.ErrorLog) ? new FileInfo(folder.ErrorLog).Length : 0;
        var call = new ProgramCall { FileName = mysqld, Arguments = [.. arguments, "--daemonize"], TimeLimit = Limit };
        var result = await programs.RunAsync(call, cancellationToken).ConfigureAwait(false);
        if (result is not { Succeeded: true })
            throw Failure(folder, $"{ReadLog(folder, logBefore)}\n{result?.Error}", result?.Complaint ?? $"{mysqld} can't be executed");
    }

    /// <summary>An error with what the server says about it.</summary>
    public static MySqlOpsException Failure(SandboxFolder folder, string log, string fallback) => ServerErrors.SayPortTaken(log)
        ? new MySqlOpsException(ErrorId.SandboxPortTaken, $"Another process listens on port {folder.Port}. Stop it, or make the sandbox on another port.", folder.Path)
        : new MySqlOpsException(
            ErrorId.SandboxStartFailed,
            $"The server of the sandbox {folder.Path} did not start: {ServerErrors.Quote(log, fallback)}. Its log is {folder.ErrorLog}.",
            folder.Path);

    private static string ReadLog(SandboxFolder folder, long from)
    {
        if (!File.Exists(folder.ErrorLog))
            return "";
        using var file = new FileStream(folder.ErrorLog, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(from, SeekOrigin.Begin);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    /// <summary>mysqld for Windows has no --daemonize; a process without a window is in no console's reach.</summary>
    private static void StartDetached(string mysqld, List<string> arguments)
    {
        var start = new ProcessStartInfo(mysqld) { UseShellExecute = false, CreateNoWindow = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        Process.Start(start)?.Dispose();
    }
}
