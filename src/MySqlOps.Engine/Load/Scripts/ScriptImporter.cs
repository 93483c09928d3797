using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Files;

namespace MySqlOps.Engine.Load.Scripts;

/// <summary>
/// Runs a SQL script as the mysql client would, in a session of its own. A script can't be gone on with after it failed or was cancelled: what was committed stays, and
/// whether it may be run again from the beginning is for the script to say (mysqldump's DROP TABLE lets it).
/// </summary>
/// <param name="observer">Hears of progress and of statements that are left out or changed.</param>
internal sealed class ScriptImporter(IOperationObserver observer)
{
    /// <summary>Runs a script.</summary>
    /// <param name="session">The session; the script leaves it in whatever state it sets.</param>
    /// <param name="path">The script's file.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops it; the statement that runs is killed.</param>
    /// <exception cref="MySqlOpsException">
    /// LoadStatementFailed, LoadStatementTooLong, LoadCommandRefused, LoadScriptInvalid, LoadFileInvalid, FileFailed, ConnectionLost; each names the line.
    /// </exception>
    public async Task<ScriptImport> ImportAsync(DataSession session, string path, ScriptImportOptions options, CancellationToken cancellationToken)
    {
        var target = await PrepareAsync(session, options, cancellationToken).ConfigureAwait(false);
        var file = await LoadFile.OpenAsync(path, encoding: null, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            var reader = new SqlScriptReader(file.Text, observer.Warning) { Syntax = await AskSyntaxAsync(session, cancellationToken).ConfigureAwait(false) };
            var run = new ScriptRun(session, path, options, target, observer);
            var reported = -1L;
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } statement)
            {
                if (await run.TakeAsync(statement, reader.Syntax, cancellationToken).ConfigureAwait(false))
                    reader.Syntax = await AskSyntaxAsync(session, cancellationToken).ConfigureAwait(false);
                if (reported != file.PositionBytes)
                    Report(file, run, isCompleted: false);
                reported = file.PositionBytes;
            }

            Report(file, run, isCompleted: true);
            return run.Result with { FileBytes = file.LengthBytes };
        }
    }

    /// <summary>Gives the session the server's own settings, which a script without settings relies on, and asks what must be known.</summary>
    private static async Task<ScriptTarget> PrepareAsync(DataSession session, ScriptImportOptions options, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("SET SESSION sql_mode = @@GLOBAL.sql_mode, SESSION time_zone = @@GLOBAL.time_zone", cancellationToken).ConfigureAwait(false);
        if (options.SkipBinLog)
            await session.ExecuteAsync("SET SESSION sql_log_bin = 0", cancellationToken).ConfigureAwait(false);
        if (options.Database is { } database)
            await session.ExecuteAsync($"USE {SqlIdentifier.Quote(database)}", cancellationToken).ConfigureAwait(false);
        var packet = await session.TextAsync("SELECT @@SESSION.max_allowed_packet", cancellationToken).ConfigureAwait(false);
        var executed = session.Facts.IsMariaDb ? "" : await session.TextAsync("SELECT @@GLOBAL.gtid_executed", cancellationToken).ConfigureAwait(false);
        return new ScriptTarget(long.Parse(packet!, CultureInfo.InvariantCulture), string.IsNullOrEmpty(executed) && !session.Facts.IsMariaDb);
    }

    private static async Task<ScriptSyntax> AskSyntaxAsync(DataSession session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SELECT @@SESSION.sql_mode AS mode, @@SESSION.character_set_client AS client", cancellationToken).ConfigureAwait(false);
        return ScriptSyntax.Of(rows[0].Text("mode"), rows[0].Text("client"));
    }

    private void Report(LoadFile file, ScriptRun run, bool isCompleted) => observer.Progress(new OperationProgress
    {
        Activity = $"Importing {file.Path}",
        Status = string.Create(CultureInfo.InvariantCulture, $"{run.Result.Statements} statements, {file.PositionBytes >> 20} of {file.LengthBytes >> 20} MiB"),
        PercentComplete = file.LengthBytes == 0 ? null : (int)Math.Min(100, file.PositionBytes * 100 / file.LengthBytes),
        IsCompleted = isCompleted,
    });
}
