using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Suspension;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>What the members have on record for monitors.</summary>
/// <param name="Order">The newest order of an operator; null for none.</param>
/// <param name="Runs">The last runs, the newest first.</param>
internal sealed record MonitorRecords(FailoverSuspension? Order, IReadOnlyList<JournalEntry> Runs)
{
    /// <summary>Nothing.</summary>
    public static MonitorRecords None { get; } = new(null, []);

    /// <summary>The newest run; null for none.</summary>
    public JournalEntry? Newest => Runs is [var newest, ..] ? newest : null;

    /// <summary>True when failovers are suspended at a moment.</summary>
    public bool IsSuspended(DateTimeOffset now) => Order?.IsInForce(now) == true;
}
