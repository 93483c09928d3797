using System.Globalization;
using MySqlOps.Engine.Connect.Addresses;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;

namespace MySqlOps.Benchmarks.Dump;

/// <summary>The engine as a program of its own, so that its processor time and memory can be told from the benchmark's.</summary>
internal static class Worker
{
    /// <summary>The first argument that makes this program a worker.</summary>
    public const string Word = "worker";

    /// <summary>Runs <c>worker export|script|import options-file path database threads</c>.</summary>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var (work, options, path, database, threads) = (args[1], args[2], args[3], args[4], int.Parse(args[5], CultureInfo.InvariantCulture));
        var resolver = new ServerResolver(ClientEnvironment.FromProcess(), TimeProvider.System);
        var server = await resolver.ResolveAsync(ServerAddress.Parse($"{options}[client]"), null, cancellationToken);
        if (work == "import")
            return await ImportAsync(server, path, threads, cancellationToken);
        var export = new ExportOptions
        {
            Path = path,
            Format = work == "script" ? ExportFormat.Sql : ExportFormat.Folder,
            Selection = new() { Databases = [database] },
            ThreadCount = threads,
        };
        var outcome = await Exporter.ExportAsync(server, export, SilentObserver.Instance, cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outcome.Rows} {outcome.LockTime.TotalMilliseconds:0.0}"));
        return 0;
    }

    private static async Task<int> ImportAsync(MySqlServer server, string path, int threads, CancellationToken cancellationToken)
    {
        await using var source = await ExportFolder.OpenAsync(path, cancellationToken);
        var options = new LoadOptions { RejectFolder = $"{path}.rejects", ThreadCount = threads, GtidPurged = GtidPurgedAction.Off };
        var loader = new ExportLoader(server, source, options, SilentObserver.Instance, TimeProvider.System);
        var outcome = await loader.LoadAsync(await loader.PlanAsync(cancellationToken), cancellationToken);
        Console.WriteLine(outcome.Rows.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
