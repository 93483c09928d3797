using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Setup;

/// <summary>Asks one server what must be known of it before it replicates. It changes nothing.</summary>
internal sealed class ServerReading(Session session, SetupOptions options)
{
    private static readonly string[] BinlogFilterColumns = ["Binlog_Do_DB", "Binlog_Ignore_DB"];

    private readonly ServerFacts _facts = session.Facts;

    /// <summary>Asks.</summary>
    /// <exception cref="MySqlOpsException">PrivilegeMissing, with the privilege that reading needs.</exception>
    public async Task<ServerSetupFacts> ReadAsync(CancellationToken cancellationToken)
    {
        var settings = await ServerSettings.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        var gtids = await ServerGtids.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        var (privileges, grantable) = await ReadPrivilegesAsync(cancellationToken).ConfigureAwait(false);
        var channels = await DemandAsync("SELECT ON performance_schema.*", () => new ChannelReader(session).ReadAsync(cancellationToken)).ConfigureAwait(false);
        var facts = Describe(settings) with
        {
            Privileges = privileges,
            GrantablePrivileges = grantable,
            Channels = channels,
            Executed = gtids.Executed,
            Purged = gtids.Purged,
            BinaryLogs = settings.IsOn("log_bin") ? await DemandAsync("REPLICATION CLIENT ON *.*", () => ReadBinaryLogsAsync(cancellationToken)).ConfigureAwait(false) : [],
            ApplierFilters = await ReadFiltersAsync(cancellationToken).ConfigureAwait(false),
            OffersTls = await OffersTlsAsync(cancellationToken).ConfigureAwait(false),
            ReplicationAccounts = await ReadAccountsAsync(cancellationToken).ConfigureAwait(false),
            Replicas = await CountReplicasAsync(cancellationToken).ConfigureAwait(false),
            IsSuperReadOnlyPersisted = await IsPersistedAsync("super_read_only", cancellationToken).ConfigureAwait(false),
            IsGroupMember = await IsGroupMemberAsync(cancellationToken).ConfigureAwait(false),
        };
        return await AddContentAsync(facts, cancellationToken).ConfigureAwait(false);
    }

    private ServerSetupFacts Describe(ServerSettings settings) => new()
    {
        Server = session.Server,
        Facts = _facts,
        ServerId = settings.Number("server_id") ?? 0,
        Uuid = settings.Text("server_uuid") ?? "",
        HostName = settings.Text("hostname") ?? "",
        LogsChanges = settings.IsOn("log_bin"),
        LogsReplicatedChanges = settings.IsOn(_facts.LogReplicaUpdatesVariable),
        BinlogFormat = settings.Text("binlog_format") ?? "ROW",
        RowImage = settings.Text("binlog_row_image") ?? "FULL",
        GtidMode = settings.Text("gtid_mode") ?? "OFF",
        EnforcesGtidConsistency = settings.IsOn("enforce_gtid_consistency"),
        LowerCaseTableNames = settings.Number("lower_case_table_names") ?? 0,
        SqlMode = settings.Text("sql_mode") ?? "",
        TimeZone = settings.Text("time_zone") is { } zone && zone != "SYSTEM" ? zone : settings.Text("system_time_zone") ?? "SYSTEM",
        Collation = settings.Text("collation_server") ?? "",
        MaxPacketBytes = settings.Number("max_allowed_packet") ?? 0,
        MaxReplicaPacketBytes = settings.Number(_facts.ReplicaVariable("max_allowed_packet")) ?? 0,
        DemandsTls = settings.IsOn("require_secure_transport"),
        IsSuperReadOnly = settings.IsOn("super_read_only"),
        IsReadOnly = settings.IsOn("read_only"),
        NetTimeoutSeconds = settings.Number(_facts.ReplicaVariable("net_timeout")) ?? 0,
        WorkerCount = settings.Number(_facts.ReplicaVariable("parallel_workers")) ?? 0,
        PreservesCommitOrder = settings.IsOn(_facts.ReplicaVariable("preserve_commit_order")),
        IsSemiSyncSource = settings.IsOn(_facts.SemiSyncSourceVariable),
        IsSemiSyncReplica = settings.IsOn(_facts.SemiSyncReplicaVariable),
        Platform = $"{settings.Text("version_compile_os")} {settings.Text("version_compile_machine")}",
        PageBytes = settings.Number("innodb_page_size") ?? 0,
    };

    private async Task<ServerSetupFacts> AddContentAsync(ServerSetupFacts facts, CancellationToken cancellationToken)
    {
        var engines = await session.QueryAsync("SELECT ENGINE AS engine FROM information_schema.ENGINES WHERE SUPPORT IN ('YES', 'DEFAULT')", cancellationToken).ConfigureAwait(false);
        var databases = await session.QueryAsync("SELECT SCHEMA_NAME AS db FROM information_schema.SCHEMATA ORDER BY SCHEMA_NAME", cancellationToken).ConfigureAwait(false);
        var tables = await session.QueryAsync(
            """
            SELECT COALESCE(ENGINE, '') AS engine, COUNT(*) AS tables
            FROM information_schema.TABLES
            WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'ndbinfo', 'mysqlops')
            GROUP BY COALESCE(ENGINE, '')
            """,
            cancellationToken).ConfigureAwait(false);
        var keyless = await session.QueryAsync(
            """
            SELECT COUNT(*) AS tables
            FROM information_schema.TABLES AS t
            LEFT JOIN information_schema.TABLE_CONSTRAINTS AS c ON c.TABLE_SCHEMA = t.TABLE_SCHEMA AND c.TABLE_NAME = t.TABLE_NAME AND c.CONSTRAINT_TYPE = 'PRIMARY KEY'
            WHERE t.TABLE_TYPE = 'BASE TABLE' AND c.CONSTRAINT_NAME IS NULL AND t.TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema', 'ndbinfo', 'mysqlops')
            """,
            cancellationToken).ConfigureAwait(false);
        var plugins = await session.QueryAsync("SELECT PLUGIN_NAME AS plugin FROM information_schema.PLUGINS WHERE PLUGIN_STATUS = 'ACTIVE'", cancellationToken).ConfigureAwait(false);
        return facts with
        {
            Engines = engines.Select(static row => row.Text("engine")).ToHashSet(StringComparer.OrdinalIgnoreCase),
            Databases = [.. databases.Select(static row => row.Text("db")).Where(static database => !SelectionFilter.IsReserved(database))],
            TablesByEngine = tables.ToDictionary(static row => row.Text("engine"), static row => row.Int64("tables"), StringComparer.OrdinalIgnoreCase),
            TablesWithoutKey = keyless[0].Int64("tables"),
            Plugins = plugins.Select(static row => row.Text("plugin")).ToHashSet(StringComparer.OrdinalIgnoreCase),
            BinlogFilters = await ReadBinlogFiltersAsync(cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<IReadOnlyList<(string Name, long Bytes)>> ReadBinaryLogsAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SHOW BINARY LOGS", cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(static row => (row.Text("Log_name"), row.Int64("File_size")))];
    }

    private async Task<IReadOnlyList<string>> ReadBinlogFiltersAsync(CancellationToken cancellationToken)
    {
        if (await TryAsync(() => session.QueryAsync(_facts.ShowBinaryLogStatus, cancellationToken)).ConfigureAwait(false) is not [var row, ..])
            return [];
        return [.. BinlogFilterColumns.Where(name => row.TextOrNull(name) is { Length: > 0 }).Select(name => $"{name.ToLowerInvariant()}={row.Text(name)}")];
    }

    private async Task<IReadOnlyList<(string Channel, string Rule)>> ReadFiltersAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT '' AS channel, FILTER_NAME AS name, FILTER_RULE AS rule FROM performance_schema.replication_applier_global_filters WHERE FILTER_RULE <> ''
            UNION ALL
            SELECT CHANNEL_NAME, FILTER_NAME, FILTER_RULE FROM performance_schema.replication_applier_filters WHERE FILTER_RULE <> ''
            """,
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(static row => (row.Text("channel"), $"{row.Text("name")} {row.Text("rule")}")).Distinct()];
    }

    private async Task<bool?> OffersTlsAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SELECT VALUE AS value FROM performance_schema.tls_channel_status WHERE CHANNEL = 'mysql_main' AND PROPERTY = 'Enabled'", cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0].BooleanOrNull("value");
    }

    private async Task<long> CountReplicasAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SELECT COUNT(*) AS replicas FROM performance_schema.threads WHERE PROCESSLIST_COMMAND LIKE 'Binlog Dump%'", cancellationToken).ConfigureAwait(false);
        return rows[0].Int64("replicas");
    }

    private async Task<bool> IsPersistedAsync(string variable, CancellationToken cancellationToken)
    {
        // What was persisted while it runs has the source DYNAMIC until the next start.
        var rows = await session.QueryAsync(
            $"""
            SELECT i.VARIABLE_SOURCE NOT IN ('DYNAMIC', 'COMPILED') AS configured, p.VARIABLE_VALUE AS persisted
            FROM performance_schema.variables_info AS i
            LEFT JOIN performance_schema.persisted_variables AS p USING (VARIABLE_NAME)
            WHERE VARIABLE_NAME = {SqlLiteral.Quote(variable)}
            """,
            cancellationToken).ConfigureAwait(false);
        return rows is [var row] && (row.TextOrNull("persisted") is null ? row.BooleanOrNull("configured") : row.BooleanOrNull("persisted")) == true;
    }

    private async Task<bool> IsGroupMemberAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SELECT COUNT(*) AS members FROM performance_schema.replication_group_members WHERE MEMBER_STATE NOT IN ('', 'OFFLINE')", cancellationToken).ConfigureAwait(false);
        return rows[0].Int64("members") > 0;
    }

    private async Task<IReadOnlyList<(string Host, bool MayReplicate)>?> ReadAccountsAsync(CancellationToken cancellationToken)
    {
        var rows = await TryAsync(() => session.QueryAsync(
            "SELECT Host AS host, Repl_slave_priv AS may FROM mysql.user WHERE User = @user",
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["user"] = options.ReplicationUser },
            cancellationToken)).ConfigureAwait(false);
        return rows is null ? null : [.. rows.Select(static row => (row.Text("host"), row.Text("may") == "Y"))];
    }

    private async Task<(IReadOnlySet<string> Held, IReadOnlySet<string> Grantable)> ReadPrivilegesAsync(CancellationToken cancellationToken)
    {
        var role = await session.TextAsync("SELECT CURRENT_ROLE() AS roles", cancellationToken).ConfigureAwait(false);
        var rows = await session.QueryAsync($"SHOW GRANTS FOR CURRENT_USER(){(role is null or "NONE" ? "" : $" USING {role}")}", cancellationToken).ConfigureAwait(false);
        return SetupPrivileges.Read(rows.Select(static row => row.FirstTextOrNull() ?? ""));
    }

    /// <summary>What can't be done without: the error names the privilege.</summary>
    private async Task<T> DemandAsync<T>(string privilege, Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            throw e.Retell(ErrorId.PrivilegeMissing, $"{session.Server.User} lacks the privilege {privilege} on {session.Server.Endpoint}, without which replication can't be looked at. Have it granted: GRANT {privilege} TO the account.", session.Server);
        }
    }

    private static async Task<T?> TryAsync<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return null;
        }
    }
}
