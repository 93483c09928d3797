using System.Globalization;

namespace MySqlOps.Engine.ServerTests.Servers;

/// <summary>The command lines of all processes of this machine, as anybody can see them.</summary>
internal static class CommandLines
{
    /// <summary>Those that run right now.</summary>
    public static IEnumerable<string> Now()
    {
        foreach (var path in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out _))
                continue;
            var line = Read(Path.Combine(path, "cmdline"));
            if (line.Length > 0)
                yield return line;
        }
    }

    /// <summary>Those that were seen while work ran, looked at again and again.</summary>
    public static async Task<IReadOnlySet<string>> DuringAsync(Func<Task> work)
    {
        var seen = new HashSet<string>();
        var running = work();
        while (!running.IsCompleted)
        {
            seen.UnionWith(Now());
            await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(5)));
        }

        await running;
        return seen;
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
