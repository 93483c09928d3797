using System.ComponentModel;

namespace MySqlOps.Benchmarks;

/// <summary>The programs that benchmarks start.</summary>
internal static class Programs
{
    /// <summary>A PowerShell as it starts in a job: no profile, no prompt.</summary>
    public static string[] PwshArguments(string script) => ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command", script];

    /// <summary>A client program of the server in use: beside its mysqld, or on PATH.</summary>
    public static string Client(string name, string mysqld)
    {
        var beside = Path.Combine(Path.GetDirectoryName(mysqld)!, name);
        return File.Exists(beside) ? beside : name;
    }

    /// <summary>What a program says of its version; null when it is not there.</summary>
    public static async Task<string?> VersionAsync(string program, CancellationToken cancellationToken)
    {
        try
        {
            return (await ProcessRun.StartAsync(program, ["--version"], cancellationToken)).Output.Trim();
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>A text inside single quotes of PowerShell.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
