using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>What a failover will do, as far as can be said before the replicas have applied what they have: what -WhatIf shows.</summary>
public sealed record FailoverPlan
{
    /// <summary>Only the planner makes plans.</summary>
    internal FailoverPlan()
    {
    }

    /// <summary>The old primary.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>Who is to become the primary; null when nobody can.</summary>
    public MySqlServer? NewPrimary { get; init; }

    /// <summary>How.</summary>
    public required FailoverOptions Options { get; init; }

    /// <summary>The steps, in order.</summary>
    public required IReadOnlyList<FailoverStep> Steps { get; init; }

    /// <summary>Why it is not done; empty when it can be.</summary>
    public required IReadOnlyList<FailoverRefusal> Refusals { get; init; }

    /// <summary>What to know, as sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>True when it goes on with what an earlier run has left.</summary>
    public required bool IsResumed { get; init; }

    /// <summary>What it was decided by.</summary>
    internal FailoverFacts Facts { get; init; } = null!;

    /// <summary>The refusals as one error.</summary>
    /// <exception cref="MySqlOpsException">That of the first one.</exception>
    public void ThrowIfRefused()
    {
        if (Refusals is [var first, ..] && Refusals.Skip(1).ToArray() is var others)
            throw new MySqlOpsException(first.Id, others.Length == 0 ? first.Message : $"{first.Message} And: {string.Join(" ", others.Select(static other => other.Message))}", first.Server);
    }
}
