using System.Text.Json;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Journal;

namespace MySqlOps.Engine.Failover.Suspension;

/// <summary>The newest order on one server.</summary>
internal static class SuspensionNotes
{
    /// <summary>Under which name the server keeps it.</summary>
    public const string Name = "mysqlops_failover_suspension";

    /// <summary>What the server knows; null for nothing.</summary>
    public static async Task<FailoverSuspension?> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var notes = await MemberNotes.ReadAsync(session, Name, cancellationToken).ConfigureAwait(false);
        return notes.Select(note => Read(session.Server, note)).FirstOrDefault(static order => order is not null);
    }

    /// <summary>Puts an order in the place of what the server knows, unless that is newer.</summary>
    public static Task WriteAsync(Session session, FailoverSuspension order, CancellationToken cancellationToken) => MemberNotes.WriteAsync(
        session,
        Name,
        order.Number,
        JsonSerializer.Serialize(new Order(order.IsSuspended, order.Reason, order.By, order.Since, order.Until, order.AcknowledgedEpoch)),
        number => number > order.Number,
        cancellationToken);

    private static FailoverSuspension? Read(MySqlServer server, MemberNote note)
    {
        try
        {
            return JsonSerializer.Deserialize<Order>(note.Text) is not { } order ? null : new FailoverSuspension
            {
                Server = server,
                Number = note.Number,
                IsSuspended = order.IsSuspended,
                Reason = order.Reason ?? "",
                By = order.By ?? "",
                Since = order.Since,
                Until = order.Until,
                AcknowledgedEpoch = order.AcknowledgedEpoch,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What is kept of an order: all but the server, which is the one that keeps it, and the number.</summary>
    private sealed record Order(bool IsSuspended, string? Reason, string? By, DateTimeOffset Since, DateTimeOffset? Until, long AcknowledgedEpoch);
}
