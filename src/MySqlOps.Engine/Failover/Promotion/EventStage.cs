using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Steps;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>
/// Has the new primary run the events that the old one ran. A replica has them all disabled, also those that were disabled on its source (seen on 9.7), so that it takes somebody who saw the old
/// primary to know which.
/// </summary>
internal sealed class EventStage(RunContext context)
{
    /// <summary>Enables them, where that is known.</summary>
    /// <param name="primary">The new primary.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task RunAsync(MySqlServer primary, CancellationToken cancellationToken)
    {
        if (context.Options.Events is not { IsOn: true, Enabled.Count: > 0 } events)
            return;
        await context.Runner.TryAsync(
            context.Steps.EnableEvents(primary),
            async token =>
            {
                // Those that were dropped or enabled meanwhile are left alone.
                var present = await ReadAsync(primary, token).ConfigureAwait(false);
                PrimaryEvent[] due = [.. present.Where(own => events.Enabled.Any(other => other.Database == own.Database && other.Name == own.Name))];
                List<StepStatement> sql = [.. due.Select(static one => StepStatement.FromString(one.EnableStatement()))];
                if (due.Length > 0 && context.Facts.Of(primary).EventScheduler == "OFF")
                    sql.Add("SET PERSIST event_scheduler = ON");
                await context.Runner.SendAsync(primary, sql, context.Options.AskTimeout, token).ConfigureAwait(false);
                return string.Create(CultureInfo.InvariantCulture, $"{due.Length} of {events.Enabled.Count} enabled");
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<PrimaryEvent>> ReadAsync(MySqlServer primary, CancellationToken cancellationToken)
    {
        var rows = await context.Lease.Of(primary).QueryAsync(
            "SELECT EVENT_SCHEMA AS db, EVENT_NAME AS name, DEFINER AS definer FROM information_schema.EVENTS WHERE STATUS IN ('REPLICA_SIDE_DISABLED', 'SLAVESIDE_DISABLED') ORDER BY EVENT_SCHEMA, EVENT_NAME",
            context.Options.AskTimeout,
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(static row => new PrimaryEvent(row.Text("db"), row.Text("name"), row.Text("definer")))];
    }
}
