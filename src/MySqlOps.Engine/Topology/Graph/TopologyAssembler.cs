using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Topology.Discovery;
using MySqlOps.Engine.Topology.Facts;

namespace MySqlOps.Engine.Topology.Graph;

/// <summary>Makes the graph of what the servers said, and the nodes of the graph. It asks nobody.</summary>
/// <param name="addresses">Where servers are reached from here: the same book that found them.</param>
/// <param name="maxLag">A replica further behind is lagging.</param>
internal sealed class TopologyAssembler(AddressBook addresses, TimeSpan maxLag)
{
    /// <summary>The nodes, depth first.</summary>
    public IReadOnlyList<MySqlTopologyNode> Assemble(IReadOnlyList<TopologyMember> members)
    {
        var vertices = VertexMerger.Merge(members);
        foreach (var vertex in vertices)
            ConnectSources(vertex, vertices);
        foreach (var vertex in vertices)
            ConnectReplicas(vertex, vertices);
        foreach (var vertex in vertices)
            ConnectGroup(vertex, vertices);
        Rings.Find(vertices);
        var judge = new NodeJudge(vertices, maxLag);
        return [.. SpanningTree.Of(vertices).Select(place => judge.Judge(place))];
    }

    private void ConnectSources(Vertex replica, IReadOnlyList<Vertex> vertices)
    {
        foreach (var channel in (replica.Facts?.Channels ?? []).OrderBy(static channel => channel.Name, StringComparer.Ordinal))
            Connect(replica, Find(vertices, channel.SourceUuid, addresses.Find(replica.Server, channel)), channel, isGroup: false);
    }

    /// <summary>A replica that could not be asked, or whose channels may not be seen: then its source's word counts.</summary>
    private void ConnectReplicas(Vertex source, IReadOnlyList<Vertex> vertices)
    {
        foreach (var listing in source.Facts?.Replicas ?? [])
        {
            var replica = Find(vertices, listing.Uuid, addresses.Find(source.Server, listing));
            if (replica is not null && replica != source && replica.Facts?.Channels is null && !replica.Sources.Exists(edge => edge.Source == source))
                Connect(replica, source, null, isGroup: false);
        }
    }

    private void ConnectGroup(Vertex vertex, IReadOnlyList<Vertex> vertices)
    {
        if (vertex.Facts?.Group.FirstOrDefault(static member => member.IsPrimary) is not { } primary)
            return;
        var source = Find(vertices, primary.Uuid, addresses.Find(vertex.Server, primary));
        foreach (var member in vertex.Facts.Group.Where(static member => !member.IsPrimary))
        {
            var secondary = Find(vertices, member.Uuid, addresses.Find(vertex.Server, member));
            if (secondary is not null && source is not null && secondary != source && !secondary.Sources.Exists(edge => edge.IsGroup))
                Connect(secondary, source, null, isGroup: true);
        }
    }

    private static void Connect(Vertex replica, Vertex? source, ChannelFacts? channel, bool isGroup)
    {
        var edge = new Edge(replica, source, channel, isGroup);
        replica.Sources.Add(edge);
        source?.Replicas.Add(edge);
    }

    /// <summary>The vertex that is meant: with its UUID, and of several with one UUID the one at that address.</summary>
    private static Vertex? Find(IReadOnlyList<Vertex> vertices, string? uuid, IReadOnlyList<MySqlServer> places)
    {
        var endpoints = places.Select(static place => place.Endpoint).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var same = uuid is null ? [] : vertices.Where(vertex => uuid.Equals(vertex.Uuid, StringComparison.OrdinalIgnoreCase)).ToList();
        return same.Count switch
        {
            0 => vertices.FirstOrDefault(vertex => (uuid is null || vertex.Uuid is null) && vertex.Endpoints.Any(endpoints.Contains)),
            1 => same[0],
            _ => same.Find(vertex => vertex.Endpoints.Any(endpoints.Contains)) ?? same[0],
        };
    }
}
