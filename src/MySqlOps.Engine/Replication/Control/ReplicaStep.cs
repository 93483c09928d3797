using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Control;

/// <summary>One step of a plan.</summary>
public sealed record ReplicaStep
{
    /// <summary>What it is for, as a sentence without its end.</summary>
    public required string Reason { get; init; }

    /// <summary>The statement, as it is run. No password is ever in it.</summary>
    public required string Sql { get; init; }

    /// <summary>The statement that undoes it; null where nothing does.</summary>
    public string? Undo { get; init; }

    /// <summary>The channel; null for a step that concerns the whole server.</summary>
    public string? Channel { get; init; }

    /// <summary>The transactions that are skipped, one run of the statement each; null for other steps.</summary>
    public GtidSet? Skipped { get; init; }

    /// <summary>The reason and the statement.</summary>
    public override string ToString() => $"{Reason}: {Sql}";
}
