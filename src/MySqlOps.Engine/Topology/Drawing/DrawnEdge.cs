namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>A line of a drawing, from a source to a replica.</summary>
internal sealed record DrawnEdge
{
    /// <summary>The source's place in the list of nodes.</summary>
    public required int Source { get; init; }

    /// <summary>The replica's place in the list of nodes.</summary>
    public required int Replica { get; init; }

    /// <summary>The channels; empty when nobody told of one.</summary>
    public required IReadOnlyList<TopologyLink> Links { get; init; }

    /// <summary>True for the line of the tree, by which the replica got its place.</summary>
    public required bool IsTree { get; init; }

    /// <summary>The channels of the other direction, when the source follows its replica in turn; empty otherwise.</summary>
    public IReadOnlyList<TopologyLink> Back { get; init; } = [];

    /// <summary>What its worst channel does.</summary>
    public LinkState State => Links.Concat(Back).Select(static link => link.State).DefaultIfEmpty(LinkState.Unknown).Max();

    /// <summary>What is worth saying beside the line: the channel, the lag from one second on, the delay. Empty for a plain line.</summary>
    public string Label => string.Join(" | ", Links.Concat(Back).Select(Describe).Where(static text => text.Length > 0));

    private static string Describe(TopologyLink link)
    {
        string[] parts =
        [
            link.IsGroup ? "group" : link.Channel,
            link.Lag >= TimeSpan.FromSeconds(1) ? $"lag {NodeWords.Of(link.Lag)}" : "",
            link.Delay is null ? "" : $"delay {NodeWords.Of(link.Delay)}",
            link.State is LinkState.Running or LinkState.Unknown ? "" : link.State.ToString().ToLowerInvariant(),
        ];
        return string.Join(", ", parts.Where(static part => part.Length > 0));
    }
}
