using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Failover.Members;

/// <summary>Reads semi-synchronous replication's variables and counters, under the names since 8.0.26 or the older ones (manual 19.4.10). Only one pair of plugins can be loaded.</summary>
internal static class SemiSyncReader
{
    /// <summary>Which counters to ask for, as a condition of SHOW GLOBAL STATUS.</summary>
    public const string Counters = @"Variable_name LIKE 'Rpl\_semi\_sync\_%'";

    /// <summary>Which variables to ask for, as a condition of SHOW GLOBAL VARIABLES.</summary>
    public const string Variables = @"Variable_name LIKE 'rpl\_semi\_sync\_%'";

    /// <summary>What variables and counters say.</summary>
    /// <param name="rows">Rows of SHOW GLOBAL VARIABLES and of SHOW GLOBAL STATUS.</param>
    public static MemberSemiSync Read(IEnumerable<SqlRow> rows)
    {
        var found = new Dictionary<string, SqlRow>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
            found[row.Text("Variable_name")] = row;
        SqlRow? Find(string side, string oldSide, string name) => found.GetValueOrDefault($"rpl_semi_sync_{side}_{name}") ?? found.GetValueOrDefault($"rpl_semi_sync_{oldSide}_{name}");
        SqlRow? Source(string name) => Find("source", "master", name);
        SqlRow? Replica(string name) => Find("replica", "slave", name);
        return new MemberSemiSync
        {
            HasOldNames = found.ContainsKey("rpl_semi_sync_master_enabled") || found.ContainsKey("rpl_semi_sync_slave_enabled"),
            IsSourceEnabled = Source("enabled")?.BooleanOrNull("Value"),
            IsSourceActive = Source("status")?.BooleanOrNull("Value"),
            IsReplicaEnabled = Replica("enabled")?.BooleanOrNull("Value"),
            IsReplicaActive = Replica("status")?.BooleanOrNull("Value"),
            Clients = Source("clients")?.Int64OrNull("Value"),
            WaitCount = (Source("wait_for_replica_count") ?? Source("wait_for_slave_count"))?.Int64OrNull("Value"),
            Timeout = Source("timeout")?.Int64OrNull("Value") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
            WaitsWithoutReplica = (Source("wait_no_replica") ?? Source("wait_no_slave"))?.BooleanOrNull("Value"),
            WaitPoint = Source("wait_point")?.TextOrNull("Value"),
            WaitingSessions = Source("wait_sessions")?.Int64OrNull("Value"),
            AcknowledgedTransactions = Source("yes_tx")?.Int64OrNull("Value"),
            UnacknowledgedTransactions = Source("no_tx")?.Int64OrNull("Value"),
            Fallbacks = Source("no_times")?.Int64OrNull("Value"),
        };
    }
}
