using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Topology.Discovery;
using MySqlOps.Engine.Topology.Facts;

namespace MySqlOps.Engine.Topology.Graph;

/// <summary>One server of the graph, whatever number of addresses it was found at.</summary>
/// <param name="members">What became of asking it, the best answer first; at least one.</param>
internal sealed class Vertex(IReadOnlyList<TopologyMember> members)
{
    /// <summary>The answer that counts.</summary>
    public TopologyMember Member => members[0];

    /// <summary>Where it is reached.</summary>
    public MySqlServer Server => Member.Server;

    /// <summary>What it said; null when it did not answer.</summary>
    public MemberFacts? Facts => Member.Facts;

    /// <summary>Its UUID; null when nobody said.</summary>
    public string? Uuid => members.Select(static member => member.ServerUuid).FirstOrDefault(static uuid => uuid is not null);

    /// <summary>All endpoints at which it was asked for.</summary>
    public IEnumerable<string> Endpoints => members.SelectMany(static member => member.Endpoints);

    /// <summary>What it follows, the default channel first.</summary>
    public List<Edge> Sources { get; } = [];

    /// <summary>What follows it.</summary>
    public List<Edge> Replicas { get; } = [];

    /// <summary>The vertices that reach each other around a ring with this one; only itself when there are none.</summary>
    public IReadOnlyList<Vertex> Ring { get; set; } = [];

    /// <summary>True when it is part of a ring, of two servers or more.</summary>
    public bool IsInRing => Ring.Count > 1;
}
