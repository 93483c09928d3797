using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Failover.Suspension;

/// <summary>What is to be told to the monitors of a set of servers.</summary>
internal sealed record SuspensionRequest
{
    /// <summary>The primary that they watch, after whom the set is called.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>True to suspend failovers, false to resume them.</summary>
    public required bool IsSuspended { get; init; }

    /// <summary>Why; empty for no word.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Until when a suspension counts; null until it is taken back.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>True says as well that the runs so far have been looked at.</summary>
    public bool IsAcknowledging { get; init; }
}
