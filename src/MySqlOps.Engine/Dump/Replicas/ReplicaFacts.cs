using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Dump.Snapshots;

namespace MySqlOps.Engine.Dump.Replicas;

/// <summary>What the statements of a new replica are made of.</summary>
internal sealed record ReplicaFacts
{
    /// <summary>The exported server.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>The snapshot.</summary>
    public required SnapshotFacts Snapshot { get; init; }

    /// <summary>Whom the exported server follows; null when it could not be asked at the snapshot.</summary>
    public required IReadOnlyList<ReplicaChannel>? Channels { get; init; }

    /// <summary>True when the export is all that the server holds.</summary>
    public required bool IsWholeServer { get; init; }
}
