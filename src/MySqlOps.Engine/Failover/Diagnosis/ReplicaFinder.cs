using System.Net;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>Finds a primary's replicas, as the primary itself knows them.</summary>
internal static class ReplicaFinder
{
    /// <summary>Asks the primary which replicas are connected to it, and says where they are reached: with the primary's account, at their report_host, or else where their connections come from.</summary>
    /// <exception cref="MySqlOpsException">Any Connect error; PrivilegeMissing without REPLICATION SLAVE.</exception>
    public static async Task<IReadOnlyList<MySqlServer>> FindAsync(MySqlServer primary, IOperationObserver observer, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(primary, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var replicas = await session.QueryAsync("SHOW REPLICAS", cancellationToken).ConfigureAwait(false);
            if (replicas.Count == 0)
                return [];
            var guard = new PrivilegeGuard(primary, observer);
            var hosts = await guard.AskAsync("from where the replicas connect", "SELECT ON performance_schema.*", () => ReadHostsAsync(session, cancellationToken), new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)).ConfigureAwait(false);
            return [.. replicas.Select(row => Locate(primary, row, hosts)).OfType<MySqlServer>()];
        }
    }

    private static MySqlServer? Locate(MySqlServer primary, SqlRow row, Dictionary<string, string> hosts)
    {
        var host = row.TextOrNull("Host") is { Length: > 0 } reported ? reported : hosts.GetValueOrDefault(row.TextOrNull("Replica_UUID") ?? "");
        if (host is null)
            return null;

        // Loopback over there is the machine of the one that says so.
        var isLoopback = host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
        return primary with { Host = isLoopback ? primary.Host : host, Port = (int)(row.Int64OrNull("Port") ?? primary.Port), Socket = null, Source = null };
    }

    /// <summary>A replica tells its UUID in a user variable of its connection: @replica_uuid, @slave_uuid before 8.0.26.</summary>
    private static async Task<Dictionary<string, string>> ReadHostsAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT CONVERT(variable.VARIABLE_VALUE USING utf8mb4) AS uuid, thread.PROCESSLIST_HOST AS host
            FROM performance_schema.user_variables_by_thread AS variable
            JOIN performance_schema.threads AS thread USING (THREAD_ID)
            WHERE variable.VARIABLE_NAME IN ('replica_uuid', 'slave_uuid') AND thread.PROCESSLIST_COMMAND LIKE 'Binlog Dump%' AND thread.PROCESSLIST_HOST IS NOT NULL
            """,
            cancellationToken).ConfigureAwait(false);
        var hosts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
            hosts[row.Text("uuid")] = row.Text("host");
        return hosts;
    }
}
