using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Topology.Facts;

namespace MySqlOps.Engine.Topology.Discovery;

/// <summary>What became of asking one server.</summary>
internal sealed record TopologyMember
{
    /// <summary>Where it answered; where it was asked for first when it did not.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>Its UUID: its own when it answered, else what others said; null when nobody did.</summary>
    public string? ServerUuid { get; init; }

    /// <summary>All endpoints at which it was asked for.</summary>
    public IReadOnlyList<string> Endpoints { get; init; } = [];

    /// <summary>What it said; null when it did not answer.</summary>
    public MemberFacts? Facts { get; init; }

    /// <summary>Why it did not answer; null when it did.</summary>
    public MySqlOpsException? Error { get; init; }

    /// <summary>True for a server that the user named.</summary>
    public bool IsNamed { get; init; }
}
