using System.Text;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Definitions;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Files;
using MySqlOps.Engine.Load.Plan;
using MySqlOps.Engine.Load.Rows;
using MySqlOps.Engine.Load.Scripts;

namespace MySqlOps.Engine.Load.Run;

/// <summary>Runs the statements and scripts of steps, with the step's database selected.</summary>
internal sealed class StatementRunner(LoadJournal journal)
{
    /// <summary>Words that go out of use: they are the export's, and no business of the import's.</summary>
    private static readonly HashSet<int> Deprecations = [1287, 1681, 3719, 3778, 4162];

    /// <summary>Runs a step.</summary>
    /// <exception cref="MySqlOpsException">The server refused a statement; the message names the step.</exception>
    public async Task RunAsync(DataSession session, LoadStep step, CancellationToken cancellationToken)
    {
        try
        {
            if (step.Target.Database.Length > 0 && step.Phase != LoadPhase.Databases)
                await session.ExecuteAsync($"USE {SqlIdentifier.Quote(step.Target.Database)}", cancellationToken).ConfigureAwait(false);
            foreach (var statement in step.Statements)
                await RunStatementAsync(session, step, Encoding.UTF8.GetBytes(statement), cancellationToken).ConfigureAwait(false);
            if (step.Script is { } script)
                await RunScriptAsync(session, step, script, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is not null)
        {
            throw Explain(step, e);
        }
    }

    /// <summary>The same error, with the step that it hit.</summary>
    public static MySqlOpsException Explain(LoadStep step, MySqlOpsException e) =>
        e.Retell(e.Id, $"{step.Action}: {e.Message}", e.Target);

    private async Task RunScriptAsync(DataSession session, LoadStep step, string script, CancellationToken cancellationToken)
    {
        var window = new ByteWindow(new MemoryStream(ScriptText.Encode(script)), step.Target.ToString());
        await using (window.ConfigureAwait(false))
        {
            var reader = new SqlScriptReader(window, static _ => { });
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } statement)
            {
                await RunStatementAsync(session, step, statement.Text, cancellationToken).ConfigureAwait(false);

                // How the next statement is read depends on settings that this one may have made.
                if (!IsCreation(statement.Text.Span))
                    reader.Syntax = await ReadSyntaxAsync(session, cancellationToken).ConfigureAwait(false);
            }
        }

        await session.ExecuteAsync("SET NAMES utf8mb4", cancellationToken).ConfigureAwait(false);
        await LoadSessions.ResetAsync(session, cancellationToken).ConfigureAwait(false);
    }

    private async Task RunStatementAsync(DataSession session, LoadStep step, ReadOnlyMemory<byte> statement, CancellationToken cancellationToken)
    {
        var outcome = await session.ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
        if (outcome.Warnings == 0 || step.Phase == LoadPhase.Clearing)
            return;
        foreach (var warning in await ServerWarnings.ReadAsync(session, 20, cancellationToken).ConfigureAwait(false))
        {
            if (!Deprecations.Contains(warning.Code))
                journal.Warn($"{step.Action}: {warning.Level.ToLowerInvariant()} {warning.Code}: {warning.Message}");
        }
    }

    private static bool IsCreation(ReadOnlySpan<byte> statement) => statement.StartsWith("CREATE"u8);

    private static async Task<ScriptSyntax> ReadSyntaxAsync(DataSession session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SELECT @@SESSION.sql_mode AS mode, @@SESSION.character_set_client AS charset", cancellationToken).ConfigureAwait(false);
        return ScriptSyntax.Of(rows[0].Text("mode"), rows[0].Text("charset"));
    }
}
