using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Replication.Control;

/// <summary>Asks a replica what plans need beside its channels.</summary>
internal static class ControlReader
{
    /// <summary>Its channels, what it has executed, and what the sources have. Needs REPLICATION CLIENT.</summary>
    /// <param name="session">The replica's session.</param>
    /// <param name="access">How the sources are reached.</param>
    /// <param name="asksSource">Which sources are asked: one only where something hangs on its answer. Gets the channel, and what the replica has executed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<ControlFacts> ReadAsync(Session session, SourceAccess access, Func<ChannelFacts, GtidSet, bool> asksSource, CancellationToken cancellationToken)
    {
        var channels = await ChannelReader.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        var own = await ReplicaServerReader.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        var executed = GtidSet.Parse(await session.TextAsync("SELECT @@GLOBAL.gtid_executed", cancellationToken).ConfigureAwait(false) ?? "");
        var sources = new Dictionary<string, SourceFacts>(StringComparer.OrdinalIgnoreCase);
        foreach (var channel in channels.Where(channel => asksSource(channel, executed)))
            sources[channel.Name] = await new SourceReader(TimeProvider.System).ReadAsync(channel, session, own.Uuid, access, cancellationToken).ConfigureAwait(false);
        return new ControlFacts(channels, executed, sources);
    }

    /// <summary>How many temporary tables the appliers hold open, from statements that were replicated as text. Needs no privilege.</summary>
    public static async Task<long> ReadOpenTablesAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "SHOW GLOBAL STATUS WHERE Variable_name IN ('Replica_open_temp_tables', 'Slave_open_temp_tables')", cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? 0 : rows[0].Int64("Value");
    }
}
