using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Ledger;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>What a load will do: what -WhatIf shows and what is run, step by step.</summary>
internal sealed record LoadPlan
{
    /// <summary>What was asked for.</summary>
    public required LoadOptions Options { get; init; }

    /// <summary>What the target said.</summary>
    public required TargetFacts Facts { get; init; }

    /// <summary>The steps, in order.</summary>
    public required IReadOnlyList<LoadStep> Steps { get; init; }

    /// <summary>Why the load must not start; empty when it may.</summary>
    public required IReadOnlyList<LoadRefusal> Refusals { get; init; }

    /// <summary>What is left out or comes out otherwise than in the export, as sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What is as it should be, for those who ask for details.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>The databases' names on the target, which are locked for the load.</summary>
    public required IReadOnlyList<string> Databases { get; init; }

    /// <summary>The fingerprint by which the same load is known again.</summary>
    public required string Request { get; init; }

    /// <summary>The unfinished load that is gone on with; null for a new one.</summary>
    public LedgerLoad? Resumed { get; init; }

    /// <summary>Unfinished loads of other exports that this one replaces.</summary>
    public required IReadOnlyList<long> Abandoned { get; init; }

    /// <summary>What is to be added to gtid_purged; null for nothing.</summary>
    public string? GtidSet { get; init; }

    /// <summary>True when an earlier run has made objects already.</summary>
    public bool IsResumed => Resumed is { State: LedgerState.Loading };

    /// <summary>What the ledger records.</summary>
    public IReadOnlyList<LedgerObject> Records => [.. Steps.Select(step => step.Record).OfType<LedgerObject>().Distinct()];

    /// <summary>The first refusal as an error that names all of them.</summary>
    /// <exception cref="MySqlOpsException">There is a refusal.</exception>
    public void ThrowIfRefused()
    {
        if (Refusals.Count == 0)
            return;
        const int Shown = 10;
        var rest = Refusals.Count > Shown ? $" And {Refusals.Count - Shown} more." : "";
        throw new MySqlOpsException(Refusals[0].Id, string.Join(' ', Refusals.Take(Shown).Select(refusal => refusal.Message)) + rest, Facts.Server);
    }
}
