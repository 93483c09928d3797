using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Switchover;

/// <summary>What a switchover will do: what -WhatIf shows and what is run.</summary>
public sealed record SwitchoverPlan
{
    /// <summary>Only the planner makes plans.</summary>
    internal SwitchoverPlan()
    {
    }

    /// <summary>The primary.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>Who is to become the primary; null when nobody can.</summary>
    public MySqlServer? NewPrimary { get; init; }

    /// <summary>How.</summary>
    public required SwitchoverOptions Options { get; init; }

    /// <summary>The steps, in order.</summary>
    public required IReadOnlyList<FailoverStep> Steps { get; init; }

    /// <summary>Why it is not done; empty when it can be.</summary>
    public required IReadOnlyList<FailoverRefusal> Refusals { get; init; }

    /// <summary>What to know, as sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What it was decided by.</summary>
    internal SwitchoverFacts Facts { get; init; } = null!;

    /// <summary>The refusals as one error.</summary>
    /// <exception cref="MySqlOpsException">That of the first one.</exception>
    public void ThrowIfRefused()
    {
        if (Refusals.Count > 0)
            throw new MySqlOpsException(Refusals[0].Id, string.Join(" And: ", Refusals.Select(static refusal => refusal.Message)), Refusals[0].Server);
    }
}
