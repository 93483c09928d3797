using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Topology;

/// <summary>One thing that changed between two topologies.</summary>
public sealed record MySqlTopologyChange
{
    /// <summary>The server: as it is now, and as it was when it is gone.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>What changed.</summary>
    public required TopologyChangeKind Kind { get; init; }

    /// <summary>What it was; null for a member that was not there, and for what was not known.</summary>
    public string? Before { get; init; }

    /// <summary>What it is; null for a member that is gone, and for what is not known.</summary>
    public string? After { get; init; }

    /// <summary>The server's UUID; null when it is not known.</summary>
    public string? ServerUuid { get; init; }
}
