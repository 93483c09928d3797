using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Fence;

/// <summary>A session that holds up a fence, or whose work is lost by it.</summary>
/// <param name="Id">Its connection id.</param>
/// <param name="Account">Its user and host.</param>
/// <param name="Age">For how many seconds.</param>
/// <param name="HoldsFence">True when SET GLOBAL super_read_only waits for it; false for an open transaction, whose commit will fail with error 1290.</param>
/// <param name="IsCommitting">True when it is in its commit, as one that waits for an acknowledgement of a semi-synchronous replica. Such a one is not killed: its transaction is in the binary log.</param>
internal sealed record FenceBlocker(long Id, string Account, long Age, bool HoldsFence, bool IsCommitting)
{
    /// <summary>Reads who holds up a fence now, and who has a transaction with changes open. Needs PROCESS and SELECT on performance_schema.</summary>
    /// <remarks>What a statement says is not read: it may hold anything.</remarks>
    public static async Task<IReadOnlyList<FenceBlocker>> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT t.PROCESSLIST_ID AS id, CONCAT(t.PROCESSLIST_USER, '@', t.PROCESSLIST_HOST) AS account, COALESCE(t.PROCESSLIST_TIME, 0) AS age, 1 AS holds, MAX(l.OBJECT_TYPE = 'COMMIT') AS committing
            FROM performance_schema.metadata_locks AS l
            JOIN performance_schema.threads AS t ON t.THREAD_ID = l.OWNER_THREAD_ID
            WHERE l.OBJECT_TYPE IN ('GLOBAL', 'COMMIT') AND l.LOCK_TYPE = 'INTENTION_EXCLUSIVE' AND l.LOCK_STATUS = 'GRANTED' AND t.TYPE = 'FOREGROUND' AND t.PROCESSLIST_ID <> CONNECTION_ID()
            GROUP BY t.PROCESSLIST_ID, t.PROCESSLIST_USER, t.PROCESSLIST_HOST, t.PROCESSLIST_TIME
            UNION ALL
            SELECT x.trx_mysql_thread_id, CONCAT(t.PROCESSLIST_USER, '@', t.PROCESSLIST_HOST), TIMESTAMPDIFF(SECOND, x.trx_started, NOW()), 0, 0
            FROM information_schema.INNODB_TRX AS x
            JOIN performance_schema.threads AS t ON t.PROCESSLIST_ID = x.trx_mysql_thread_id
            WHERE x.trx_rows_modified > 0 AND t.TYPE = 'FOREGROUND'
            """,
            cancellationToken).ConfigureAwait(false);
        return [.. rows
            .Select(static row => new FenceBlocker(row.Int64("id"), row.TextOrNull("account") ?? "?", Math.Max(0, row.Int64("age")), row.BooleanOrNull("holds") == true, row.BooleanOrNull("committing") == true))
            .GroupBy(static found => found.Id)
            .Select(static same => same.OrderByDescending(static found => found.HoldsFence).First())];
    }

    /// <summary>Ends it. Needs CONNECTION_ADMIN for the sessions of others.</summary>
    /// <returns>False when it had ended by itself.</returns>
    public async Task<bool> KillAsync(Session session, CancellationToken cancellationToken)
    {
        try
        {
            await session.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"KILL {Id}"), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber == ServerErrorNumber.NoSuchThread)
        {
            return false;
        }
    }

    /// <summary>The session with what it does.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"session {Id} of {Account} ({(IsCommitting ? "in its commit" : HoldsFence ? "a running statement or LOCK TABLES" : "an open transaction")}, {Age} s)");
}
