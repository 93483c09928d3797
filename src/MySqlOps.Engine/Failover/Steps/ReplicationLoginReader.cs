using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Steps;

/// <summary>Reads by which account a replica logs in to its source. The server keeps the password in mysql.slave_master_info (manual 19.2.4.2).</summary>
internal static class ReplicationLoginReader
{
    /// <summary>The account of a channel; null when it may not be read, or the channel has none.</summary>
    public static async Task<ReplicationLogin?> ReadAsync(Session session, string channel, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await session.QueryAsync(
                $"SELECT User_name, User_password FROM mysql.slave_master_info WHERE Channel_name = {SqlLiteral.Quote(channel)}", cancellationToken).ConfigureAwait(false);
            if (rows is not [var row] || row.TextOrNull("User_name") is not { Length: > 0 } user)
                return null;
            return new ReplicationLogin(user, row.TextOrNull("User_password") is { Length: > 0 } password ? new Secret(password) : null);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return null;
        }
    }
}
