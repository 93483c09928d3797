using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Journal;

/// <summary>
/// The journal on one server: a table of its own there, written without the binary log, so that it makes no errant transaction and needs no primary. On a member that is
/// super_read_only that is lifted for one packet of statements, which the server runs to its end also when the client dies; read_only stays on throughout.
/// </summary>
internal static class JournalTable
{
    /// <summary>How many runs a server keeps.</summary>
    private const int Kept = 100;

    /// <summary>So long, in seconds, turning super_read_only on again waits for those who hold locks.</summary>
    private const int LockWait = 5;

    /// <summary>The server's newest entry; null for none.</summary>
    public static async Task<JournalEntry?> ReadAsync(Session session, CancellationToken cancellationToken) =>
        await ReadAsync(session, 1, cancellationToken).ConfigureAwait(false) is [var entry, ..] ? entry : null;

    /// <summary>The server's newest entries, the newest first.</summary>
    /// <param name="session">The session.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IReadOnlyList<JournalEntry>> ReadAsync(Session session, int count, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await session.QueryAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    SELECT epoch, run_id, state, old_primary, old_primary_uuid, new_primary, new_primary_uuid, holder,
                        DATE_FORMAT(begun_at, '%Y-%m-%dT%H:%i:%s.%fZ') AS begun_at, DATE_FORMAT(changed_at, '%Y-%m-%dT%H:%i:%s.%fZ') AS changed_at, CAST(document AS CHAR) AS document
                    FROM mysqlops.failover_journal ORDER BY epoch DESC LIMIT {count}
                    """),
                cancellationToken).ConfigureAwait(false);
            return [.. rows.Select(Entry)];
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is ServerErrorNumber.TableMissing or ServerErrorNumber.UnknownDatabase)
        {
            return [];
        }
    }

    /// <summary>Writes an entry over what the server has of its epoch, and makes the table if it lacks.</summary>
    public static async Task WriteAsync(Session session, JournalEntry entry, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT @@GLOBAL.super_read_only AS super_read_only,
                (SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'mysqlops' AND TABLE_NAME = 'failover_journal') AS has_table
            """,
            cancellationToken).ConfigureAwait(false);
        List<string> work = rows[0].Int64("has_table") == 0 ? [.. Schema, Write(entry)] : [Write(entry)];
        if (entry.Epoch > Kept)
            work.Add(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM mysqlops.failover_journal WHERE epoch <= {entry.Epoch - Kept}"));
        await LocalWrite.RunAsync(session, rows[0].BooleanOrNull("super_read_only") == true, LockWait, work, cancellationToken).ConfigureAwait(false);
    }

    private static string[] Schema =>
    [
        "CREATE DATABASE IF NOT EXISTS mysqlops DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
        """
        CREATE TABLE IF NOT EXISTS mysqlops.failover_journal (
            epoch BIGINT UNSIGNED NOT NULL PRIMARY KEY,
            run_id VARCHAR(40) NOT NULL,
            state VARCHAR(16) NOT NULL,
            old_primary VARCHAR(300) NOT NULL,
            old_primary_uuid VARCHAR(36) NOT NULL,
            new_primary VARCHAR(300) NOT NULL,
            new_primary_uuid VARCHAR(36) NOT NULL,
            holder VARCHAR(300) NOT NULL,
            begun_at DATETIME(6) NOT NULL,
            changed_at DATETIME(6) NOT NULL,
            document JSON NOT NULL
        ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Switchovers and failovers of MySqlOps; on each server by itself, not replicated'
        """,
    ];

    private static string Write(JournalEntry entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        REPLACE INTO mysqlops.failover_journal (epoch, run_id, state, old_primary, old_primary_uuid, new_primary, new_primary_uuid, holder, begun_at, changed_at, document)
        VALUES ({entry.Epoch}, {SqlLiteral.Quote(entry.RunId)}, {SqlLiteral.Quote(entry.State.ToString())}, {SqlLiteral.Quote(entry.OldPrimary)}, {SqlLiteral.Quote(entry.OldPrimaryUuid)},
            {SqlLiteral.Quote(entry.NewPrimary)}, {SqlLiteral.Quote(entry.NewPrimaryUuid)}, {SqlLiteral.Quote(entry.Holder)}, '{entry.BegunAt.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}', '{entry.ChangedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}',
            {SqlLiteral.Quote(entry.Document)})
        """);

    private static JournalEntry Entry(SqlRow row) => new()
    {
        Epoch = row.Int64("epoch"),
        RunId = row.Text("run_id"),
        State = Enum.TryParse<JournalState>(row.Text("state"), out var state) ? state : JournalState.Begun,
        OldPrimary = row.Text("old_primary"),
        OldPrimaryUuid = row.Text("old_primary_uuid"),
        NewPrimary = row.Text("new_primary"),
        NewPrimaryUuid = row.Text("new_primary_uuid"),
        Holder = row.Text("holder"),
        BegunAt = Time(row.Text("begun_at")),
        ChangedAt = Time(row.Text("changed_at")),
        Document = row.Text("document"),
    };

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
