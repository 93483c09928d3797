using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Snapshots;

/// <summary>Asks where a server stands.</summary>
internal static class PositionReader
{
    /// <summary>Reads the GTID set and the binlog's position. They belong together only while nothing commits.</summary>
    public static async Task<ServerPosition> ReadAsync(DataSession session, CancellationToken cancellationToken)
    {
        var gtid = session.Facts.HasGtidExecuted ? Clean(await session.TextAsync("SELECT @@GLOBAL.gtid_executed", cancellationToken).ConfigureAwait(false)) : null;
        var position = await ReadStatusAsync(session, cancellationToken).ConfigureAwait(false) ?? await ReadLogStatusAsync(session, cancellationToken).ConfigureAwait(false);
        return position with { GtidExecuted = gtid };
    }

    /// <summary>
    /// Reads the GTID set when no transaction is on its way into it. A commit is visible to others before its GTID is in gtid_executed, but until then the GTID is
    /// owned; so it is asked who owns one first.
    /// </summary>
    /// <returns>Null while a transaction commits or holds a GTID.</returns>
    public static async Task<string?> ReadSettledGtidAsync(DataSession session, CancellationToken cancellationToken)
    {
        var owned = await session.TextAsync("SELECT @@GLOBAL.gtid_owned", cancellationToken).ConfigureAwait(false);
        var executed = await session.TextAsync("SELECT @@GLOBAL.gtid_executed", cancellationToken).ConfigureAwait(false);
        return string.IsNullOrEmpty(owned) ? Clean(executed) ?? "" : null;
    }

    /// <summary>True when every change of a transactional table gets a GTID: the binlog is on and gtid_mode is ON.</summary>
    public static async Task<bool> WritesGtidsAsync(DataSession session, CancellationToken cancellationToken)
    {
        if (!session.Facts.HasGtidExecuted)
            return false;
        var rows = await session.QueryAsync("SELECT @@GLOBAL.log_bin AS log_bin, @@GLOBAL.gtid_mode AS gtid_mode", cancellationToken).ConfigureAwait(false);
        return rows[0].BooleanOrNull("log_bin") == true && rows[0].TextOrNull("gtid_mode") == "ON";
    }

    /// <summary>Needs REPLICATION CLIENT.</summary>
    /// <returns>Null when it is forbidden.</returns>
    private static async Task<ServerPosition?> ReadStatusAsync(DataSession session, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await session.QueryAsync(session.Facts.ShowBinaryLogStatus, cancellationToken).ConfigureAwait(false);
            return rows.Count == 0 ? new ServerPosition() : new ServerPosition { BinlogFile = rows[0].TextOrNull("File"), BinlogPosition = rows[0].Int64OrNull("Position") };
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return null;
        }
    }

    /// <summary>Needs BACKUP_ADMIN, and SELECT on the table (manual 29.12.21.6).</summary>
    private static async Task<ServerPosition> ReadLogStatusAsync(DataSession session, CancellationToken cancellationToken)
    {
        if (!session.Facts.HasLogStatus)
            return new ServerPosition { IsForbidden = true };
        try
        {
            var rows = await session.QueryAsync(
                """
                SELECT LOCAL ->> '$.binary_log_file' AS file, LOCAL ->> '$.binary_log_position' AS position
                FROM performance_schema.log_status
                """,
                cancellationToken).ConfigureAwait(false);
            return new ServerPosition { BinlogFile = rows[0].TextOrNull("file"), BinlogPosition = rows[0].Int64OrNull("position") };
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return new ServerPosition { IsForbidden = true };
        }
    }

    // The server breaks a long set into lines.
    private static string? Clean(string? gtids) => string.IsNullOrEmpty(gtids) ? null : gtids.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal);
}
