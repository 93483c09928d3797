namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>Nodes as a tree with the lines that the tree lacks. What leads to a server that is not among the nodes is left out.</summary>
internal sealed class DrawnGraph
{
    /// <summary>Reads the nodes.</summary>
    /// <param name="nodes">The nodes, depth first.</param>
    public DrawnGraph(IReadOnlyList<MySqlTopologyNode> nodes)
    {
        Nodes = nodes;
        var parents = new int?[nodes.Count];
        for (var i = 0; i < nodes.Count; i++)
            parents[i] = Enumerable.Range(0, i).Reverse().Where(j => nodes[j].Depth < nodes[i].Depth).Select(static j => (int?)j).FirstOrDefault();

        // Of a selection the node before may be no source of this one.
        for (var i = 0; i < nodes.Count; i++)
        {
            if (parents[i] is { } parent && nodes[i].Source != nodes[parent].Name)
                parents[i] = null;
        }

        Parents = parents;
        Children = [.. Enumerable.Range(0, nodes.Count).Select(i => (IReadOnlyList<int>)[.. Enumerable.Range(0, nodes.Count).Where(j => parents[j] == i)])];
        Edges = [.. FindEdges()];
    }

    /// <summary>The nodes.</summary>
    public IReadOnlyList<MySqlTopologyNode> Nodes { get; }

    /// <summary>Under which node each stands; null for those at the top.</summary>
    public IReadOnlyList<int?> Parents { get; }

    /// <summary>The nodes under each.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Children { get; }

    /// <summary>All lines, one between two servers.</summary>
    public IReadOnlyList<DrawnEdge> Edges { get; }

    /// <summary>How many nodes stand one above another at most.</summary>
    public int Tiers => Nodes.Count == 0 ? 0 : Enumerable.Range(0, Nodes.Count).Max(DepthOf) + 1;

    private int DepthOf(int node) => Parents[node] is { } parent ? DepthOf(parent) + 1 : 0;

    private IEnumerable<DrawnEdge> FindEdges()
    {
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Nodes.Count; i++)
            names.TryAdd(Nodes[i].Name, i);
        var links = Enumerable.Range(0, Nodes.Count)
            .SelectMany(replica => Nodes[replica].Links.Select(link => (Replica: replica, Source: names.GetValueOrDefault(link.Source, -1), Link: link)))
            .Where(static link => link.Source >= 0 && link.Source != link.Replica)
            .ToLookup(static link => (link.Source, link.Replica), static link => link.Link);
        var drawn = new HashSet<(int, int)>();
        for (var replica = 0; replica < Nodes.Count; replica++)
        {
            if (Parents[replica] is not { } parent)
                continue;
            drawn.Add((parent, replica));
            drawn.Add((replica, parent));
            yield return new DrawnEdge { Source = parent, Replica = replica, Links = [.. links[(parent, replica)]], Back = [.. links[(replica, parent)]], IsTree = true };
        }

        foreach (var pair in links)
        {
            var (source, replica) = pair.Key;
            if (!drawn.Add((source, replica)))
                continue;
            drawn.Add((replica, source));
            yield return new DrawnEdge { Source = source, Replica = replica, Links = [.. pair], Back = [.. links[(replica, source)]], IsTree = false };
        }
    }
}
