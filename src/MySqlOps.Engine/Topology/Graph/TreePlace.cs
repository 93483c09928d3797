namespace MySqlOps.Engine.Topology.Graph;

/// <summary>Where a server stands in the tree.</summary>
/// <param name="Vertex">The server.</param>
/// <param name="Parent">The source under which it stands; null at the top.</param>
/// <param name="Depth">How many stand above it.</param>
internal sealed record TreePlace(Vertex Vertex, Vertex? Parent, int Depth);
