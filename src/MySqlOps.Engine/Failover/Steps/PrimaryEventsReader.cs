using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Steps;

/// <summary>Reads which events a primary runs, while it can be asked. Its replicas have them all disabled, whether the primary runs them or not.</summary>
internal static class PrimaryEventsReader
{
    /// <summary>Asks; null when it does not answer or may not be asked.</summary>
    public static async Task<PrimaryEvents?> ReadAsync(MemberFacts primary, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (!primary.IsReachable)
            return null;
        try
        {
            var session = await Session.OpenAsync(primary.Server with { ConnectTimeout = limit, CommandTimeout = limit }, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var rows = await session.QueryAsync("SELECT EVENT_SCHEMA AS db, EVENT_NAME AS name, DEFINER AS definer FROM information_schema.EVENTS WHERE STATUS = 'ENABLED' ORDER BY EVENT_SCHEMA, EVENT_NAME", cancellationToken).ConfigureAwait(false);
                return new PrimaryEvents(primary.EventScheduler == "ON", [.. rows.Select(static row => new PrimaryEvent(row.Text("db"), row.Text("name"), row.Text("definer")))]);
            }
        }
        catch (MySqlOpsException)
        {
            return null;
        }
    }
}
