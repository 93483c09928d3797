using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Delimited;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Dump.Run;
using MySqlOps.Engine.Dump.Script;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump;

/// <summary>Exports databases, and tests exports.</summary>
public static class Exporter
{
    /// <summary>Exports.</summary>
    /// <param name="server">The server.</param>
    /// <param name="options">What to export, and where to.</param>
    /// <param name="observer">Hears of the progress, and a warning for each thing that the export could not keep or promise.</param>
    /// <param name="cancellationToken">Cancels: no lock and no session is left, and what was written is no export.</param>
    /// <exception cref="MySqlOpsException">Any Dump, Export or Connect error.</exception>
    public static async Task<MySqlExport> ExportAsync(MySqlServer server, ExportOptions options, IOperationObserver observer, CancellationToken cancellationToken)
    {
        var throttle = new ByteThrottle(options.MaxBytesPerSecond, TimeProvider.System);
        var target = OpenTarget(options, throttle);
        await using (target.ConfigureAwait(false))
            return await new ExportRunner(server, options, target, observer, TimeProvider.System).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tests an export's files: that all are there and are what was exported.</summary>
    /// <param name="folder">The folder, absolute.</param>
    /// <param name="threads">How many files are read at once.</param>
    /// <param name="observer">Hears of the progress.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="MySqlOpsException">ExportIncomplete: the folder is not there, or no export. ExportUnsupported: it is too new.</exception>
    public static Task<MySqlExportTest> TestAsync(string folder, int threads, IOperationObserver observer, CancellationToken cancellationToken) =>
        new ExportVerifier(folder, threads, observer, TimeProvider.System).RunAsync(cancellationToken);

    private static IExportTarget OpenTarget(ExportOptions options, ByteThrottle throttle) => options.Format switch
    {
        ExportFormat.Folder => new FolderTarget(options, throttle),
        ExportFormat.Sql => new ScriptTarget(options, throttle),
        _ => new DelimitedTarget(options, throttle),
    };
}
