using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Failover.Suspension;

/// <summary>What an operator last told the monitors of a set of servers: to leave failovers be, or to do them, and which past runs have been looked at.</summary>
public sealed record FailoverSuspension
{
    /// <summary>The member that knows of it.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>Counts the orders: the one with the highest number on any member is the one that counts.</summary>
    public required long Number { get; init; }

    /// <summary>True when failovers were suspended; false when they were resumed. <see cref="IsInForce"/> says whether that has run out.</summary>
    public required bool IsSuspended { get; init; }

    /// <summary>Why, in the operator's words; empty for no word.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who ordered it: user, machine, process.</summary>
    public string By { get; init; } = "";

    /// <summary>Since when, by the clock of who ordered it.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Until when a suspension counts; null until it is taken back.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The number of the newest run of the journal that a person has seen: what came before counts no more for the cool-down and the limit. 0 for none.</summary>
    public long AcknowledgedEpoch { get; init; }

    /// <summary>True when failovers are suspended at a moment.</summary>
    /// <param name="now">The moment.</param>
    public bool IsInForce(DateTimeOffset now) => IsSuspended && (Until is not { } until || now < until);

    /// <summary><c>suspended since 2026-11-22 10:00:00Z by ann on ops1, process 12, until 2026-11-22 11:00:00Z: kernel update</c>.</summary>
    public override string ToString()
    {
        var until = IsSuspended && Until is { } end ? $", until {end.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z" : "";
        return $"{(IsSuspended ? "suspended" : "resumed")} since {Since.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z by {By}{until}{(Reason.Length > 0 ? $": {Reason}" : "")}";
    }
}
