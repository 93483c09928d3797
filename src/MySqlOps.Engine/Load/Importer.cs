using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Rehearsal;
using MySqlOps.Engine.Load.Scripts;

namespace MySqlOps.Engine.Load;

/// <summary>Imports exports and SQL scripts, and proves that an export can be restored.</summary>
public static class Importer
{
    /// <summary>Imports.</summary>
    /// <param name="target">The server to load into.</param>
    /// <param name="path">A folder of an export, or an SQL script, absolute.</param>
    /// <param name="options">How to load. Of a script it is told whether it goes into the binary log, what becomes of gtid_purged, and the new names of databases.</param>
    /// <param name="observer">Hears of the progress, and a warning for each thing that was not done, or not as in the export.</param>
    /// <param name="cancellationToken">Cancels: an export's import is gone on with when it is started again, a script's ends where it is.</param>
    /// <exception cref="MySqlOpsException">Any Load, Export or Connect error.</exception>
    public static async Task<MySqlImport> ImportAsync(MySqlServer target, string path, LoadOptions options, IOperationObserver observer, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path))
        {
            var script = new ScriptImportOptions { SkipBinLog = options.SkipBinLog, GtidPurged = options.GtidPurged, RenamedDatabases = options.RenamedDatabases };
            return await ScriptLoad.RunAsync(target, path, script, observer, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }

        var source = await ExportFolder.OpenAsync(path, cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var loader = new ExportLoader(target, source, options, observer, TimeProvider.System);
            return await loader.LoadAsync(await loader.PlanAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Restores an export into a sandbox that is made for that and removed again, and compares all rows there with those in the files.</summary>
    /// <param name="folder">The export's folder, absolute.</param>
    /// <param name="threads">How many sessions load at once.</param>
    /// <param name="observer">Hears of the progress and of warnings.</param>
    /// <param name="cancellationToken">Cancels; the sandbox is removed.</param>
    /// <returns>What is wrong; empty when nothing is.</returns>
    /// <exception cref="MySqlOpsException">Any Export or Sandbox error.</exception>
    public static Task<IReadOnlyList<ExportProblem>> RehearseAsync(string folder, int threads, IOperationObserver observer, CancellationToken cancellationToken) =>
        new ExportRehearsal(folder, threads, observer, TimeProvider.System).RunAsync(cancellationToken);
}
