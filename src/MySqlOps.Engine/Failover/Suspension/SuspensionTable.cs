using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Suspension;

/// <summary>The newest order on one server: one row of a table of its own there, without the binary log, so that it makes no errant transaction and needs no primary.</summary>
internal static class SuspensionTable
{
    /// <summary>So long, in seconds, turning super_read_only on again waits for those who hold locks.</summary>
    private const int LockWait = 5;

    /// <summary>What the server knows; null for nothing.</summary>
    public static async Task<FailoverSuspension?> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await session.QueryAsync(
                """
                SELECT number, is_suspended, reason, ordered_by, DATE_FORMAT(since, '%Y-%m-%dT%H:%i:%s.%fZ') AS since, DATE_FORMAT(until, '%Y-%m-%dT%H:%i:%s.%fZ') AS until, acknowledged_epoch
                FROM mysqlops.failover_suspension ORDER BY number DESC LIMIT 1
                """,
                cancellationToken).ConfigureAwait(false);
            return rows.Count == 0 ? null : Order(session.Server, rows[0]);
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is ServerErrorNumber.TableMissing or ServerErrorNumber.UnknownDatabase)
        {
            return null;
        }
    }

    /// <summary>Puts an order in the place of what the server knows, unless that is newer, and makes the table if it lacks.</summary>
    public static async Task WriteAsync(Session session, FailoverSuspension order, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT @@GLOBAL.super_read_only AS super_read_only,
                (SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'mysqlops' AND TABLE_NAME = 'failover_suspension') AS has_table
            """,
            cancellationToken).ConfigureAwait(false);
        List<string> work =
        [
            .. rows[0].Int64("has_table") == 0 ? Schema : [],
            Write(order),
            string.Create(CultureInfo.InvariantCulture, $"DELETE FROM mysqlops.failover_suspension WHERE number < {order.Number}"),
        ];
        await LocalWrite.RunAsync(session, rows[0].BooleanOrNull("super_read_only") == true, LockWait, work, cancellationToken).ConfigureAwait(false);
    }

    private static string[] Schema =>
    [
        "CREATE DATABASE IF NOT EXISTS mysqlops DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
        """
        CREATE TABLE IF NOT EXISTS mysqlops.failover_suspension (
            number BIGINT UNSIGNED NOT NULL PRIMARY KEY,
            is_suspended BOOLEAN NOT NULL,
            reason VARCHAR(1000) NOT NULL,
            ordered_by VARCHAR(300) NOT NULL,
            since DATETIME(6) NOT NULL,
            until DATETIME(6) NULL,
            acknowledged_epoch BIGINT UNSIGNED NOT NULL
        ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Whether MySqlOps may fail over; on each server by itself, not replicated'
        """,
    ];

    private static string Write(FailoverSuspension order) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        REPLACE INTO mysqlops.failover_suspension (number, is_suspended, reason, ordered_by, since, until, acknowledged_epoch)
        VALUES ({order.Number}, {(order.IsSuspended ? "TRUE" : "FALSE")}, {SqlLiteral.Quote(order.Reason)}, {SqlLiteral.Quote(order.By)}, {Time(order.Since)}, {(order.Until is { } until ? Time(until) : "NULL")},
            {order.AcknowledgedEpoch})
        """);

    private static string Time(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"'{time.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}'");

    private static FailoverSuspension Order(MySqlServer server, SqlRow row) => new()
    {
        Server = server,
        Number = row.Int64("number"),
        IsSuspended = row.Int64("is_suspended") != 0,
        Reason = row.Text("reason"),
        By = row.Text("ordered_by"),
        Since = Time(row.Text("since")),
        Until = row.TextOrNull("until") is { } until ? Time(until) : null,
        AcknowledgedEpoch = row.Int64("acknowledged_epoch"),
    };

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
