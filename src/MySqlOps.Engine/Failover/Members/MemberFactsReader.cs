using System.Globalization;
using System.Net.Sockets;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Members;

/// <summary>Asks servers what a switchover or failover must know of them. Nothing is written.</summary>
internal static class MemberFactsReader
{
    private static readonly TimeSpan Afterthought = TimeSpan.FromMilliseconds(300);

    /// <summary>How much longer the driver may take than our own clock, which must be the one that strikes.</summary>
    private static readonly TimeSpan DriverGrace = TimeSpan.FromSeconds(1);

    private static readonly string[] BinlogFilterColumns = ["Binlog_Do_DB", "Binlog_Ignore_DB"];

    /// <summary>Asks all at once. One that hangs delays nobody beyond the deadline, and is in its place with the error.</summary>
    public static async Task<IReadOnlyList<MemberFacts>> ReadAsync(IReadOnlyList<MySqlServer> servers, TimeSpan deadline, CancellationToken cancellationToken) =>
        await Task.WhenAll(servers.Select(server => ReadOneAsync(server, deadline, cancellationToken))).ConfigureAwait(false);

    /// <summary>Asks over an open session.</summary>
    /// <exception cref="MySqlOpsException">ServerUnsupported for MariaDB; any error of a statement.</exception>
    public static async Task<MemberFacts> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        if (session.Facts.IsMariaDb)
            throw new MySqlOpsException(ErrorId.ServerUnsupported, $"{session.Server} is MariaDB {session.Facts.Version}, whose GTIDs and statements are others. Switchover and failover work with MySQL 8.0.23 and later.", session.Server);
        var unseen = new UnseenParts();
        var guard = new PrivilegeGuard(session.Server, unseen);
        var settings = await ServerSettings.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        var gtids = await ServerGtids.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        var variables = await session.QueryAsync($"SHOW GLOBAL VARIABLES WHERE {SemiSyncReader.Variables}", cancellationToken).ConfigureAwait(false);
        var counters = await session.QueryAsync($"SHOW GLOBAL STATUS WHERE Variable_name = 'Uptime' OR {SemiSyncReader.Counters}", cancellationToken).ConfigureAwait(false);
        var time = await session.QueryAsync("SELECT CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED) AS now", cancellationToken).ConfigureAwait(false);
        var log = await guard.AskAsync<BinlogState?>("the position and the filters of the binary log", "REPLICATION CLIENT", async () => await ReadBinlogAsync(session, cancellationToken).ConfigureAwait(false), null).ConfigureAwait(false);
        return new MemberFacts
        {
            Server = session.Server,
            Uuid = settings.Text("server_uuid") ?? "",
            ServerId = settings.Number("server_id") ?? 0,
            Version = session.Facts.Version,
            Uptime = TimeSpan.FromSeconds(counters.FirstOrDefault(static row => row.Text("Variable_name") == "Uptime")?.Int64OrNull("Value") ?? 0),
            Time = MemberChannelReader.Moment(time[0], "now") ?? DateTimeOffset.UnixEpoch,
            HostName = settings.Text("hostname") ?? "",
            Port = (int)(settings.Number("port") ?? 0),
            ReportHost = settings.Text("report_host"),
            ReportPort = (int)(settings.Number("report_port") ?? 0),
            IsReadOnly = settings.IsOn("read_only"),
            IsSuperReadOnly = settings.IsOn("super_read_only"),
            IsOffline = settings.IsOn("offline_mode"),
            IsBootFenced = await guard.AskAsync("whether super_read_only is persisted", "SELECT ON performance_schema.*", () => ReadBootFenceAsync(session, cancellationToken), null).ConfigureAwait(false),
            GtidMode = settings.Text("gtid_mode") ?? "OFF",
            GtidConsistency = settings.Text("enforce_gtid_consistency") ?? "OFF",
            GtidExecuted = gtids.Executed,
            GtidPurged = gtids.Purged,
            Channels = await guard.AskAsync<IReadOnlyList<MemberChannel>?>("the channels", "REPLICATION CLIENT", async () => await MemberChannelReader.ReadAsync(session, guard, cancellationToken).ConfigureAwait(false), null).ConfigureAwait(false),
            IsBinaryLogOn = settings.IsOn("log_bin"),
            LogsReplicaUpdates = settings.IsOn("log_replica_updates") || settings.IsOn("log_slave_updates"),
            BinlogFormat = settings.Text("binlog_format") ?? "ROW",
            BinlogFile = log?.File,
            BinlogPosition = log?.Position,
            BinlogFilters = log?.Filters,
            SemiSync = SemiSyncReader.Read([.. variables, .. counters]),
            EventScheduler = settings.Text("event_scheduler") ?? "OFF",
            NetTimeout = TimeSpan.FromSeconds(settings.Number("replica_net_timeout") ?? settings.Number("slave_net_timeout") ?? 0),
            IsGroupMember = await guard.AskAsync("the membership of a group", "SELECT ON performance_schema.*", () => ReadGroupMembershipAsync(session, cancellationToken), false).ConfigureAwait(false),
            Replicas = await guard.AskAsync<IReadOnlyList<MemberReplica>?>("the replicas", "REPLICATION SLAVE", async () => await ReadReplicasAsync(session, cancellationToken).ConfigureAwait(false), null).ConfigureAwait(false),
            LongestTransaction = await guard.AskAsync("open transactions", "PROCESS", () => ReadLongestTransactionAsync(session, cancellationToken), null).ConfigureAwait(false),
            Unseen = [.. unseen.Sentences.Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>The time may have been ours and not the server's: a machine that is short of disk or processor takes long for little. That nothing listens is then still to be seen by one packet.</summary>
    private static async Task<bool> IsRefusedAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Afterthought);
        try
        {
            using var socket = await ServerSocket.ConnectAsync(server, limit.Token).ConfigureAwait(false);
            return false;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.ConnectionRefused;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static MemberFacts Refused(MySqlServer server) =>
        new() { Server = server, ErrorId = ErrorId.ConnectRefused, ErrorText = $"Nothing listens at {server.Endpoint} (connection refused)." };

    private static async Task<MemberFacts> ReadOneAsync(MySqlServer server, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var longest = deadline + DriverGrace;
        var patient = server with { ConnectTimeout = Shorter(server.ConnectTimeout, longest), CommandTimeout = server.CommandTimeout > TimeSpan.Zero ? Shorter(server.CommandTimeout, longest) : longest };
        var work = OpenAndReadAsync(patient, stop.Token);
        try
        {
            return (await work.WaitAsync(deadline, cancellationToken).ConfigureAwait(false)) with { Server = server };
        }
        catch (TimeoutException)
        {
            // A statement that is cancelled is waited for some more, which must hold nobody up.
            await stop.CancelAsync().ConfigureAwait(false);
            Unattended.Forget(work);
            return await IsRefusedAsync(server, cancellationToken).ConfigureAwait(false)
                ? Refused(server)
                : new MemberFacts { Server = server, ErrorId = ErrorId.QueryTimeout, ErrorText = string.Create(CultureInfo.InvariantCulture, $"{server} did not answer within {deadline.TotalSeconds:0.#} s.") };
        }
        catch (MySqlOpsException e)
        {
            return e.Id == ErrorId.ConnectTimeout && await IsRefusedAsync(server, cancellationToken).ConfigureAwait(false)
                ? Refused(server)
                : new MemberFacts { Server = server, ErrorId = e.Id, ErrorText = e.Message };
        }
    }

    private static async Task<MemberFacts> OpenAndReadAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            return await ReadAsync(session, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An option file can fence a server too, but what it says can't be seen once the variable was set.</summary>
    private static async Task<bool?> ReadBootFenceAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SELECT VARIABLE_VALUE AS value FROM performance_schema.persisted_variables WHERE VARIABLE_NAME = 'super_read_only'", cancellationToken).ConfigureAwait(false);
        return rows.Count > 0 && rows[0].BooleanOrNull("value") == true;
    }

    private static async Task<BinlogState> ReadBinlogAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(session.Facts.ShowBinaryLogStatus, cancellationToken).ConfigureAwait(false);
        if (rows is not [var row, ..])
            return new BinlogState(null, null, []);
        var filters = BinlogFilterColumns.Where(column => row.TextOrNull(column) is { Length: > 0 }).Select(column => $"{column.ToUpperInvariant()} = {row.Text(column)}");
        return new BinlogState(row.TextOrNull("File"), row.Int64OrNull("Position"), [.. filters]);
    }

    private static async Task<bool> ReadGroupMembershipAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SELECT COUNT(*) AS members FROM performance_schema.replication_group_members WHERE MEMBER_ID <> '' AND MEMBER_STATE <> 'OFFLINE'", cancellationToken).ConfigureAwait(false);
        return rows[0].Int64("members") > 0;
    }

    private static async Task<IReadOnlyList<MemberReplica>> ReadReplicasAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SHOW REPLICAS", cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(static row => new MemberReplica(row.TextOrNull("Replica_UUID") ?? "", row.Int64("Server_Id"), row.TextOrNull("Host") ?? "", (int)(row.Int64OrNull("Port") ?? 0)))];
    }

    private static async Task<TimeSpan?> ReadLongestTransactionAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SELECT COALESCE(MAX(TIMESTAMPDIFF(SECOND, trx_started, NOW())), 0) AS longest FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id <> CONNECTION_ID()", cancellationToken).ConfigureAwait(false);
        return TimeSpan.FromSeconds(Math.Max(0, rows[0].Int64("longest")));
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private sealed record BinlogState(string? File, long? Position, IReadOnlyList<string> Filters);
}
