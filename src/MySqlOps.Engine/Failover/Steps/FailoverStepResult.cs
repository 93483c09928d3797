using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Steps;

/// <summary>What became of one step of a plan.</summary>
public sealed record FailoverStepResult
{
    /// <summary>The server that it was done to.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>What it does.</summary>
    public required FailoverStepKind Kind { get; init; }

    /// <summary>The same as a sentence.</summary>
    public required string Action { get; init; }

    /// <summary>What became of it.</summary>
    public required FailoverStepStatus Status { get; init; }

    /// <summary>When it began, from the beginning of the run; null when it was not reached.</summary>
    public TimeSpan? Started { get; init; }

    /// <summary>How long it took; null when it was not reached.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>The error's id; null for none.</summary>
    public ErrorId? Error { get; init; }

    /// <summary>What there is to say of it: the error, or what was found; null for nothing.</summary>
    public string? Message { get; init; }

    /// <summary>The sentence and what became of it.</summary>
    public override string ToString() => $"{Action}: {Status}";
}
