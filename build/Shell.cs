using System.Diagnostics;
using System.Text;

/// <summary>Child processes.</summary>
static class Shell
{
    /// <summary>Runs a program on our own console.</summary>
    public static async Task<int> RunAsync(string program, IEnumerable<string> arguments, Dictionary<string, string>? environment = null)
    {
        using var process = Start(program, arguments, environment, redirect: false);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Runs a program, keeps the lines of its output, and shows them too when <paramref name="echo"/> says so.</summary>
    public static async Task<(int ExitCode, List<string> Lines)> CaptureAsync(
        string program, IEnumerable<string> arguments, Dictionary<string, string>? environment = null, bool echo = false)
    {
        using var process = Start(program, arguments, environment, redirect: true);
        var lines = new List<string>();
        var reading = Task.Run(async () =>
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                lines.Add(line);
                if (echo)
                    Console.WriteLine(line);
            }
        });
        await process.WaitForExitAsync();
        // A compiler server that outlives its parent may hold the pipe open: what the program itself said has come by then.
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(3)));
        return (process.ExitCode, [.. lines]);
    }

    private static Process Start(string program, IEnumerable<string> arguments, Dictionary<string, string>? environment, bool redirect)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = redirect };
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        if (redirect)
            start.StandardOutputEncoding = Encoding.UTF8;
        return Process.Start(start) ?? throw new BuildException($"{program} did not start.");
    }
}
