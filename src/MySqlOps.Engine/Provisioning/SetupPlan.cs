using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Engine.Provisioning;

/// <summary>What will be done to have a replica follow its source: what -WhatIf shows and what is run.</summary>
internal sealed record SetupPlan
{
    /// <summary>What was found, and what is wanted.</summary>
    public required SetupFacts Facts { get; init; }

    /// <summary>How the replica comes by its data.</summary>
    public required ProvisionChoice Choice { get; init; }

    /// <summary>The checks.</summary>
    public required IReadOnlyList<ReplicationCheck> Checks { get; init; }

    /// <summary>The steps, in order; none where all is as it should be.</summary>
    public required IReadOnlyList<SetupStep> Steps { get; init; }

    /// <summary>True where data of the replica is lost.</summary>
    public bool DestroysData => Choice.Replaces && Facts.Replica.Databases.Count > 0;

    /// <summary>The checks that forbid it.</summary>
    public IEnumerable<ReplicationCheck> Refusals => Checks.Where(check => check.Status == CheckStatus.Fail && !(Facts.Options.Force && check.CanForce && !check.IsCorrupting));

    /// <summary>Refuses a plan that must not run.</summary>
    /// <exception cref="MySqlOpsException">PrivilegeMissing where that is all that fails, else ReplicationCheckFailed, with all that fails.</exception>
    public void ThrowIfRefused()
    {
        var refusals = Refusals.ToList();
        if (refusals.Count == 0)
            return;
        var id = refusals.TrueForAll(static check => check.Name == "Privileges") ? ErrorId.PrivilegeMissing : ErrorId.ReplicationCheckFailed;
        var lines = refusals.Select(static check => $"{check.Name}: {check.Message} {check.Remedy}{(check.CanForce ? " -Force goes on all the same." : "")}");
        throw new MySqlOpsException(id, $"{Facts.Replica} is not made a replica of {Facts.Source}. {string.Join(' ', lines)}", Facts.Replica.Server);
    }
}
