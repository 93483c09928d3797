using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>Empty transactions that were made on a source in the names of errant ones.</summary>
public sealed record MySqlErrantRepair
{
    /// <summary>The server that they were made on.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>What came of it.</summary>
    public required ErrantRepairStatus Status { get; init; }

    /// <summary>The empty transactions that were made, as a GTID set; empty when none was.</summary>
    public required string GtidSet { get; init; }

    /// <summary>How many were made.</summary>
    public required long TransactionCount { get; init; }

    /// <summary>How many of those asked for were there already.</summary>
    public required long AlreadyThere { get; init; }

    /// <summary>The changes that stay on replicas, and that no other server has: a sentence for each replica.</summary>
    public required IReadOnlyList<string> LeftOnReplica { get; init; }
}
