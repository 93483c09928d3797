using System.Globalization;

namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>What a picture says of servers and lines.</summary>
internal static class CardText
{
    private const string Separator = " · ";

    /// <summary>The picture's title.</summary>
    public static string Title(DrawnGraph graph)
    {
        var tops = graph.Nodes.Where((_, index) => graph.Parents[index] is null).Select(static node => node.Name).ToList();
        return tops.Count switch
        {
            0 => "Replication topology",
            <= 2 => $"Replication below {string.Join(" and ", tops)}",
            _ => string.Create(CultureInfo.InvariantCulture, $"Replication below {tops[0]} and {tops.Count - 1} others"),
        };
    }

    /// <summary>What the picture shows, in numbers.</summary>
    public static string Summary(DrawnGraph graph, string domain, DateTimeOffset time)
    {
        var states = graph.Nodes.GroupBy(static node => node.State).OrderBy(static group => group.Key).Select(static group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {NodeWords.Of(group.Key)}"));
        return string.Create(CultureInfo.InvariantCulture, $"{graph.Nodes.Count} {(graph.Nodes.Count == 1 ? "server" : "servers")} in {graph.Tiers} {(graph.Tiers == 1 ? "tier" : "tiers")}: {string.Join(", ", states)}{(domain.Length == 0 ? "" : $"{Separator}hosts *{domain}")}{Separator}{time.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
    }

    /// <summary>What a server is.</summary>
    public static string Facts(MySqlTopologyNode node) => Join(
        NodeWords.Of(node.Role),
        node.Version ?? "",
        node.IsReadOnly switch
        {
            null => "",
            true => "read-only",
            false => "read-write",
        });

    /// <summary>How a server is.</summary>
    public static string Health(MySqlTopologyNode node) => Join(
        node.ErrorId is { } error ? $"{NodeWords.Of(node.State)}: {error}" : node.State == TopologyState.Ok ? "" : NodeWords.Of(node.State),
        node.Links.Count > 0 || node.Replicas.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{node.Replicas.Count} {(node.Replicas.Count == 1 ? "replica" : "replicas")}"),
        node.Lag is null ? "" : $"lag {NodeWords.Of(node.Lag)}",
        NodeWords.Of(node.GtidState));

    /// <summary>What a server has beside; empty for most.</summary>
    public static string Extras(MySqlTopologyNode node) => Join(
        node.GroupState is { } group ? $"group {group.ToLowerInvariant()}" : "",
        node.Delay is null ? "" : $"delay {NodeWords.Of(node.Delay)}",
        node.SemiSync switch
        {
            null or SemiSyncSide.None => "",
            _ => "semi-sync",
        },
        node.Filters.Count == 0 ? "" : "filtered",
        node.Links.Count(static link => !link.IsGroup) is > 1 and var count ? string.Create(CultureInfo.InvariantCulture, $"{count} sources") : "");

    /// <summary>How a server is, and what it has beside.</summary>
    public static string Whole(MySqlTopologyNode node) => Join(Health(node), Extras(node));

    /// <summary>All of a server, a line each.</summary>
    public static string Tooltip(MySqlTopologyNode node)
    {
        var lines = new List<string> { node.Name, Facts(node), Health(node), Extras(node) };
        if (node.HostName is not null)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"host {node.HostName}, server_id {node.ServerId}, {node.ServerUuid}"));
        lines.AddRange(node.Links.Select(static link => $"follows {link}: {link.State.ToString().ToLowerInvariant()}"));
        lines.AddRange(node.Filters);
        lines.AddRange(node.Problems);
        return string.Join('\n', lines.Where(static line => line.Length > 0));
    }

    /// <summary>All of a line between two servers.</summary>
    public static string Tooltip(DrawnEdge edge, IReadOnlyList<MySqlTopologyNode> nodes)
    {
        var text = $"{nodes[edge.Replica].Name} follows {nodes[edge.Source].Name}";
        if (edge.Back.Count > 0)
            text += ", and the other way round";
        return edge.Label.Length == 0 ? text : $"{text}: {edge.Label}";
    }

    private static string Join(params string[] parts) => string.Join(Separator, parts.Where(static part => part.Length > 0));
}
