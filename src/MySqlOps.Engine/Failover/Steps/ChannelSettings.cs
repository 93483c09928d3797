using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Steps;

/// <summary>The settings of a channel that concern neither its connection nor its place, in the words of CHANGE REPLICATION SOURCE TO.</summary>
/// <param name="Clauses">Each as <c>GTID_ONLY = 1</c>.</param>
internal sealed record ChannelSettings(IReadOnlyList<string> Clauses)
{
    /// <summary>Reads them. Needs SELECT on performance_schema.</summary>
    /// <returns>Null when there is no such channel.</returns>
    public static async Task<ChannelSettings?> ReadAsync(Session session, string channel, CancellationToken cancellationToken)
    {
        var gtidOnly = session.Facts.HasGtidOnlyChannels ? "c.GTID_ONLY" : "'0'";
        var rows = await session.QueryAsync(
            $"""
            SELECT a.REQUIRE_ROW_FORMAT AS row_format, a.REQUIRE_TABLE_PRIMARY_KEY_CHECK AS key_check, {gtidOnly} AS gtid_only
            FROM performance_schema.replication_applier_configuration AS a
            JOIN performance_schema.replication_connection_configuration AS c USING (CHANNEL_NAME)
            WHERE a.CHANNEL_NAME = {SqlLiteral.Quote(channel)}
            """,
            cancellationToken).ConfigureAwait(false);
        return rows is [var row] ? Of(row.BooleanOrNull("row_format") == true, row.Text("key_check"), row.BooleanOrNull("gtid_only") == true) : null;
    }

    /// <summary>Those of a channel that is set so; one that goes by GTID only demands rows.</summary>
    internal static ChannelSettings Of(bool requiresRowFormat, string keyCheck, bool isGtidOnly)
    {
        List<string> clauses = [string.Create(CultureInfo.InvariantCulture, $"REQUIRE_ROW_FORMAT = {(requiresRowFormat || isGtidOnly ? 1 : 0)}"), $"REQUIRE_TABLE_PRIMARY_KEY_CHECK = {keyCheck}"];
        if (isGtidOnly)
            clauses.Add("GTID_ONLY = 1");
        return new ChannelSettings(clauses);
    }
}
