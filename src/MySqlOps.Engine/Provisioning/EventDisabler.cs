using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Provisioning;

/// <summary>Turns the source's events off on a provisioned replica: they run on the source, and what they change comes by replication (manual 19.5.1.16).</summary>
internal static class EventDisabler
{
    /// <summary>Turns off all that are on. Without the definer the server would make them the connected account's.</summary>
    public static async Task RunAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SELECT EVENT_SCHEMA AS db, EVENT_NAME AS name, DEFINER AS definer FROM information_schema.EVENTS WHERE STATUS = 'ENABLED'", cancellationToken).ConfigureAwait(false);
        foreach (var row in rows)
        {
            var definer = row.Text("definer");
            var at = definer.LastIndexOf('@');
            await session.ExecuteAsync(
                $"ALTER DEFINER = {SqlIdentifier.Quote(definer[..at])}@{SqlIdentifier.Quote(definer[(at + 1)..])} EVENT {SqlIdentifier.Quote(row.Text("db"), row.Text("name"))} {session.Facts.DisableOnReplica}",
                cancellationToken).ConfigureAwait(false);
        }
    }
}
