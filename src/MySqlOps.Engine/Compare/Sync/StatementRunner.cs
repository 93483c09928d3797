using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Definitions;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>Runs statements that change definitions, each once, whatever became of the run before.</summary>
internal sealed class StatementRunner(SyncRun run)
{
    private readonly HashSet<int> _failed = [];

    /// <summary>Runs a step.</summary>
    /// <exception cref="MySqlOpsException">The connection was lost.</exception>
    public async Task<MySqlSyncStep> RunAsync(StatementStep step, CancellationToken cancellationToken)
    {
        var began = run.Time.GetTimestamp();
        var name = SyncFingerprint.Of(step);
        if (run.Ledger.IsDone(name))
            return run.Report(step, SyncStatus.Skipped, TimeSpan.Zero, "An earlier run has done it.");
        if (step.Differences.Any(_failed.Contains))
        {
            Fail(step);
            return run.Report(step, SyncStatus.Refused, TimeSpan.Zero, "An earlier statement for the same difference was not done.");
        }

        var wasBegun = run.Ledger.IsBegun(name);
        await run.Ledger.BeginAsync(name, cancellationToken).ConfigureAwait(false);
        try
        {
            var message = await run.Retry.RunAsync(step.Action, () => ExecuteAsync(step.Statement, cancellationToken), cancellationToken).ConfigureAwait(false);
            await run.Ledger.EndAsync(name, cancellationToken).ConfigureAwait(false);
            return run.Report(step, SyncStatus.Applied, run.Time.GetElapsedTime(began), message);
        }
        catch (MySqlOpsException e) when (wasBegun && e.ServerErrorNumber is { } number && ServerErrorNumber.IsDefinitionThere(number))
        {
            // The run that began it was ended before it could say so.
            await run.Ledger.EndAsync(name, cancellationToken).ConfigureAwait(false);
            return run.Report(step, SyncStatus.Skipped, run.Time.GetElapsedTime(began), "An earlier run had done it.");
        }
        catch (MySqlOpsException e) when (!SyncErrors.EndsRun(e))
        {
            Fail(step);
            await run.Ledger.ForgetAsync(name, cancellationToken).ConfigureAwait(false);
            return run.Report(step, SyncStatus.Failed, run.Time.GetElapsedTime(began), $"{step.Action}: {e.Message}", e.Id);
        }
    }

    /// <summary>Notes that a step was not done, so that what follows of the same differences is not done either.</summary>
    public void Fail(StatementStep step) => _failed.UnionWith(step.Differences);

    /// <summary>Runs a statement under its settings.</summary>
    /// <returns>The server's warnings; null when there are none.</returns>
    private async Task<string?> ExecuteAsync(OrderedStatement statement, CancellationToken cancellationToken)
    {
        var session = run.Session;
        try
        {
            foreach (var setting in statement.Settings)
                await session.ExecuteAsync(setting, cancellationToken).ConfigureAwait(false);
            var outcome = await session.ExecuteAsync(ScriptText.Encode(statement.Statement), cancellationToken).ConfigureAwait(false);
            return outcome.Warnings == 0 ? null : await ReadWarningsAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (statement.Settings.Count > 0 && !session.IsAbandoned)
                await SyncSession.ResetAsync(session, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string?> ReadWarningsAsync(CancellationToken cancellationToken)
    {
        var rows = await run.Session.QueryAsync("SHOW WARNINGS LIMIT 5", cancellationToken).ConfigureAwait(false);
        var texts = rows.Where(row => row.Text("Level") != "Note").Select(row => $"{row.Text("Level")} {row.Text("Code")}: {row.Text("Message")}").ToArray();
        return texts.Length == 0 ? null : string.Join(' ', texts);
    }
}
