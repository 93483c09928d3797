using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Run;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Scripts;

/// <summary>An import of a script, with the same outcome as that of an export.</summary>
internal static class ScriptLoad
{
    private const int WarningsTold = 3;

    /// <summary>Runs the script in a session of its own.</summary>
    /// <exception cref="MySqlOpsException">As <see cref="ScriptImporter.ImportAsync"/>, or any Connect error.</exception>
    public static async Task<MySqlImport> RunAsync(MySqlServer server, string path, ScriptImportOptions options, IOperationObserver observer, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var warnings = new WarningList(observer);
        var session = await DataSession.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var outcome = await new ScriptImporter(warnings).ImportAsync(session, path, options, cancellationToken).ConfigureAwait(false);
            if (outcome.ServerWarnings > 0)
                warnings.Warning(FormattableString.Invariant($"The server gave {outcome.ServerWarnings} warnings and notes while it ran {path}. The first of them: {string.Join("; ", outcome.FirstServerWarnings.Take(WarningsTold))}"));
            foreach (var warning in outcome.FirstServerWarnings.Skip(WarningsTold))
                observer.Verbose($"{path}, {warning}");
            return new MySqlImport
            {
                Server = server,
                Origin = path,
                Databases = options.Database is null ? [] : [options.Database],
                Tables = null,
                Statements = outcome.Statements,
                Rows = outcome.RowsAffected,
                Bytes = outcome.FileBytes,
                Files = 1,
                ChunksSkipped = 0,
                Resumed = false,
                Orphans = [],
                RejectFiles = [],
                Warnings = warnings.All,
                Duration = time.GetElapsedTime(start),
            };
        }
    }
}
