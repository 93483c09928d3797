using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Snapshots;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Rows.Live;

/// <summary>Finds out whether one of the sides replicates from the other.</summary>
internal static class ReplicaLinkReader
{
    /// <summary>Asks both sides.</summary>
    /// <param name="source">A session to the source.</param>
    /// <param name="target">A session to the target.</param>
    /// <param name="tally">Hears of what is in the way of a sure judgement.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null when neither follows the other directly, or it can't be waited for.</returns>
    public static async Task<ReplicaLink?> ReadAsync(DataSession source, DataSession target, ComparisonTally tally, CancellationToken cancellationToken)
    {
        if (!source.Facts.HasServerUuid || !target.Facts.HasServerUuid)
            return null;
        var link = await FindAsync(source, target, true, cancellationToken).ConfigureAwait(false) ?? await FindAsync(target, source, false, cancellationToken).ConfigureAwait(false);
        if (link is null)
            return null;
        var replica = link.TargetFollows ? target : source;
        if (!await PositionReader.WritesGtidsAsync(link.TargetFollows ? source : target, cancellationToken).ConfigureAwait(false))
        {
            tally.Note($"{link.Replica} replicates from {link.Origin} without GTIDs: rows that it has not applied yet show as differences.");
            return null;
        }

        await NoteFiltersAsync(replica, link, tally, cancellationToken).ConfigureAwait(false);
        return link;
    }

    /// <summary>Why the replica does not come to where its source is; null when it does, sooner or later.</summary>
    public static async Task<string?> FindTroubleAsync(DataSession replica, ReplicaLink link, CancellationToken cancellationToken)
    {
        var rows = await replica.QueryAsync(
            $"""
            SELECT receiver.SERVICE_STATE AS receiver, applier.SERVICE_STATE AS applier, configuration.DESIRED_DELAY AS delay
            FROM performance_schema.replication_connection_status AS receiver
            JOIN performance_schema.replication_applier_status AS applier USING (CHANNEL_NAME)
            JOIN performance_schema.replication_applier_configuration AS configuration USING (CHANNEL_NAME)
            WHERE CHANNEL_NAME = {SqlLiteral.Quote(link.Channel)}
            """,
            cancellationToken).ConfigureAwait(false);
        if (rows.Count == 0)
            return $"the replica {link.Replica} has no replication channel any more";
        if (rows[0].TextOrNull("applier") != "ON")
            return $"the applier of the replica {link.Replica} is stopped";
        if (rows[0].TextOrNull("receiver") == "OFF")
            return $"the receiver of the replica {link.Replica} is stopped";
        return rows[0].Int64OrNull("delay") is > 0 and var delay
            ? $"the replica {link.Replica} is delayed on purpose by {delay.ToString(System.Globalization.CultureInfo.InvariantCulture)} s"
            : null;
    }

    private static async Task<ReplicaLink?> FindAsync(DataSession origin, DataSession replica, bool targetFollows, CancellationToken cancellationToken)
    {
        try
        {
            var uuid = await origin.TextAsync("SELECT @@GLOBAL.server_uuid", cancellationToken).ConfigureAwait(false);
            var rows = await replica.QueryAsync(
                $"SELECT CHANNEL_NAME AS channel FROM performance_schema.replication_connection_status WHERE SOURCE_UUID = {SqlLiteral.Quote(uuid ?? "")}", cancellationToken).ConfigureAwait(false);
            return rows.Count == 0 ? null : new ReplicaLink(targetFollows, rows[0].Text("channel")) { Replica = replica.Server, Origin = origin.Server };
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return null;
        }
    }

    private static async Task NoteFiltersAsync(DataSession replica, ReplicaLink link, ComparisonTally tally, CancellationToken cancellationToken)
    {
        var rows = await replica.QueryAsync(
            $"""
            SELECT CONCAT(FILTER_NAME, ' ', FILTER_RULE) AS filter
            FROM performance_schema.replication_applier_filters
            WHERE CHANNEL_NAME = {SqlLiteral.Quote(link.Channel)} AND FILTER_RULE <> ''
            """,
            cancellationToken).ConfigureAwait(false);
        if (rows.Count > 0)
            tally.Note($"The replica {link.Replica} has replication filters ({string.Join("; ", rows.Select(static row => row.Text("filter")))}): what they keep away shows as missing.");
    }
}
