using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>Asks servers what transactions they have.</summary>
internal static class GtidStateReader
{
    /// <summary>Reads a server's state.</summary>
    /// <param name="server">The server.</param>
    /// <param name="needsChannels">True reads its channels, which needs REPLICATION CLIENT.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MySqlOpsException">Any Connect error; ServerUnsupported; ErrantGtidModeOff; PrivilegeMissing.</exception>
    public static async Task<GtidState> ReadAsync(MySqlServer server, bool needsChannels, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            // The channels first: a source that is named later than the set was read would make its transactions look errant.
            var channels = needsChannels ? await ReadChannelsAsync(session, cancellationToken).ConfigureAwait(false) : [];
            var rows = await session.QueryAsync(
                "SELECT @@GLOBAL.server_uuid AS uuid, @@GLOBAL.gtid_mode AS mode, @@GLOBAL.gtid_executed AS executed, @@GLOBAL.gtid_purged AS purged", cancellationToken).ConfigureAwait(false);
            var row = rows[0];
            if (row.TextOrNull("mode") is "OFF" or "OFF_PERMISSIVE")
            {
                throw new MySqlOpsException(
                    ErrorId.ErrantGtidModeOff, $"{server} runs with gtid_mode = {row.Text("mode")}, so its transactions have no names by which to tell which are errant. Set gtid_mode to ON.", server);
            }

            return new GtidState
            {
                Server = server,
                Uuid = row.Text("uuid"),
                Executed = GtidSet.Parse(row.Text("executed")),
                Purged = GtidSet.Parse(row.Text("purged")),
                Channels = channels,
            };
        }
    }

    /// <summary>
    /// All transactions that could have left a server until now. A replica may have executed a transaction that its source is still committing; such a one is owned there, and it is
    /// executed before it is owned no more, so that those that are owned are read first.
    /// </summary>
    public static async Task<GtidSet> ReadAllAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var owned = OwnedGtids.Parse(await session.TextAsync("SELECT @@GLOBAL.gtid_owned", cancellationToken).ConfigureAwait(false));
            var executed = GtidSet.Parse(await session.TextAsync("SELECT @@GLOBAL.gtid_executed", cancellationToken).ConfigureAwait(false) ?? "");
            return executed.Union(owned);
        }
    }

    private static async Task<Session> OpenAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        if (!session.Facts.IsMariaDb)
            return session;
        await session.DisposeAsync().ConfigureAwait(false);
        throw new MySqlOpsException(ErrorId.ServerUnsupported, $"{server} is a MariaDB server, whose GTIDs are of another kind. Errant transactions are found on MySQL only.", server);
    }

    private static async Task<IReadOnlyList<SourceChannel>> ReadChannelsAsync(Session session, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await session.QueryAsync("SHOW REPLICA STATUS", cancellationToken).ConfigureAwait(false);

            // The channels of a replication group have no host.
            return
            [
                .. rows
                    .Where(static row => row.TextOrNull("Source_Host") is { Length: > 0 } and not "<NULL>")
                    .Select(static row => new SourceChannel(row.Text("Source_Host"), (int)row.Int64("Source_Port"), row.TextOrNull("Source_UUID") ?? "")),
            ];
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            throw e.Retell(
                ErrorId.PrivilegeMissing,
                $"{session.Server}: the replication channels can't be seen without the privilege REPLICATION CLIENT. Have it granted (GRANT REPLICATION CLIENT ON *.* TO the account {session.Server.User}), or name the source with -Source.",
                session.Server);
        }
    }
}
