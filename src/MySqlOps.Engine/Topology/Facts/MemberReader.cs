using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Topology.Facts;

/// <summary>Asks one server about itself and its neighbours, in few statements: each is a round trip, and the next tier waits for the answers. Nothing is written.</summary>
internal sealed class MemberReader : IMemberReader
{
    /// <inheritdoc />
    public async Task<MemberFacts> ReadAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            if (session.Facts.IsMariaDb)
                throw new MySqlOpsException(ErrorId.ServerUnsupported, $"{server} is MariaDB, whose replication is another. A topology is read from MySQL 8.0.23 and later.", server);
            var unseen = new UnseenParts(server.User);
            var facts = await ReadSettingsAsync(session, cancellationToken).ConfigureAwait(false);
            facts = facts with
            {
                Channels = await unseen.AskAsync("its replication channels", "REPLICATION CLIENT", () => new ChannelReader(session).ReadAsync(cancellationToken), null).ConfigureAwait(false),
                Replicas = facts.IsBinaryLogEnabled ? await ReadReplicasAsync(session, unseen, cancellationToken).ConfigureAwait(false) : [],
                Group = facts.GroupName is null
                    ? []
                    : await unseen.AskAsync("its replication group", "SELECT ON performance_schema.replication_group_members", () => ReadGroupAsync(session, cancellationToken), []).ConfigureAwait(false) ?? [],
            };
            return facts with { Unseen = unseen.Sentences };
        }
    }

    private static async Task<MemberFacts> ReadSettingsAsync(Session session, CancellationToken cancellationToken)
    {
        // Both tables may be read by every account. What a version does not have is left out, whatever its name there. They cut values off behind 1024 characters, which GTID sets may have.
        var rows = await session.QueryAsync(
            """
            SELECT LOWER(VARIABLE_NAME) AS name, VARIABLE_VALUE AS value FROM performance_schema.global_variables
            WHERE VARIABLE_NAME IN ('server_uuid', 'server_id', 'hostname', 'port', 'read_only', 'super_read_only', 'gtid_mode', 'log_bin', 'binlog_format', 'log_replica_updates', 'log_slave_updates', 'group_replication_group_name')
            UNION ALL
            SELECT LOWER(VARIABLE_NAME), VARIABLE_VALUE FROM performance_schema.global_status
            WHERE VARIABLE_NAME IN ('Rpl_semi_sync_source_status', 'Rpl_semi_sync_replica_status', 'Rpl_semi_sync_master_status', 'Rpl_semi_sync_slave_status')
            UNION ALL
            SELECT 'gtid_executed', @@GLOBAL.gtid_executed
            UNION ALL
            SELECT 'gtid_purged', @@GLOBAL.gtid_purged
            """,
            cancellationToken).ConfigureAwait(false);
        var values = rows.ToDictionary(static row => row.Text("name"), static row => row, StringComparer.Ordinal);
        string? Text(string name) => values.GetValueOrDefault(name)?.TextOrNull("value") is { Length: > 0 } text ? text.Replace("\n", "", StringComparison.Ordinal) : null;
        bool IsOn(string name) => values.GetValueOrDefault(name)?.BooleanOrNull("value") == true;
        return new MemberFacts
        {
            ServerUuid = Text("server_uuid") ?? "",
            ServerId = values["server_id"].Int64("value"),
            HostName = Text("hostname") ?? "",
            Port = (int)values["port"].Int64("value"),
            Version = session.Facts.Version,
            IsReadOnly = IsOn("read_only"),
            IsSuperReadOnly = IsOn("super_read_only"),
            GtidMode = Text("gtid_mode") ?? "OFF",
            GtidExecuted = Text("gtid_executed") ?? "",
            GtidPurged = Text("gtid_purged") ?? "",
            IsBinaryLogEnabled = IsOn("log_bin"),

            // The one format that is left when the variable is gone.
            BinaryLogFormat = Text("binlog_format") ?? "ROW",
            LogsReplicaUpdates = IsOn("log_replica_updates") || IsOn("log_slave_updates"),
            SemiSync = (IsOn("rpl_semi_sync_source_status") || IsOn("rpl_semi_sync_master_status") ? SemiSyncSide.Source : SemiSyncSide.None)
                | (IsOn("rpl_semi_sync_replica_status") || IsOn("rpl_semi_sync_slave_status") ? SemiSyncSide.Replica : SemiSyncSide.None),
            GroupName = Text("group_replication_group_name"),
        };
    }

    private static async Task<IReadOnlyList<ReplicaListing>> ReadReplicasAsync(Session session, UnseenParts unseen, CancellationToken cancellationToken)
    {
        var registered = await unseen.AskAsync("its registered replicas", "REPLICATION SLAVE", () => ReadRegisteredAsync(session, cancellationToken), []).ConfigureAwait(false) ?? [];
        var dumps = await unseen.AskAsync("the binlog dump threads", "SELECT ON performance_schema.*", () => ReadDumpThreadsAsync(session, cancellationToken), null).ConfigureAwait(false)
            ?? await ReadProcessListAsync(session, cancellationToken).ConfigureAwait(false);
        return ReplicaListings.Combine(registered, dumps);
    }

    private static async Task<IReadOnlyList<ReplicaListing>?> ReadRegisteredAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SHOW REPLICAS", cancellationToken).ConfigureAwait(false);
        return
        [
            .. rows.Select(static row => new ReplicaListing
            {
                ServerId = row.Int64OrNull("Server_Id"),
                Uuid = row.TextOrNull("Replica_UUID") is { Length: > 0 } uuid ? uuid : null,
                Hosts = row.TextOrNull("Host") is { Length: > 0 } host ? [host] : [],
                Port = (int?)row.Int64OrNull("Port"),
            }),
        ];
    }

    /// <summary>The dump threads with the UUID that each replica sets as a variable of its session: as slave_uuid, since 8.0.26 as replica_uuid too.</summary>
    private static async Task<IReadOnlyList<ReplicaListing>?> ReadDumpThreadsAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT t.PROCESSLIST_HOST AS host, MAX(CONVERT(v.VARIABLE_VALUE USING utf8mb4)) AS uuid
            FROM performance_schema.threads AS t
            LEFT JOIN performance_schema.user_variables_by_thread AS v ON v.THREAD_ID = t.THREAD_ID AND v.VARIABLE_NAME IN ('replica_uuid', 'slave_uuid')
            WHERE t.PROCESSLIST_COMMAND LIKE 'Binlog Dump%'
            GROUP BY t.THREAD_ID, t.PROCESSLIST_HOST
            """,
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(static row => new ReplicaListing { Uuid = row.TextOrNull("uuid"), Hosts = row.TextOrNull("host") is { Length: > 0 } host ? [host] : [] })];
    }

    /// <summary>What the account may see of the dump threads without the performance schema: all with PROCESS, else none.</summary>
    private static async Task<IReadOnlyList<ReplicaListing>> ReadProcessListAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SHOW PROCESSLIST", cancellationToken).ConfigureAwait(false);
        return
        [
            .. rows.Where(static row => row.TextOrNull("Command")?.StartsWith("Binlog Dump", StringComparison.Ordinal) == true)
                .Select(static row => new ReplicaListing { Hosts = row.TextOrNull("Host") is { Length: > 0 } host ? [ReplicaListings.WithoutPort(host)] : [] }),
        ];
    }

    private static async Task<IReadOnlyList<GroupMember>?> ReadGroupAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "SELECT MEMBER_ID AS id, MEMBER_HOST AS host, MEMBER_PORT AS port, MEMBER_STATE AS state, MEMBER_ROLE AS role FROM performance_schema.replication_group_members WHERE MEMBER_ID <> ''",
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(static row => new GroupMember(row.Text("id"), row.TextOrNull("host") ?? "", (int)(row.Int64OrNull("port") ?? 0), row.TextOrNull("state") ?? "", row.TextOrNull("role") == "PRIMARY"))];
    }
}
