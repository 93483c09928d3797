using System.Text;
using MySqlOps.Engine.Dump.Definitions;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>
/// Changes as the text of a script that the mysql client runs. Text beyond UTF-8 stands in it as <see cref="ScriptText"/> says: who writes a script to a file encodes it by that.
/// </summary>
internal static class ChangeScript
{
    /// <summary>
    /// How values and definitions are read: backslashes escape, zero and impossible dates and the number 0 are taken as they are, what does not fit is an error. Foreign keys are not checked and do not act,
    /// so that the row of a parent may go before those of its children, and no cascade changes what the comparison has not seen.
    /// </summary>
    public const string Settings =
        "SET SESSION sql_mode = 'STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00', foreign_key_checks = 0, unique_checks = 1";

    private const string Keep =
        "SET @mysqlops_client = @@SESSION.character_set_client, @mysqlops_collation = @@SESSION.collation_connection, @mysqlops_mode = @@SESSION.sql_mode, @mysqlops_zone = @@SESSION.time_zone, @mysqlops_foreign = @@SESSION.foreign_key_checks;\n";

    private const string PutBack =
        "SET SESSION character_set_client = @mysqlops_client, collation_connection = @mysqlops_collation, sql_mode = @mysqlops_mode, time_zone = @mysqlops_zone, foreign_key_checks = @mysqlops_foreign;\n";

    /// <summary>One part, as it stands in a script.</summary>
    public static string Format(ChangePart part) => Format(part.Statement, part.Settings);

    /// <summary>A statement, as it stands in a script.</summary>
    public static string Format(OrderedStatement statement) => Format(statement.Statement, statement.Settings);

    /// <summary>Writes operations on rows, one transaction.</summary>
    public static void Write(TextWriter text, IReadOnlyList<RowOperation> batch)
    {
        text.Write("START TRANSACTION;\n");
        foreach (var operation in batch)
        {
            text.Write(operation.Statement);
            text.Write(";\n");
        }

        text.Write("COMMIT;\n");
    }

    /// <summary>Writes the script of a plan. What is not done stands there as comments.</summary>
    /// <param name="output">Takes the bytes; it stays open.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(Stream output, SyncPlan plan, CancellationToken cancellationToken)
    {
        await WriteAsync(output, Head(plan.Server.Endpoint), cancellationToken).ConfigureAwait(false);
        foreach (var refusal in plan.Refusals)
            await WriteAsync(output, $"-- Not done: {OneLine(refusal.Message)}\n", cancellationToken).ConfigureAwait(false);
        foreach (var step in plan.Steps)
        {
            await WriteAsync(output, Heading(step), cancellationToken).ConfigureAwait(false);
            if (step is not RowsStep rows)
            {
                await WriteAsync(output, step.Sql, cancellationToken).ConfigureAwait(false);
                continue;
            }

            foreach (var batch in rows.Batches)
            {
                using var text = new StringWriter();
                Write(text, batch);
                await WriteAsync(output, text.ToString(), cancellationToken).ConfigureAwait(false);
            }
        }

        await WriteAsync(output, Tail, cancellationToken).ConfigureAwait(false);
    }

    private static string Heading(SyncStep step) => $"\n-- {OneLine(step.ToString())}\n{(step.Destroys is { } destroys ? $"-- May lose: {OneLine(destroys)}\n" : "")}";

    private static string Format(string statement, IReadOnlyList<string> settings)
    {
        var text = new StringBuilder();
        if (settings.Count > 0)
            text.Append(Keep);
        foreach (var setting in settings)
            text.Append(setting).Append(";\n");
        text.Append(Terminate(statement));
        if (settings.Count > 0)
            text.Append(PutBack);
        return text.ToString();
    }

    /// <summary>With a semicolon, or with another delimiter where there are semicolons within. On a line of its own, because the text may end in a comment.</summary>
    private static string Terminate(string statement)
    {
        if (!statement.Contains(';', StringComparison.Ordinal) && !statement.Contains("--", StringComparison.Ordinal) && !statement.Contains('#', StringComparison.Ordinal))
            return $"{statement};\n";
        var delimiter = ";;";
        while (statement.Contains(delimiter, StringComparison.Ordinal))
            delimiter = $"~{delimiter}";
        return $"DELIMITER {delimiter}\n{statement}\n{delimiter}\nDELIMITER ;\n";
    }

    private static string Head(string server) =>
        $"""
        -- MySqlOps changes for {OneLine(server)}
        -- Each row is changed only while it is as it was when it was compared; foreign keys do not act; triggers do.

        SET @mysqlops_old_client = @@SESSION.character_set_client, @mysqlops_old_results = @@SESSION.character_set_results, @mysqlops_old_collation = @@SESSION.collation_connection,
            @mysqlops_old_mode = @@SESSION.sql_mode, @mysqlops_old_zone = @@SESSION.time_zone, @mysqlops_old_foreign = @@SESSION.foreign_key_checks, @mysqlops_old_unique = @@SESSION.unique_checks;
        SET NAMES utf8mb4;
        {Settings};

        """;

    private const string Tail =
        """

        SET SESSION sql_mode = @mysqlops_old_mode, time_zone = @mysqlops_old_zone, foreign_key_checks = @mysqlops_old_foreign, unique_checks = @mysqlops_old_unique;
        SET SESSION character_set_client = @mysqlops_old_client, character_set_results = @mysqlops_old_results, collation_connection = @mysqlops_old_collation;
        -- End of the MySqlOps changes

        """;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static Task WriteAsync(Stream output, string text, CancellationToken cancellationToken) => output.WriteAsync(ScriptText.Encode(text), cancellationToken).AsTask();
}
