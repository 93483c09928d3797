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
        await DoAsync(work, server, path, database, threads, cancellationToken);
        return 0;
    }

    /// <summary>Does the work in this process: also <c>export-plain</c>, without TLS.</summary>
    public static Task DoAsync(string work, MySqlServer server, string path, string database, int threads, CancellationToken cancellationToken) => work == "import"
        ? ImportAsync(server, path, threads, cancellationToken)
        : Exporter.ExportAsync(
            work == "export-plain" ? server with { Tls = new() { Mode = TlsMode.Disabled } } : server,
            new ExportOptions
            {
                Path = path,
                Format = work == "script" ? ExportFormat.Sql : ExportFormat.Folder,
                Selection = new() { Databases = [database] },
                ThreadCount = threads,
            },
            SilentObserver.Instance,
            cancellationToken);

    private static async Task ImportAsync(MySqlServer server, string path, int threads, CancellationToken cancellationToken)
    {
        await using var source = await ExportFolder.OpenAsync(path, cancellationToken);
        var options = new LoadOptions { RejectFolder = $"{path}.rejects", ThreadCount = threads, GtidPurged = GtidPurgedAction.Off };
        var loader = new ExportLoader(server, source, options, SilentObserver.Instance, TimeProvider.System);
        await loader.LoadAsync(await loader.PlanAsync(cancellationToken), cancellationToken);
    }
}
