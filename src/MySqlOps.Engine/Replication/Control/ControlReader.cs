using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Replication.Control;

/// <summary>Asks a replica what plans need beside its channels.</summary>
internal static class ControlReader
{
    /// <summary>How many temporary tables the appliers hold open, from statements that were replicated as text. Needs no privilege.</summary>
    public static async Task<long> ReadOpenTablesAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "SHOW GLOBAL STATUS WHERE Variable_name IN ('Replica_open_temp_tables', 'Slave_open_temp_tables')", cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? 0 : rows[0].Int64("Value");
    }
}
