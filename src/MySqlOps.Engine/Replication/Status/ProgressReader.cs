using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Replication.Status;

/// <summary>Asks performance_schema how far a server's channels are (manual 29.12.11). Zero dates, which drivers stumble over, come as the number 0.</summary>
internal static class ProgressReader
{
    /// <summary>Asks. Needs SELECT on performance_schema.</summary>
    public static async Task<IReadOnlyDictionary<string, ChannelProgress>> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var workers = await ReadWorkersAsync(session, cancellationToken).ConfigureAwait(false);
        var rows = await session.QueryAsync(
            """
            SELECT receiver.CHANNEL_NAME AS channel, CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED) AS now,
              CAST(UNIX_TIMESTAMP(receiver.QUEUEING_TRANSACTION_IMMEDIATE_COMMIT_TIMESTAMP) * 1000000 AS SIGNED) AS queueing,
              receiver.LAST_QUEUED_TRANSACTION AS lastQueued,
              CAST(UNIX_TIMESTAMP(receiver.LAST_QUEUED_TRANSACTION_IMMEDIATE_COMMIT_TIMESTAMP) * 1000000 AS SIGNED) AS lastQueuedCommitted,
              CAST(UNIX_TIMESTAMP(coordinator.PROCESSING_TRANSACTION_IMMEDIATE_COMMIT_TIMESTAMP) * 1000000 AS SIGNED) AS processing,
              CAST(UNIX_TIMESTAMP(receiver.LAST_HEARTBEAT_TIMESTAMP) * 1000000 AS SIGNED) AS heartbeat,
              CAST(configuration.HEARTBEAT_INTERVAL AS DOUBLE) AS heartbeatSeconds,
              CAST(UNIX_TIMESTAMP(receiver.LAST_ERROR_TIMESTAMP) * 1000000 AS SIGNED) AS receiverError,
              CAST(UNIX_TIMESTAMP(coordinator.LAST_ERROR_TIMESTAMP) * 1000000 AS SIGNED) AS applierError
            FROM performance_schema.replication_connection_status AS receiver
            JOIN performance_schema.replication_connection_configuration AS configuration USING (CHANNEL_NAME)
            LEFT JOIN performance_schema.replication_applier_status_by_coordinator AS coordinator USING (CHANNEL_NAME)
            """,
            cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(
            static row => row.Text("channel"),
            row => new ChannelProgress
            {
                Now = row.Int64("now"),
                QueueingCommitted = Time(row, "queueing"),
                LastQueued = row.TextOrNull("lastQueued") is { Length: > 0 } queued ? queued : null,
                LastQueuedCommitted = Time(row, "lastQueuedCommitted"),
                ProcessingCommitted = Time(row, "processing"),
                LastHeartbeat = Time(row, "heartbeat"),
                HeartbeatSeconds = double.Parse(row.Text("heartbeatSeconds"), System.Globalization.CultureInfo.InvariantCulture),
                ReceiverErrorTime = Time(row, "receiverError"),
                ApplierErrorTime = Time(row, "applierError"),
                Workers = workers.TryGetValue(row.Text("channel"), out var own) ? own : [],
            },
            StringComparer.Ordinal);
    }

    /// <summary>The moment that so many microseconds since 1970 are.</summary>
    public static DateTimeOffset? Moment(long? microseconds) => microseconds is { } known ? DateTimeOffset.UnixEpoch.AddMicroseconds(known) : null;

    private static async Task<IReadOnlyDictionary<string, List<WorkerFacts>>> ReadWorkersAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT CHANNEL_NAME AS channel, WORKER_ID AS id, SERVICE_STATE AS state, APPLYING_TRANSACTION AS transaction,
              CAST(UNIX_TIMESTAMP(APPLYING_TRANSACTION_IMMEDIATE_COMMIT_TIMESTAMP) * 1000000 AS SIGNED) AS committed,
              LAST_APPLIED_TRANSACTION AS lastTransaction,
              CAST(UNIX_TIMESTAMP(LAST_APPLIED_TRANSACTION_IMMEDIATE_COMMIT_TIMESTAMP) * 1000000 AS SIGNED) AS lastCommitted,
              CAST(UNIX_TIMESTAMP(LAST_APPLIED_TRANSACTION_END_APPLY_TIMESTAMP) * 1000000 AS SIGNED) AS lastApplied,
              APPLYING_TRANSACTION_RETRIES_COUNT AS retries, LAST_ERROR_NUMBER AS errorNumber, LAST_ERROR_MESSAGE AS errorText,
              CAST(UNIX_TIMESTAMP(LAST_ERROR_TIMESTAMP) * 1000000 AS SIGNED) AS errorTime
            FROM performance_schema.replication_applier_status_by_worker
            ORDER BY CHANNEL_NAME, WORKER_ID
            """,
            cancellationToken).ConfigureAwait(false);
        return rows
            .GroupBy(static row => row.Text("channel"), StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.Select(Worker).ToList(), StringComparer.Ordinal);
    }

    private static WorkerFacts Worker(SqlRow row)
    {
        var id = (int)row.Int64("id");
        var transaction = row.TextOrNull("transaction") is { Length: > 0 } present ? present : null;
        return new WorkerFacts
        {
            Id = id,
            IsRunning = row.TextOrNull("state") == "ON",
            Transaction = transaction,
            Committed = Time(row, "committed"),
            LastTransaction = row.TextOrNull("lastTransaction") is { Length: > 0 } last ? last : null,
            LastCommitted = Time(row, "lastCommitted"),
            LastApplied = Time(row, "lastApplied"),
            Retries = row.Int64OrNull("retries") ?? 0,
            Error = row.Int64OrNull("errorNumber") is > 0 and var number
                ? new ReplicaError { Number = (int)number, Text = row.TextOrNull("errorText") ?? "", Time = Moment(Time(row, "errorTime")), Transaction = transaction, WorkerId = id }
                : null,
        };
    }

    private static long? Time(SqlRow row, string column) => row.Int64OrNull(column) is > 0 and var time ? time : null;
}
