using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>How a failover went.</summary>
public sealed record MySqlFailover
{
    /// <summary>The server that is the primary now; the old one when nobody took over.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>The server that was the primary.</summary>
    public required MySqlServer OldPrimary { get; init; }

    /// <summary>The server that took over; null when nobody did.</summary>
    public required MySqlServer? NewPrimary { get; init; }

    /// <summary>The run's number in the journal; 0 when it did not come to that.</summary>
    public required long Epoch { get; init; }

    /// <summary>True when the new primary writes and every other replica follows it.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>True when nobody took over, and the replicas do again what they did before.</summary>
    public bool IsUndone { get; init; }

    /// <summary>True when it finished what an earlier run had left.</summary>
    public bool IsResumed { get; init; }

    /// <summary>From the beginning of the run until the new primary was writable; null when none became so.</summary>
    public TimeSpan? WritableAfter { get; init; }

    /// <summary>How long it took in all.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>What keeps the old primary from taking writes; null when it did not come to that.</summary>
    public FenceProof? Fence { get; init; }

    /// <summary>What the new primary had when it became writable; null when none became so.</summary>
    public GtidSet? PromotedGtidSet { get; init; }

    /// <summary>How many transactions of the old primary the new one lacks: a number where the old one could be asked, or 0 where none can be lost; null where nobody can know.</summary>
    public long? LostTransactions { get; init; }

    /// <summary>Those transactions; null where nobody can know.</summary>
    public GtidSet? LostGtidSet { get; init; }

    /// <summary>What is known of lost transactions, as a sentence; null when nobody took over.</summary>
    public string? Loss { get; init; }

    /// <summary>Servers that do not follow the new primary, each with the reason.</summary>
    public IReadOnlyList<DetachedServer> Detached { get; init; } = [];

    /// <summary>What became of the old primary; null when nobody took over.</summary>
    public OldPrimaryAction? OldPrimaryAction { get; init; }

    /// <summary>The same as a sentence; null when nobody took over.</summary>
    public string? OldPrimaryText { get; init; }

    /// <summary>The steps, with times and outcome.</summary>
    public required IReadOnlyList<FailoverStepResult> Steps { get; init; }

    /// <summary>Why it is not complete; null when it is.</summary>
    public ErrorId? Error { get; init; }

    /// <summary>The same as a sentence, with what to do; null when it is complete.</summary>
    public string? Message { get; init; }
}
