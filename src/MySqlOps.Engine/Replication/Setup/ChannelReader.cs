using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Setup;

/// <summary>Reads a server's replication channels: how they are configured, and how they run. The channels of a group are not among them.</summary>
internal sealed class ChannelReader(Session session)
{
    /// <summary>Reads them. Needs SELECT on performance_schema.</summary>
    public async Task<IReadOnlyList<ChannelFacts>> ReadAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT c.CHANNEL_NAME AS channel, c.HOST AS host, c.PORT AS port, c.USER AS user, c.AUTO_POSITION AS auto_position, c.SSL_ALLOWED AS ssl_allowed, c.SSL_CA_FILE AS ca_file,
                c.SSL_VERIFY_SERVER_CERTIFICATE AS verifies, c.GET_PUBLIC_KEY AS public_key, c.CONNECTION_RETRY_INTERVAL AS retry_interval, c.CONNECTION_RETRY_COUNT AS retry_count,
                c.HEARTBEAT_INTERVAL AS heartbeat, a.DESIRED_DELAY AS delay, s.SOURCE_UUID AS source_uuid, s.SERVICE_STATE AS receiver, s.LAST_ERROR_NUMBER AS receiver_error,
                s.LAST_ERROR_MESSAGE AS receiver_message, s.RECEIVED_TRANSACTION_SET AS received, p.SERVICE_STATE AS applier,
                COALESCE(NULLIF(o.LAST_ERROR_NUMBER, 0), w.error, 0) AS applier_error, COALESCE(NULLIF(o.LAST_ERROR_MESSAGE, ''), w.message, '') AS applier_message
            FROM performance_schema.replication_connection_configuration AS c
            JOIN performance_schema.replication_connection_status AS s USING (CHANNEL_NAME)
            JOIN performance_schema.replication_applier_configuration AS a USING (CHANNEL_NAME)
            JOIN performance_schema.replication_applier_status AS p USING (CHANNEL_NAME)
            LEFT JOIN performance_schema.replication_applier_status_by_coordinator AS o USING (CHANNEL_NAME)
            LEFT JOIN (
                SELECT CHANNEL_NAME, MAX(LAST_ERROR_NUMBER) AS error, MAX(LAST_ERROR_MESSAGE) AS message
                FROM performance_schema.replication_applier_status_by_worker
                WHERE LAST_ERROR_NUMBER <> 0
                GROUP BY CHANNEL_NAME
            ) AS w USING (CHANNEL_NAME)
            WHERE c.HOST NOT IN ('', '<NULL>') AND c.CHANNEL_NAME NOT LIKE 'group\_replication\_%'
            ORDER BY c.CHANNEL_NAME
            """,
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(Read)];
    }

    private static ChannelFacts Read(SqlRow row) => new()
    {
        Name = row.Text("channel"),
        Host = row.Text("host"),
        Port = (int)row.Int64("port"),
        User = row.Text("user"),
        AutoPosition = row.Text("auto_position") == "1",
        UsesTls = row.Text("ssl_allowed") == "YES",
        CaFile = row.Text("ca_file"),
        VerifiesName = row.BooleanOrNull("verifies") == true,
        GetsPublicKey = row.BooleanOrNull("public_key") == true,
        RetrySeconds = row.Int64("retry_interval"),
        RetryCount = row.Int64("retry_count"),
        HeartbeatSeconds = decimal.Parse(row.Text("heartbeat"), NumberStyles.Float, CultureInfo.InvariantCulture),
        DelaySeconds = row.Int64("delay"),
        SourceUuid = row.Text("source_uuid"),
        Receiver = row.Text("receiver"),
        ReceiverError = (int)row.Int64("receiver_error"),
        ReceiverMessage = row.Text("receiver_message"),
        IsApplying = row.Text("applier") == "ON",
        ApplierError = (int)row.Int64("applier_error"),
        ApplierMessage = row.Text("applier_message"),
        Received = GtidSet.Parse(row.Text("received")),
    };
}
