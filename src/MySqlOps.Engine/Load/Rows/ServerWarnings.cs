using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Load.Rows;

/// <summary>Asks for the warnings of the statement before.</summary>
internal static class ServerWarnings
{
    /// <summary>
    /// A statement's outcome without the warnings that change no row: the value of an index over an expression was cut or out of range (3751 and 3752), in the index alone and
    /// as on the server that the row comes from.
    /// </summary>
    public static async Task<StatementOutcome> WithoutHarmlessAsync(DataSession session, StatementOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Warnings == 0)
            return outcome;
        var rows = await session.QueryAsync("SHOW WARNINGS", cancellationToken).ConfigureAwait(false);
        var harmless = rows.Count(static row => row.Int64("Code") is ServerErrorNumber.FunctionalIndexDataCut or ServerErrorNumber.FunctionalIndexOutOfRange);
        return outcome with { Warnings = outcome.Warnings - harmless };
    }

    /// <summary>The first of them.</summary>
    /// <param name="session">The session that ran the statement.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public static async Task<IReadOnlyList<ServerWarning>> ReadAsync(DataSession session, int count, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(string.Create(CultureInfo.InvariantCulture, $"SHOW WARNINGS LIMIT {count}"), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new ServerWarning(row.Text("Level"), (int)row.Int64("Code"), row.Text("Message")))];
    }
}
