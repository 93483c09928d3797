using System.Diagnostics;
using System.Globalization;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Engine.ServerTests.Servers;

/// <summary>Makes one sandbox in a process of its own.</summary>
internal static class SandboxMaker
{
    /// <summary>Starts the process.</summary>
    /// <param name="path">The folder that gets the sandbox.</param>
    /// <param name="port">The base port.</param>
    public static Process Start(string path, int port) => ChildProcess.Start(Arguments(path, port));

    /// <summary>The command line that makes a sandbox.</summary>
    /// <param name="assembly">This assembly's file, or a copy of it.</param>
    /// <param name="path">The folder that gets the sandbox.</param>
    /// <param name="port">The base port.</param>
    public static string[] Command(string assembly, string path, int port) => ChildProcess.Command(assembly, Arguments(path, port));

    /// <summary>What the process does. Arguments: the path, and the base port.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var port = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        var options = new SandboxOptions { Path = arguments[0], BasePort = port };
        await foreach (var _ in new SandboxFactory(SilentObserver.Instance).CreateAsync(options, CancellationToken.None))
        {
            // Making it is all.
        }
    }

    private static string[] Arguments(string path, int port) => [nameof(SandboxMaker), path, port.ToString(CultureInfo.InvariantCulture)];
}
