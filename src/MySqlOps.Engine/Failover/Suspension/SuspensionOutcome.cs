using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Suspension;

/// <summary>What became of an order.</summary>
internal sealed record SuspensionOutcome
{
    /// <summary>The order.</summary>
    public required FailoverSuspension Order { get; init; }

    /// <summary>The members that know it.</summary>
    public required IReadOnlyList<MySqlServer> Members { get; init; }

    /// <summary>Those that don't, and why.</summary>
    public required IReadOnlyList<(MySqlServer Server, MySqlOpsException Error)> Missed { get; init; }
}
