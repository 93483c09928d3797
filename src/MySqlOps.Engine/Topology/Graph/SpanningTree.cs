namespace MySqlOps.Engine.Topology.Graph;

/// <summary>Gives every server one place in a tree: under the source of its first channel. A ring begins at its writable member.</summary>
internal static class SpanningTree
{
    /// <summary>The places, depth first, those with the same source by name.</summary>
    public static IReadOnlyList<TreePlace> Of(IReadOnlyList<Vertex> vertices)
    {
        var parents = Parents(vertices);
        var children = vertices.ToLookup(vertex => parents[vertex]);
        var places = new List<TreePlace>();
        var open = new Stack<TreePlace>();
        Push(null, -1);
        while (open.TryPop(out var place))
        {
            places.Add(place);
            Push(place.Vertex, place.Depth);
        }

        return places;

        void Push(Vertex? parent, int depth)
        {
            foreach (var child in children[parent].OrderByDescending(static vertex => vertex.Server.Endpoint, EndpointOrder.Instance))
                open.Push(new TreePlace(child, parent, depth + 1));
        }
    }

    private static Dictionary<Vertex, Vertex?> Parents(IReadOnlyList<Vertex> vertices)
    {
        var parents = new Dictionary<Vertex, Vertex?>();
        foreach (var root in vertices.Where(static vertex => Above(vertex).Count == 0))
            parents[root] = null;
        while (parents.Count < vertices.Count)
        {
            var left = vertices.Where(vertex => !parents.ContainsKey(vertex)).ToList();
            var next = left.Find(vertex => parents.ContainsKey(Above(vertex)[0]))
                ?? left.Where(vertex => IsBegun(vertex, parents)).OrderBy(static vertex => vertex.Server.Endpoint, EndpointOrder.Instance).FirstOrDefault();

            // What is left hangs on a ring that nobody feeds: one of it must be the top.
            if (next is null)
                parents[Head(left)] = null;
            else
                parents[next] = Above(next).Find(parents.ContainsKey);
        }

        return parents;
    }

    /// <summary>True when the ring that a server belongs to gets its changes from one that has its place already.</summary>
    private static bool IsBegun(Vertex vertex, Dictionary<Vertex, Vertex?> parents) => vertex.IsInRing && Above(vertex).Exists(parents.ContainsKey);

    private static Vertex Head(List<Vertex> left) => left
        .Where(static vertex => vertex.IsInRing)
        .OrderBy(vertex => vertex.Ring.Sum(member => Above(member).Count(source => left.Contains(source) && !vertex.Ring.Contains(source))))
        .ThenBy(static vertex => vertex.Facts is not { IsReadOnly: false })
        .ThenByDescending(static vertex => vertex.Replicas.Count)
        .ThenBy(static vertex => vertex.Server.Endpoint, EndpointOrder.Instance)
        .FirstOrDefault() ?? left[0];

    /// <summary>What a server follows, the default channel first, a group's primary last, itself not.</summary>
    private static List<Vertex> Above(Vertex vertex) => [.. vertex.Sources.OrderBy(static edge => edge.IsGroup).Select(static edge => edge.Source).OfType<Vertex>().Where(source => source != vertex).Distinct()];
}
