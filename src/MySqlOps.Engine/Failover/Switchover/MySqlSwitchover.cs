using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Switchover;

/// <summary>How a switchover went.</summary>
public sealed record MySqlSwitchover
{
    /// <summary>The server that is the primary now.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>The server that was the primary.</summary>
    public required MySqlServer OldPrimary { get; init; }

    /// <summary>The server that was to become it.</summary>
    public required MySqlServer NewPrimary { get; init; }

    /// <summary>True when the new primary writes and every other server follows it.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>True when it failed or took too long, and the old primary writes again.</summary>
    public required bool IsUndone { get; init; }

    /// <summary>How long nobody could write, from the first attempt to make the old primary read-only until one of them was writable; null when it did not come to that, or when none is.</summary>
    public TimeSpan? WriteOutage { get; init; }

    /// <summary>How long it took in all.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>What the old primary had when it was made read-only, read after that; null when it did not come to that.</summary>
    public GtidSet? FencedGtidSet { get; init; }

    /// <summary>What the new primary had before it became writable; null when it did not come to that.</summary>
    public GtidSet? PromotedGtidSet { get; init; }

    /// <summary>Servers that could not be made to follow the new primary.</summary>
    public IReadOnlyList<MySqlServer> Detached { get; init; } = [];

    /// <summary>The steps, with times and outcome.</summary>
    public required IReadOnlyList<FailoverStepResult> Steps { get; init; }

    /// <summary>Why it is not complete; null when it is.</summary>
    public ErrorId? Error { get; init; }

    /// <summary>The same as a sentence, with what to do; null when it is complete.</summary>
    public string? Message { get; init; }
}
