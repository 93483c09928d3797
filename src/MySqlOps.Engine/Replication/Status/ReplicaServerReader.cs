using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Replication.Status;

/// <summary>Asks a server what concerns all its channels; needs no privilege.</summary>
internal static class ReplicaServerReader
{
    /// <summary>Asks.</summary>
    public static async Task<ReplicaServerFacts> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var timeout = session.Facts.HasReplicaVariables ? "replica_net_timeout" : "slave_net_timeout";
        var rows = await session.QueryAsync(
            $"""
            SELECT @@GLOBAL.server_uuid AS uuid, @@GLOBAL.read_only AS readOnly, @@GLOBAL.super_read_only AS superReadOnly, @@GLOBAL.{timeout} AS timeout,
              CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED) AS now
            """,
            cancellationToken).ConfigureAwait(false);
        return new ReplicaServerFacts
        {
            Uuid = rows[0].Text("uuid"),
            IsReadOnly = rows[0].BooleanOrNull("readOnly") == true,
            IsSuperReadOnly = rows[0].BooleanOrNull("superReadOnly") == true,
            NetTimeout = rows[0].Int64("timeout"),
            Now = rows[0].Int64("now"),
            SemiSync = await ReadSemiSyncAsync(session, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>Both pairs of plugins are asked for by one pattern; only one pair can be loaded (manual 19.4.10).</summary>
    public static async Task<SemiSyncState> ReadSemiSyncAsync(Session session, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, SqlRow>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in await session.QueryAsync("SHOW GLOBAL VARIABLES LIKE 'rpl\\_semi\\_sync\\_%\\_enabled'", cancellationToken).ConfigureAwait(false))
            found[row.Text("Variable_name")] = row;
        foreach (var row in await session.QueryAsync("SHOW GLOBAL STATUS LIKE 'Rpl\\_semi\\_sync\\_%'", cancellationToken).ConfigureAwait(false))
            found[row.Text("Variable_name")] = row;
        bool? Truth(string name, string oldName) => Find(name, oldName)?.BooleanOrNull("Value");
        SqlRow? Find(string name, string oldName) => found.GetValueOrDefault(name) ?? found.GetValueOrDefault(oldName);
        return new SemiSyncState
        {
            IsReplicaEnabled = Truth("rpl_semi_sync_replica_enabled", "rpl_semi_sync_slave_enabled"),
            IsReplicaActive = Truth("Rpl_semi_sync_replica_status", "Rpl_semi_sync_slave_status"),
            IsSourceEnabled = Truth("rpl_semi_sync_source_enabled", "rpl_semi_sync_master_enabled"),
            IsSourceActive = Truth("Rpl_semi_sync_source_status", "Rpl_semi_sync_master_status"),
            Clients = Find("Rpl_semi_sync_source_clients", "Rpl_semi_sync_master_clients")?.Int64OrNull("Value"),
            HasOldNames = found.ContainsKey("rpl_semi_sync_slave_enabled") || found.ContainsKey("rpl_semi_sync_master_enabled"),
        };
    }
}
