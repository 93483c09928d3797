using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Failover.Members;

/// <summary>Reads a member's channels with all their settings but the password: SHOW REPLICA STATUS (manual 15.7.7.36), and performance_schema for what that lacks.</summary>
internal static class MemberChannelReader
{
    /// <summary>Reads. Needs REPLICATION CLIENT; a group's own channels are left out.</summary>
    public static async Task<IReadOnlyList<MemberChannel>> ReadAsync(Session session, PrivilegeGuard guard, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SHOW REPLICA STATUS", cancellationToken).ConfigureAwait(false);

        // After RESET REPLICA ALL the default channel stays as a row without a host, and a group's channels have none.
        var own = rows.Where(static row => row.TextOrNull("Source_Host") is { Length: > 0 } and not "<NULL>").ToList();
        if (own.Count == 0)
            return [];
        var progress = await guard.AskAsync(
            "the heartbeats and the compression of the channels",
            "SELECT ON performance_schema.*",
            () => ReadProgressAsync(session, cancellationToken),
            new Dictionary<string, SqlRow>(StringComparer.Ordinal)).ConfigureAwait(false);
        return [.. own.Select(row => Read(row, progress.GetValueOrDefault(row.TextOrNull("Channel_Name") ?? "")))];
    }

    private static async Task<Dictionary<string, SqlRow>> ReadProgressAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT configuration.CHANNEL_NAME AS channel, CAST(configuration.HEARTBEAT_INTERVAL * 1000 AS SIGNED) AS heartbeat,
              configuration.COMPRESSION_ALGORITHM AS compression, configuration.ZSTD_COMPRESSION_LEVEL AS zstd, configuration.TLS_CIPHERSUITES AS suites,
              status.COUNT_RECEIVED_HEARTBEATS AS heartbeats, CAST(UNIX_TIMESTAMP(status.LAST_HEARTBEAT_TIMESTAMP) * 1000000 AS SIGNED) AS lastHeartbeat,
              CAST(UNIX_TIMESTAMP(status.LAST_ERROR_TIMESTAMP) * 1000000 AS SIGNED) AS receiverErrorTime
            FROM performance_schema.replication_connection_configuration AS configuration
            JOIN performance_schema.replication_connection_status AS status USING (CHANNEL_NAME)
            """,
            cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(static row => row.Text("channel"), StringComparer.Ordinal);
    }

    private static MemberChannel Read(SqlRow row, SqlRow? progress) => new()
    {
        Name = row.TextOrNull("Channel_Name") ?? "",
        Host = row.Text("Source_Host"),
        Port = (int)row.Int64("Source_Port"),
        User = row.TextOrNull("Source_User") ?? "",
        SourceUuid = row.TextOrNull("Source_UUID") is { Length: > 0 } uuid ? uuid : null,
        Receiver = StatusRow.Receiver(row),
        ReceiverError = StatusRow.ReceiverError(row, Moment(progress, "receiverErrorTime")),
        Applier = StatusRow.Applier(row),
        ApplierError = StatusRow.ApplierError(row),
        Retrieved = GtidSet.Parse(row.TextOrNull("Retrieved_Gtid_Set") ?? ""),
        SecondsBehind = row.Int64OrNull("Seconds_Behind_Source"),
        Delay = TimeSpan.FromSeconds(row.Int64OrNull("SQL_Delay") ?? 0),
        UsesAutoPosition = row.BooleanOrNull("Auto_Position") == true,
        Filters = StatusRow.Filters(row),
        RetryInterval = TimeSpan.FromSeconds(row.Int64("Connect_Retry")),
        RetryCount = row.Int64("Source_Retry_Count"),
        HeartbeatInterval = progress?.Int64OrNull("heartbeat") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
        HeartbeatCount = progress?.Int64OrNull("heartbeats"),
        LastHeartbeat = Moment(progress, "lastHeartbeat"),
        Tls = new MemberChannelTls
        {
            IsUsed = row.TextOrNull("Source_SSL_Allowed") == "Yes",
            VerifiesServer = row.TextOrNull("Source_SSL_Verify_Server_Cert") == "Yes",
            CaFile = row.TextOrNull("Source_SSL_CA_File") ?? "",
            CaPath = row.TextOrNull("Source_SSL_CA_Path") ?? "",
            CertificateFile = row.TextOrNull("Source_SSL_Cert") ?? "",
            KeyFile = row.TextOrNull("Source_SSL_Key") ?? "",
            Cipher = row.TextOrNull("Source_SSL_Cipher") ?? "",
            RevocationFile = row.TextOrNull("Source_SSL_Crl") ?? "",
            RevocationPath = row.TextOrNull("Source_SSL_Crlpath") ?? "",
            Versions = row.TextOrNull("Source_TLS_Version") ?? "",
            CipherSuites = progress?.TextOrNull("suites") is { Length: > 0 } suites ? suites : null,
        },
        GetsPublicKey = row.BooleanOrNull("Get_Source_public_key") == true,
        PublicKeyPath = row.TextOrNull("Source_public_key_path") ?? "",
        Bind = row.TextOrNull("Source_Bind") ?? "",
        NetworkNamespace = row.TextOrNull("Network_Namespace") ?? "",
        CompressionAlgorithms = progress?.TextOrNull("compression"),
        ZstdLevel = progress?.Int64OrNull("zstd"),
    };

    /// <summary>A column of microseconds since 1970; null where it is 0, which stands for never.</summary>
    public static DateTimeOffset? Moment(SqlRow? row, string column) =>
        row?.Int64OrNull(column) is > 0 and var microseconds ? DateTimeOffset.UnixEpoch.AddMicroseconds(microseconds) : null;
}
