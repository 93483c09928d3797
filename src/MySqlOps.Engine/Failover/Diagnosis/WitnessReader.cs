using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>Asks one replica about its primary, look after look over the same session. Nothing is written.</summary>
internal sealed class WitnessReader(MySqlServer replica, MySqlServer primary) : IAsyncDisposable
{
    private Session? _session;
    private string _uuid = "";
    private TimeSpan _netTimeout;

    /// <summary>Asks; a replica that does not answer in time is one that could not be asked.</summary>
    /// <param name="primaryUuid">The primary's server_uuid; null when it is not known yet.</param>
    /// <param name="deadline">How long it may take.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<WitnessFacts> ReadAsync(string? primaryUuid, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var session = _session;
        _session = null;
        var work = AskAsync(session, primaryUuid, deadline, stop.Token);
        try
        {
            (_session, var facts) = await work.WaitAsync(deadline, cancellationToken).ConfigureAwait(false);
            return facts;
        }
        catch (TimeoutException)
        {
            Abandon(work);
            await stop.CancelAsync().ConfigureAwait(false);
            return new WitnessFacts { Server = replica, ErrorId = ErrorId.QueryTimeout, ErrorText = string.Create(CultureInfo.InvariantCulture, $"{replica} did not answer within {deadline.TotalSeconds:0.#} s.") };
        }
        catch (OperationCanceledException)
        {
            Abandon(work);
            throw;
        }
        catch (MySqlOpsException e)
        {
            return new WitnessFacts { Server = replica, ErrorId = e.Id, ErrorText = e.Message };
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_session is { } session)
            await session.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Closes a session that comes too late for whoever wanted it.</summary>
    private static void Abandon(Task<(Session Session, WitnessFacts Facts)> work) => Unattended.Forget(Task.Run(async () =>
    {
        var (session, _) = await work.ConfigureAwait(false);
        await session.DisposeAsync().ConfigureAwait(false);
    }));

    private async Task<(Session Session, WitnessFacts Facts)> AskAsync(Session? open, string? primaryUuid, TimeSpan deadline, CancellationToken cancellationToken)
    {
        if (open is not null)
        {
            try
            {
                return (open, await ReadAsync(open, primaryUuid, cancellationToken).ConfigureAwait(false));
            }
            catch (MySqlOpsException e) when (e.Id == ErrorId.ConnectionLost)
            {
                // Killed, or the replica was restarted: that alone does not make it one that can't be asked.
                await open.DisposeAsync().ConfigureAwait(false);
            }
            catch
            {
                await open.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }

        var session = await Session.OpenAsync(replica with { ConnectTimeout = Shorter(replica.ConnectTimeout, deadline), CommandTimeout = TimeSpan.Zero }, cancellationToken).ConfigureAwait(false);
        try
        {
            await IdentifyAsync(session, cancellationToken).ConfigureAwait(false);
            return (session, await ReadAsync(session, primaryUuid, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task IdentifyAsync(Session session, CancellationToken cancellationToken)
    {
        if (session.Facts.IsMariaDb)
            throw new MySqlOpsException(ErrorId.ServerUnsupported, $"{replica} is MariaDB {session.Facts.Version}, which is no witness for a MySQL primary.", replica);
        var rows = await session.QueryAsync("SHOW GLOBAL VARIABLES WHERE Variable_name IN ('server_uuid', 'replica_net_timeout', 'slave_net_timeout')", cancellationToken).ConfigureAwait(false);
        foreach (var row in rows)
        {
            if (row.Text("Variable_name") == "server_uuid")
                _uuid = row.Text("Value");
            else
                _netTimeout = TimeSpan.FromSeconds(row.Int64("Value"));
        }
    }

    private async Task<WitnessFacts> ReadAsync(Session session, string? primaryUuid, CancellationToken cancellationToken)
    {
        var channels = await session.QueryAsync("SHOW REPLICA STATUS", cancellationToken).ConfigureAwait(false);
        var own = channels.Where(static row => row.TextOrNull("Source_Host") is { Length: > 0 } and not "<NULL>").ToList();
        var channel = PrimaryChannel.Find(own, primary.Host, primary.Port, primaryUuid, static row => (Uuid(row), row.Text("Source_Host"), (int)row.Int64("Source_Port")));
        var progress = channel is null ? null : await ReadProgressAsync(session, channel.TextOrNull("Channel_Name") ?? "", cancellationToken).ConfigureAwait(false);
        var facts = new WitnessFacts
        {
            Server = replica,
            Uuid = _uuid,
            NetTimeout = _netTimeout,
            Time = MemberChannelReader.Moment(progress, "now") ?? DateTimeOffset.UnixEpoch,
        };
        return channel is null ? facts : facts with
        {
            IsFollowing = true,
            Channel = channel.TextOrNull("Channel_Name") ?? "",
            SourceUuid = Uuid(channel),
            Receiver = StatusRow.Receiver(channel),
            ReceiverError = StatusRow.ReceiverError(channel, MemberChannelReader.Moment(progress, "errorTime")),
            Applier = StatusRow.Applier(channel),
            ApplierError = StatusRow.ApplierError(channel),
            HeartbeatInterval = progress?.Int64OrNull("heartbeat") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
            HeartbeatCount = progress?.Int64OrNull("heartbeats"),
            LastHeartbeat = MemberChannelReader.Moment(progress, "lastHeartbeat"),
            LastReceived = MemberChannelReader.Moment(progress, "lastReceived"),
            IsReceiving = progress?.TextOrNull("receiving") is { Length: > 0 },
            ReadPosition = channel.TextOrNull("Source_Log_File") is { Length: > 0 } file ? $"{file}:{channel.TextOrNull("Read_Source_Log_Pos")}" : "",
        };
    }

    /// <summary>Heartbeats and times. Without SELECT on performance_schema the receiver's state is all there is.</summary>
    private static async Task<SqlRow?> ReadProgressAsync(Session session, string channel, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await session.QueryAsync(
                """
                SELECT CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED) AS now, CAST(configuration.HEARTBEAT_INTERVAL * 1000 AS SIGNED) AS heartbeat,
                  status.COUNT_RECEIVED_HEARTBEATS AS heartbeats, CAST(UNIX_TIMESTAMP(status.LAST_HEARTBEAT_TIMESTAMP) * 1000000 AS SIGNED) AS lastHeartbeat,
                  CAST(UNIX_TIMESTAMP(status.LAST_QUEUED_TRANSACTION_END_QUEUE_TIMESTAMP) * 1000000 AS SIGNED) AS lastReceived,
                  status.QUEUEING_TRANSACTION AS receiving, CAST(UNIX_TIMESTAMP(status.LAST_ERROR_TIMESTAMP) * 1000000 AS SIGNED) AS errorTime
                FROM performance_schema.replication_connection_status AS status
                JOIN performance_schema.replication_connection_configuration AS configuration USING (CHANNEL_NAME)
                WHERE status.CHANNEL_NAME = @channel
                """,
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["channel"] = channel },
                cancellationToken).ConfigureAwait(false);
            return rows.Count == 0 ? null : rows[0];
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return null;
        }
    }

    private static string? Uuid(SqlRow row) => row.TextOrNull("Source_UUID") is { Length: > 0 } uuid ? uuid : null;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
