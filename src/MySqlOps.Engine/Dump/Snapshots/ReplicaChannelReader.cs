using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Snapshots;

/// <summary>Asks a server whom it follows.</summary>
internal static class ReplicaChannelReader
{
    /// <summary>Asks. While commits are locked out the positions are those of the rows. Needs REPLICATION CLIENT.</summary>
    /// <returns>Null when it is forbidden.</returns>
    public static async Task<IReadOnlyList<ReplicaChannel>?> ReadAsync(DataSession session, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await session.QueryAsync("SHOW REPLICA STATUS", cancellationToken).ConfigureAwait(false);
            return
            [
                .. rows.Where(row => row.Text("Source_Host").Length > 0).Select(row => new ReplicaChannel
                {
                    Name = row.Text("Channel_Name"),
                    Host = row.Text("Source_Host"),
                    Port = (int)row.Int64("Source_Port"),
                    User = row.Text("Source_User"),
                    UsesGtid = row.BooleanOrNull("Auto_Position") == true,
                    File = row.Text("Relay_Source_Log_File"),
                    Position = row.Int64("Exec_Source_Log_Pos"),
                }),
            ];
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return null;
        }
    }
}
