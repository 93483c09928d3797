using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Replication.Status;

/// <summary>Asks a server for its channels by SHOW REPLICA STATUS (manual 15.7.7.36).</summary>
internal static class ChannelReader
{
    /// <summary>Asks.</summary>
    /// <exception cref="MySqlOpsException">ServerUnsupported for MariaDB; PrivilegeMissing without REPLICATION CLIENT.</exception>
    public static async Task<IReadOnlyList<ChannelFacts>> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        ReplicationSupport.Require(session.Server, session.Facts);
        try
        {
            var rows = await session.QueryAsync("SHOW REPLICA STATUS", cancellationToken).ConfigureAwait(false);

            // After RESET REPLICA ALL the default channel stays as a row without a host.
            return [.. rows.Where(static row => row.TextOrNull("Source_Host") is { Length: > 0 }).Select(Read)];
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            throw e.Retell(e.Id, $"{session.Server} does not tell {session.Server.User} of its replication channels: that needs the privilege REPLICATION CLIENT. Have it granted: GRANT REPLICATION CLIENT ON *.* TO the account {session.Server.User}.", session.Server);
        }
    }

    private static ChannelFacts Read(SqlRow row) => new()
    {
        Name = row.TextOrNull("Channel_Name") ?? "",
        Host = row.Text("Source_Host"),
        Port = (int)row.Int64("Source_Port"),
        User = row.TextOrNull("Source_User") ?? "",
        SourceUuid = row.TextOrNull("Source_UUID") is { Length: > 0 } uuid ? uuid : null,
        Receiver = StatusRow.Receiver(row),
        ReceiverText = row.TextOrNull("Replica_IO_State") is { Length: > 0 } receiver ? receiver : null,
        ReceiverError = StatusRow.ReceiverError(row, null),
        Applier = StatusRow.Applier(row),
        ApplierText = row.TextOrNull("Replica_SQL_Running_State") is { Length: > 0 } applier ? applier : null,
        ApplierError = StatusRow.ApplierError(row),
        Retrieved = row.TextOrNull("Retrieved_Gtid_Set") ?? "",
        Executed = row.TextOrNull("Executed_Gtid_Set") ?? "",
        SecondsBehind = row.Int64OrNull("Seconds_Behind_Source"),
        DelaySeconds = row.Int64OrNull("SQL_Delay") ?? 0,
        DelayRemaining = row.Int64OrNull("SQL_Remaining_Delay"),
        AutoPosition = row.BooleanOrNull("Auto_Position") == true,
        Filters = StatusRow.Filters(row),
        ReceivedFile = row.TextOrNull("Source_Log_File") is { Length: > 0 } file ? file : null,
        ReceivedPosition = row.Int64OrNull("Read_Source_Log_Pos"),
        AppliedFile = row.TextOrNull("Relay_Source_Log_File") is { Length: > 0 } applied ? applied : null,
        AppliedPosition = row.Int64OrNull("Exec_Source_Log_Pos"),
        RetryInterval = row.Int64("Connect_Retry"),
        RetryCount = row.Int64("Source_Retry_Count"),
    };
}
