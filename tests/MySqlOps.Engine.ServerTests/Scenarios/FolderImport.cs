using System.Diagnostics;
using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Scenarios;

/// <summary>Loads an exported folder, here or in a process of its own.</summary>
internal static class FolderImport
{
    /// <summary>Starts the process.</summary>
    /// <param name="sandbox">The server to load into. The process reads its password from there.</param>
    /// <param name="folder">The export.</param>
    /// <param name="bytesPerSecond">How fast it may load.</param>
    public static Process Start(MySqlSandbox sandbox, string folder, long bytesPerSecond) =>
        ChildProcess.Start(nameof(FolderImport), sandbox.Path, folder, bytesPerSecond.ToString(CultureInfo.InvariantCulture));

    /// <summary>What the process does. Arguments: as of <see cref="Start"/>.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var sandbox = await new SandboxReader().ReadAsync(arguments[0], CancellationToken.None);
        await RunAsync(sandbox.Server, arguments[1], long.Parse(arguments[2], CultureInfo.InvariantCulture));
    }

    /// <summary>Plans and loads with two sessions.</summary>
    public static async Task<MySqlImport> RunAsync(MySqlServer server, string folder, long? bytesPerSecond = null, IOperationObserver? observer = null, CancellationToken cancellationToken = default)
    {
        await using var source = await ExportFolder.OpenAsync(folder, cancellationToken);
        var options = new LoadOptions { RejectFolder = folder + "-rejects", ThreadCount = 2, GtidPurged = GtidPurgedAction.Off, MaxBytesPerSecond = bytesPerSecond };
        var loader = new ExportLoader(server, source, options, observer ?? SilentObserver.Instance, TimeProvider.System);
        return await loader.LoadAsync(await loader.PlanAsync(cancellationToken), cancellationToken);
    }
}
