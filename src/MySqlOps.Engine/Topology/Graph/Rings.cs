namespace MySqlOps.Engine.Topology.Graph;

/// <summary>Finds the rings: the sets of servers of which each follows, at some distance, each other.</summary>
internal static class Rings
{
    /// <summary>Sets <see cref="Vertex.Ring"/>.</summary>
    public static void Find(IReadOnlyList<Vertex> vertices)
    {
        var above = vertices.ToDictionary(static vertex => vertex, Above);
        foreach (var vertex in vertices)
            vertex.Ring = [vertex, .. above[vertex].Where(other => other != vertex && above[other].Contains(vertex))];
    }

    /// <summary>All that a server gets its changes from, at any distance. Members of a group are no ring, whoever is primary.</summary>
    private static HashSet<Vertex> Above(Vertex vertex)
    {
        var found = new HashSet<Vertex>();
        var open = new Queue<Vertex>([vertex]);
        while (open.TryDequeue(out var next))
        {
            foreach (var source in next.Sources.Where(static edge => !edge.IsGroup).Select(static edge => edge.Source).OfType<Vertex>())
            {
                if (found.Add(source))
                    open.Enqueue(source);
            }
        }

        return found;
    }
}
