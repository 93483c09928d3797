using System.Diagnostics;
using System.Globalization;

namespace MySqlOps.Engine.ServerTests.Servers;

/// <summary>A process of its own that makes a sandbox: see <see cref="SandboxMaker"/>.</summary>
internal static class SandboxMakerProcess
{
    /// <summary>This assembly's file.</summary>
    public static string Assembly => typeof(SandboxMaker).Assembly.Location;

    /// <summary>Starts it.</summary>
    /// <param name="path">The folder that gets the sandbox.</param>
    /// <param name="port">The base port.</param>
    public static Process Start(string path, int port)
    {
        var command = Command(Assembly, path, port);
        return Process.Start(new ProcessStartInfo(command[0], command[1..]))!;
    }

    /// <summary>The command line that makes a sandbox.</summary>
    /// <param name="assembly">This assembly's file, or a copy of it.</param>
    /// <param name="path">The folder that gets the sandbox.</param>
    /// <param name="port">The base port.</param>
    public static string[] Command(string assembly, string path, int port) =>
        [DotNet, "exec", assembly, path, port.ToString(CultureInfo.InvariantCulture)];

    /// <summary>The dotnet that runs this test.</summary>
    private static string DotNet =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
}
