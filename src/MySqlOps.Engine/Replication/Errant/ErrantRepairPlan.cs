using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>What a repair does on one server.</summary>
public sealed record ErrantRepairPlan
{
    /// <summary>The server that gets the empty transactions.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>The transactions that are made.</summary>
    public required GtidSet Missing { get; init; }

    /// <summary>Those asked for that it has.</summary>
    public required GtidSet Present { get; init; }

    /// <summary>The changes that stay on replicas.</summary>
    public required IReadOnlyList<string> LeftOnReplica { get; init; }

    /// <summary>Why it must not be done; null when it may.</summary>
    public required string? Refusal { get; init; }

    /// <summary>The plan as a sentence, for -WhatIf and -Confirm.</summary>
    public string Describe()
    {
        var set = Missing.ToString().ReplaceLineEndings("");
        var action = string.Create(CultureInfo.InvariantCulture, $"Commit {Missing.Count} empty transactions: {(set.Length <= 400 ? set : $"{set[..400]}...")}");
        return LeftOnReplica.Count == 0 ? action : $"{action}. What the errant transactions changed stays where it is: {string.Join("; ", LeftOnReplica)}";
    }

    /// <summary>Throws when it must not be done.</summary>
    /// <exception cref="MySqlOpsException">ErrantRepairRefused.</exception>
    public void ThrowIfRefused()
    {
        if (Refusal is not null)
            throw new MySqlOpsException(ErrorId.ErrantRepairRefused, $"{Server}: {Refusal}", Server);
    }
}
