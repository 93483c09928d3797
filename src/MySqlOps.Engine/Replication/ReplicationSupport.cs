using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Replication;

/// <summary>Which servers the replication cmdlets work with.</summary>
internal static class ReplicationSupport
{
    /// <summary>Refuses MariaDB, whose GTIDs, statements and status tables are others.</summary>
    /// <exception cref="MySqlOpsException">ServerUnsupported.</exception>
    public static void Require(MySqlServer server, ServerFacts facts)
    {
        if (facts.IsMariaDb)
            throw new MySqlOpsException(ErrorId.ServerUnsupported, $"{server} is MariaDB {facts.Version}, whose replication has GTIDs and statements of its own. The replication cmdlets work with MySQL 8.0.23 and later.", server);
    }
}
