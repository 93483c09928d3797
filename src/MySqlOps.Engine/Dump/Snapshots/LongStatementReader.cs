using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Snapshots;

/// <summary>
/// Finds statements that would hold up the global read lock. It waits for every statement that has tables open, and each writer that comes after it waits too: so the lock
/// must not be asked for while a long one runs.
/// </summary>
internal static class LongStatementReader
{
    /// <summary>The statement that has run longest of those that have run for a second or more; null when there is none. Needs PROCESS to see other users'.</summary>
    public static async Task<RunningStatement?> FindAsync(DataSession session, CancellationToken cancellationToken)
    {
        if (session.Facts.HasMetadataLocks)
        {
            try
            {
                if (await session.TextAsync("SELECT @@GLOBAL.performance_schema", cancellationToken).ConfigureAwait(false) != "0")
                    return await FindWithTablesAsync(session, cancellationToken).ConfigureAwait(false);
            }
            catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
            {
                // Then every statement counts.
            }
        }

        return await FindAnyAsync(session, cancellationToken).ConfigureAwait(false);
    }

    // A statement without a table, such as one that waits for a user lock, holds nothing up. The metadata locks are instrumented by default.
    private static async Task<RunningStatement?> FindWithTablesAsync(DataSession session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT t.PROCESSLIST_ID AS id, t.PROCESSLIST_USER AS user, t.PROCESSLIST_TIME AS age
            FROM performance_schema.threads AS t
            WHERE t.TYPE = 'FOREGROUND' AND t.PROCESSLIST_COMMAND IN ('Query', 'Execute') AND t.PROCESSLIST_TIME >= 1 AND t.PROCESSLIST_ID <> CONNECTION_ID()
                AND t.PROCESSLIST_USER IS NOT NULL
                AND (EXISTS (SELECT 1 FROM performance_schema.metadata_locks AS m
                             WHERE m.OWNER_THREAD_ID = t.THREAD_ID AND m.LOCK_STATUS = 'GRANTED' AND m.OBJECT_TYPE = 'TABLE')
                     OR NOT EXISTS (SELECT 1 FROM performance_schema.setup_instruments AS i WHERE i.NAME = 'wait/lock/metadata/sql/mdl' AND i.ENABLED = 'YES'))
            ORDER BY t.PROCESSLIST_TIME DESC
            LIMIT 1
            """,
            cancellationToken).ConfigureAwait(false);
        return First(rows);
    }

    private static async Task<RunningStatement?> FindAnyAsync(DataSession session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT ID AS id, USER AS user, TIME AS age
            FROM information_schema.PROCESSLIST
            WHERE COMMAND IN ('Query', 'Execute') AND TIME >= 1 AND ID <> CONNECTION_ID() AND USER NOT IN ('system user', 'event_scheduler')
            ORDER BY TIME DESC
            LIMIT 1
            """,
            cancellationToken).ConfigureAwait(false);
        return First(rows);
    }

    private static RunningStatement? First(IReadOnlyList<SqlRow> rows) => rows.Count == 0
        ? null
        : new RunningStatement(rows[0].Int64("id"), rows[0].TextOrNull("user") ?? "", TimeSpan.FromSeconds(rows[0].Int64("age")));
}
