using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Fence;

/// <summary>
/// What a server remembers of the others: when super_read_only was last seen persisted on each. It is what a failover has to go by when a primary is down. On each server by
/// itself, without the binary log.
/// </summary>
internal static class BootFenceTable
{
    /// <summary>What the server remembers.</summary>
    public static async Task<IReadOnlyList<(string Uuid, DateTimeOffset SeenAt)>> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await session.QueryAsync(
                "SELECT server_uuid, DATE_FORMAT(seen_at, '%Y-%m-%dT%H:%i:%sZ') AS seen_at FROM mysqlops.failover_boot_fence", cancellationToken).ConfigureAwait(false);
            return [.. rows.Select(static row => (row.Text("server_uuid"), DateTimeOffset.Parse(row.Text("seen_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)))];
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is ServerErrorNumber.TableMissing or ServerErrorNumber.UnknownDatabase)
        {
            return [];
        }
    }

    /// <summary>Has the server remember.</summary>
    /// <param name="session">The session.</param>
    /// <param name="uuids">The servers on which super_read_only was seen persisted.</param>
    /// <param name="gone">Those on which it was seen not to be.</param>
    /// <param name="seenAt">When.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task WriteAsync(Session session, IReadOnlyCollection<string> uuids, IReadOnlyCollection<string> gone, DateTimeOffset seenAt, CancellationToken cancellationToken)
    {
        var isSuperReadOnly = await session.TextAsync("SELECT @@GLOBAL.super_read_only", cancellationToken).ConfigureAwait(false) == "1";
        List<string> work =
        [
            "CREATE DATABASE IF NOT EXISTS mysqlops DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
            """
            CREATE TABLE IF NOT EXISTS mysqlops.failover_boot_fence (
                server_uuid VARCHAR(36) NOT NULL PRIMARY KEY,
                seen_at DATETIME NOT NULL
            ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Servers that start read-only; on each server by itself, not replicated'
            """,
        ];
        work.AddRange(uuids.Select(uuid => string.Create(CultureInfo.InvariantCulture, $"REPLACE INTO mysqlops.failover_boot_fence (server_uuid, seen_at) VALUES ({SqlLiteral.Quote(uuid)}, '{seenAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}')")));
        work.AddRange(gone.Select(static uuid => $"DELETE FROM mysqlops.failover_boot_fence WHERE server_uuid = {SqlLiteral.Quote(uuid)}"));
        await LocalWrite.RunAsync(session, isSuperReadOnly, 5, work, cancellationToken).ConfigureAwait(false);
    }
}
