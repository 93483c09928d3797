using MySqlOps.Engine.Topology.Facts;

namespace MySqlOps.Engine.Topology.Graph;

/// <summary>That a server follows another.</summary>
/// <param name="Replica">The one that follows.</param>
/// <param name="Source">The one that is followed; null when it is none of the servers that were looked for.</param>
/// <param name="Channel">The channel; null when the replica could not be asked, and for members of a group.</param>
/// <param name="IsGroup">True when no channel but a group's membership connects them.</param>
internal sealed record Edge(Vertex Replica, Vertex? Source, ChannelFacts? Channel, bool IsGroup);
