using System.Diagnostics;
using System.Globalization;

namespace MySqlOps.Engine.ServerTests.Servers;

/// <summary>A process of its own that makes a sandbox: see <see cref="SandboxMaker"/>.</summary>
internal static class SandboxMakerProcess
{
    /// <summary>Starts it.</summary>
    /// <param name="path">The folder that gets the sandbox.</param>
    /// <param name="port">The base port.</param>
    /// <param name="environment">Variables to set.</param>
    /// <param name="prefix">A program, with its arguments, that starts the process in another way, as setpriv does.</param>
    /// <param name="assembly">Another copy of this assembly; null for this one.</param>
    public static Process Start(
        string path, int port, IReadOnlyDictionary<string, string>? environment = null, IReadOnlyList<string>? prefix = null, string? assembly = null)
    {
        string[] command = [.. prefix ?? [], DotNet, "exec", assembly ?? typeof(SandboxMaker).Assembly.Location, path, port.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true };
        foreach (var (variable, value) in environment ?? new Dictionary<string, string>())
            start.Environment[variable] = value;
        return Process.Start(start)!;
    }

    /// <summary>The dotnet that runs this test.</summary>
    private static string DotNet =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
}
