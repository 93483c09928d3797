using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Connect.Information;

/// <summary>Asks a server about itself.</summary>
public static class ServerInformationReader
{
    /// <summary>Asks.</summary>
    /// <param name="server">The server.</param>
    /// <param name="observer">Hears a warning for everything that the account may not see, with the privilege that it lacks.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MySqlOpsException">The server can't be reached or refuses a statement.</exception>
    public static async Task<ServerInformation> ReadAsync(MySqlServer server, IOperationObserver observer, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var settings = await ServerSettings.ReadAsync(session, cancellationToken).ConfigureAwait(false);
            var guard = new PrivilegeGuard(server, observer);
            var information = await new ServerStateReader(session, settings, guard).ReadAsync(cancellationToken).ConfigureAwait(false);
            information = await new ReplicationRoleReader(session, guard).AddAsync(information, cancellationToken).ConfigureAwait(false);
            return await new ExtensionReader(session, guard).AddAsync(information, cancellationToken).ConfigureAwait(false);
        }
    }
}
