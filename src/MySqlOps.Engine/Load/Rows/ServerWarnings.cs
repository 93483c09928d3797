using System.Globalization;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Load.Rows;

/// <summary>Asks for the warnings of the statement before.</summary>
internal static class ServerWarnings
{
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
