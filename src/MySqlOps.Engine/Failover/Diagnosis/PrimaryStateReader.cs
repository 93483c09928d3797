using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>Asks a primary how it is, in four statements that touch no disk. Nothing is written.</summary>
internal static class PrimaryStateReader
{
    /// <summary>Asks.</summary>
    public static async Task<PrimaryState> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var variables = await session.QueryAsync(
            $"""
            SHOW GLOBAL VARIABLES WHERE Variable_name IN ('server_uuid', 'read_only', 'super_read_only', 'offline_mode', 'max_connections') OR {SemiSyncReader.Variables}
            """,
            cancellationToken).ConfigureAwait(false);
        var counters = await session.QueryAsync($"SHOW GLOBAL STATUS WHERE Variable_name IN ('Uptime', 'Threads_running', 'Threads_connected') OR {SemiSyncReader.Counters}", cancellationToken).ConfigureAwait(false);
        var found = variables.Concat(counters).ToDictionary(static row => row.Text("Variable_name"), StringComparer.OrdinalIgnoreCase);
        long Number(string name) => found.GetValueOrDefault(name)?.Int64OrNull("Value") ?? 0;
        bool IsOn(string name) => found.GetValueOrDefault(name)?.BooleanOrNull("Value") == true;
        var executed = await session.TextAsync("SELECT @@GLOBAL.gtid_executed", cancellationToken).ConfigureAwait(false);
        var waits = await ReadWaitsAsync(session, cancellationToken).ConfigureAwait(false);
        return new PrimaryState
        {
            Uuid = found["server_uuid"].Text("Value"),
            Uptime = TimeSpan.FromSeconds(Number("Uptime")),
            IsReadOnly = IsOn("read_only"),
            IsSuperReadOnly = IsOn("super_read_only"),
            IsOffline = IsOn("offline_mode"),
            GtidExecuted = GtidSet.Parse(executed ?? ""),
            ThreadsRunning = Number("Threads_running"),
            ThreadsConnected = Number("Threads_connected"),
            MaxConnections = Number("max_connections"),
            SemiSync = SemiSyncReader.Read([.. variables, .. counters]),
            ConnectedReplicas = waits?.Int64("replicas"),
            CommitsUnderWay = waits?.Int64("commits"),
            LongestCommit = waits is null ? null : TimeSpan.FromSeconds(waits.Int64("longestCommit")),
            LongestAcknowledgement = waits is null ? null : TimeSpan.FromSeconds(waits.Int64("longestAcknowledgement")),
        };
    }

    /// <summary>Connected replicas; sessions in the midst of a commit, and how long their statements have been running: a commit that waits for its disk stays in the state "waiting for handler commit".</summary>
    private static async Task<SqlRow?> ReadWaitsAsync(Session session, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await session.QueryAsync(
                """
                SELECT COALESCE(SUM(PROCESSLIST_STATE = 'waiting for handler commit'), 0) AS commits,
                  COALESCE(MAX(IF(PROCESSLIST_STATE = 'waiting for handler commit', PROCESSLIST_TIME, 0)), 0) AS longestCommit,
                  COALESCE(MAX(IF(PROCESSLIST_STATE LIKE 'Waiting for semi-sync ACK%', PROCESSLIST_TIME, 0)), 0) AS longestAcknowledgement,
                  COALESCE(SUM(PROCESSLIST_COMMAND LIKE 'Binlog Dump%'), 0) AS replicas
                FROM performance_schema.threads
                WHERE TYPE = 'FOREGROUND'
                """,
                cancellationToken).ConfigureAwait(false);
            return rows[0];
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return null;
        }
    }
}
