using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Load.Scripts;

/// <summary>Runs the statements of one script, one after another, and counts.</summary>
internal sealed class ScriptRun(DataSession session, string path, ScriptImportOptions options, ScriptTarget target, IOperationObserver observer)
{
    private const int WarningsKept = 10;

    private readonly StatementRules _rules = new(options, target);
    private readonly SetRepair _repair = new(session);

    /// <summary>What has become of the script so far.</summary>
    public ScriptImport Result { get; private set; } = new() { Server = session.Server, Path = path };

    /// <summary>Runs a statement, or leaves it out.</summary>
    /// <returns>True when the session may read what follows in another way.</returns>
    public async Task<bool> TakeAsync(ScriptStatement statement, ScriptSyntax syntax, CancellationToken cancellationToken)
    {
        var verdict = _rules.Judge(statement.Text, syntax);
        if (verdict.Refusal is { } refusal)
            throw new MySqlOpsException(ErrorId.LoadCommandRefused, $"{path}, line {statement.Line}: {refusal}", path);
        if (verdict.Warning is { } warning)
            Warn(statement, $"the statement {warning}");
        if (verdict.Text is not { } text)
        {
            Result = Result with { SkippedStatements = Result.SkippedStatements + 1 };
            return false;
        }

        // The packet has a byte for the command before the statement, and must be shorter than the limit: seen with 9.7.
        if (text.Length + 1 >= target.MaxPacketBytes)
            throw TooLong(statement, text.Length);
        try
        {
            await RunAsync(statement, text, verdict.Set, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e)
        {
            var error = Explain(statement, syntax, e);
            if (options.StopsOnError || session.IsAbandoned)
                throw error;
            observer.Warning(error.Message);
            Result = Result with { FailedStatements = Result.FailedStatements + 1 };
        }

        return verdict.MayChangeSyntax;
    }

    private async Task RunAsync(ScriptStatement statement, ReadOnlyMemory<byte> text, SetStatement? set, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await session.ExecuteAsync(text, cancellationToken).ConfigureAwait(false);

            // What a SET is warned of is the wording of settings (3135, 3719), and dumps are full of it.
            await CountAsync(statement, set is null ? outcome : outcome with { Warnings = 0 }, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (set is not null && e.ServerErrorNumber is ServerErrorNumber.WrongValueForVariable or ServerErrorNumber.UnknownSystemVariable)
        {
            var (mended, leftOut) = await _repair.MendAsync(set!, text, e, cancellationToken).ConfigureAwait(false);
            if (leftOut.Count == 0)
                throw;
            Warn(statement, $"{session.Server} does not know {string.Join(" and ", leftOut)}, which is left out.");
            if (mended is { } rest)
                await CountAsync(statement, await session.ExecuteAsync(rest, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            else
                Result = Result with { SkippedStatements = Result.SkippedStatements + 1 };
        }
    }

    private async Task CountAsync(ScriptStatement statement, StatementOutcome outcome, CancellationToken cancellationToken)
    {
        Result = Result with
        {
            Statements = Result.Statements + 1,
            RowsAffected = Result.RowsAffected + outcome.AffectedRows,
            ServerWarnings = Result.ServerWarnings + outcome.Warnings,
        };
        if (outcome.Warnings == 0 || Result.FirstServerWarnings.Count >= WarningsKept)
            return;
        var rows = await session.QueryAsync(string.Create(CultureInfo.InvariantCulture, $"SHOW WARNINGS LIMIT {WarningsKept - Result.FirstServerWarnings.Count}"), cancellationToken).ConfigureAwait(false);
        var warnings = rows.Select(row => $"line {statement.Line}: {row.Text("Level")} {row.Text("Code")}: {row.Text("Message")}");
        Result = Result with { FirstServerWarnings = [.. Result.FirstServerWarnings, .. warnings] };
    }

    private void Warn(ScriptStatement statement, string what) => observer.Warning($"{path}, line {statement.Line}: {what}");

    private MySqlOpsException TooLong(ScriptStatement statement, long length) => new(
        ErrorId.LoadStatementTooLong,
        string.Create(CultureInfo.InvariantCulture, $"{path}, line {statement.Line}: the statement has {length} bytes, and max_allowed_packet of {session.Server} is {target.MaxPacketBytes}. Raise the variable, or make the dump with shorter statements. What came before is loaded."),
        session.Server);

    /// <summary>The error with its place. The server quotes the statement in its message, so that the message goes where the statement holds a password.</summary>
    private MySqlOpsException Explain(ScriptStatement statement, ScriptSyntax syntax, MySqlOpsException e)
    {
        if (e.Id == ErrorId.ConnectionLost)
            return new MySqlOpsException(e.Id, $"{path}, line {statement.Line}: {e.Message} What was committed before this statement is loaded; whether the statement itself is, is not known.", session.Server, e);
        var excerpt = StatementExcerpt.Of(statement.Text.Span, syntax);
        var what = excerpt.HoldsSecret ? $"{session.Server} refused the statement with error {e.ServerErrorNumber} ({e.SqlState})." : e.Message;
        return new MySqlOpsException(ErrorId.LoadStatementFailed, $"{path}, line {statement.Line}: {what} The statement begins: {excerpt.Text}", session.Server, excerpt.HoldsSecret ? null : e)
        {
            ServerErrorNumber = e.ServerErrorNumber,
            SqlState = e.SqlState,
        };
    }
}
