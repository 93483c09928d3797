namespace MySqlOps.Engine.Topology.Saved;

/// <summary>The content of a file.</summary>
internal sealed record SavedTopology
{
    /// <summary>What the file is.</summary>
    public required string Format { get; init; }

    /// <summary>The version of the format.</summary>
    public required int Version { get; init; }

    /// <summary>When the topology was written.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The nodes, depth first.</summary>
    public required IReadOnlyList<SavedNode> Nodes { get; init; }
}
