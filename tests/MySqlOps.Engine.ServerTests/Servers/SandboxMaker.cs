using System.Globalization;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Engine.ServerTests.Servers;

/// <summary>The program that this assembly is when it is run and not tested: it makes one sandbox, for a test to kill it meanwhile.</summary>
internal static class SandboxMaker
{
    /// <summary>Arguments: the path, and the base port.</summary>
    public static async Task Main(string[] arguments)
    {
        var port = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        var options = new SandboxOptions { Path = arguments[0], BasePort = port };
        await foreach (var _ in new SandboxFactory(SilentObserver.Instance).CreateAsync(options, CancellationToken.None))
        {
            // Making it is all.
        }
    }
}
