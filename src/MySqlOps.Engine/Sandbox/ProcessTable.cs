using System.Diagnostics;
using System.Globalization;
using System.Text;
using MySqlOps.Engine.Sandbox.Programs;

namespace MySqlOps.Engine.Sandbox;

/// <summary>Which processes run a sandbox. The proof is the option file in their command line, never their name.</summary>
internal sealed class ProcessTable(IProgramRunner programs, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The processes of a sandbox: its server, and for a moment the script or process that starts it.</summary>
    public async Task<IReadOnlyList<int>> FindAsync(SandboxFolder folder, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsLinux())
            return FindInProc(folder);
        if (OperatingSystem.IsWindows())
            return await FindByFileAsync(folder, cancellationToken).ConfigureAwait(false);
        var call = new ProgramCall { FileName = "ps", Arguments = ["-axww", "-o", "pid=,command="], TimeLimit = TimeSpan.FromSeconds(10) };
        var result = await programs.RunAsync(call, cancellationToken).ConfigureAwait(false);
        return [.. (result?.Output ?? "").Split('\n')
            .Where(line => $"{line} ".Contains($" {Proof(folder)} ", StringComparison.Ordinal))
            .Select(line => int.Parse(line.Trim().Split(' ')[0], CultureInfo.InvariantCulture))];
    }

    /// <summary>The server among the processes of a sandbox; null when none runs.</summary>
    public async Task<int?> FindServerAsync(SandboxFolder folder, CancellationToken cancellationToken)
    {
        var all = await FindAsync(folder, cancellationToken).ConfigureAwait(false);
        if (all.Count == 0)
            return null;
        return await ReadProcessIdAsync(folder, cancellationToken).ConfigureAwait(false) is { } id && all.Contains(id) ? id : all.Max();
    }

    /// <summary>Ends a process at once.</summary>
    public static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It has ended meanwhile.
        }
    }

    /// <summary>Waits until a process has let go of its files and ports.</summary>
    /// <returns>False when it still runs after the time.</returns>
    public async Task<bool> WaitForExitAsync(int id, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (!HasEnded(id))
        {
            if (time.GetElapsedTime(start) > limit)
                return false;
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private static string Proof(SandboxFolder folder) => $"--defaults-file={folder.ServerOptions}";

    private static List<int> FindInProc(SandboxFolder folder)
    {
        var proof = Proof(folder);
        var found = new List<int>();
        foreach (var path in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                continue;
            if (ReadProc(id, "cmdline").Split('\0').Contains(proof, StringComparer.Ordinal))
                found.Add(id);
        }

        return found;
    }

    /// <summary>On Windows a command line is not to be had without WMI: the file in our own folder and the program's name must do.</summary>
    private static async Task<IReadOnlyList<int>> FindByFileAsync(SandboxFolder folder, CancellationToken cancellationToken)
    {
        if (await ReadProcessIdAsync(folder, cancellationToken).ConfigureAwait(false) is not { } id)
            return [];
        try
        {
            using var process = Process.GetProcessById(id);
            var isServer = process.ProcessName.StartsWith("mysqld", StringComparison.OrdinalIgnoreCase);
            return isServer && process.StartTime.ToUniversalTime() <= File.GetLastWriteTimeUtc(folder.ProcessIdFile) ? [id] : [];
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return [];
        }
    }

    private static async Task<int?> ReadProcessIdAsync(SandboxFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            var text = await File.ReadAllTextAsync(folder.ProcessIdFile, cancellationToken).ConfigureAwait(false);
            return int.TryParse(text, NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// A process that nobody has fetched the exit code of is a zombie: it holds nothing any more, once its other threads are gone too.
    /// Until then its first thread is a zombie already, and its ports are still taken.
    /// </summary>
    private static bool HasEnded(int id)
    {
        if (OperatingSystem.IsLinux())
        {
            var stat = ReadProc(id, "stat");
            var afterName = stat.LastIndexOf(") ", StringComparison.Ordinal) + 2;
            return stat.Length <= afterName || stat[afterName] == 'X' || (stat[afterName] == 'Z' && CountThreads(id) <= 1);
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static int CountThreads(int id)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/task").Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static string ReadProc(int id, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/{file}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
