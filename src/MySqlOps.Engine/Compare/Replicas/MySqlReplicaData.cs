using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Replicas;

/// <summary>Whether one object of a replica is as its source has it.</summary>
public sealed record MySqlReplicaData
{
    /// <summary>The replica.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>The source.</summary>
    public required MySqlServer Source { get; init; }

    /// <summary>The object's type: a table, or another one whose definition differs.</summary>
    public required ComparedObject ObjectType { get; init; }

    /// <summary>The database on the source.</summary>
    public required string Database { get; init; }

    /// <summary>The object's bare name.</summary>
    public required string Name { get; init; }

    /// <summary>How it stands.</summary>
    public required ReplicaDataState State { get; init; }

    /// <summary>Rows of the source that were compared; null when none were to be.</summary>
    public required long? Rows { get; init; }

    /// <summary>Rows that differ, are missing or extra on the replica; null when rows were not compared.</summary>
    public required long? DifferentRows { get; init; }

    /// <summary>Why it is not equal, as a sentence; null when it is.</summary>
    public required string? Reason { get; init; }
}
