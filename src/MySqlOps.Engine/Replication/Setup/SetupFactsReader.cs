using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Replication.Setup;

/// <summary>Asks servers what must be known before one follows the other. It changes nothing.</summary>
internal static class SetupFactsReader
{
    /// <summary>Asks both, the replica first: what the source has by then, it has.</summary>
    /// <exception cref="MySqlOpsException">ServerUnsupported: MariaDB. PrivilegeMissing, with the privilege that reading needs. Any Connect error.</exception>
    public static async Task<SetupFacts> ReadAsync(MySqlServer source, MySqlServer replica, SetupOptions options, CancellationToken cancellationToken)
    {
        var replicaFacts = await ReadAsync(replica, options, cancellationToken).ConfigureAwait(false);
        return new SetupFacts { Replica = replicaFacts, Source = await ReadAsync(source, options, cancellationToken).ConfigureAwait(false), Options = options };
    }

    private static async Task<ServerSetupFacts> ReadAsync(MySqlServer server, SetupOptions options, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            if (session.Facts.IsMariaDb)
                throw new MySqlOpsException(ErrorId.ServerUnsupported, $"{server} is a MariaDB server: its GTIDs and its replication statements are not MySQL's. Replication is set up between MySQL servers only.", server);
            return await new ServerReading(session, options).ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
