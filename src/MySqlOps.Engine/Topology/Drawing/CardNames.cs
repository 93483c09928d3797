using System.Globalization;
using System.Net;

namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>The names on the cards: without the domain that all hosts share, which would leave no room for what tells them apart.</summary>
internal sealed class CardNames
{
    private readonly IReadOnlyList<string> _names;

    /// <summary>Finds the names.</summary>
    public CardNames(IReadOnlyList<MySqlTopologyNode> nodes)
    {
        var domains = nodes.Select(static node => DomainOf(node.Server.Host)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        Domain = nodes.Count > 1 && domains.Count == 1 ? domains[0] : "";
        _names = [.. nodes.Select(node => node.Server.Socket ?? (Domain.Length == 0 ? node.Name : string.Create(CultureInfo.InvariantCulture, $"{node.Server.Host[..^Domain.Length]}:{node.Server.Port}")))];
    }

    /// <summary>The domain that is left out, with its dot; empty for none.</summary>
    public string Domain { get; }

    /// <summary>The name of a node, by its place in the list.</summary>
    public string this[int index] => _names[index];

    private static string DomainOf(string host)
    {
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        return dot <= 0 || IPAddress.TryParse(host, out _) ? "" : host[dot..];
    }
}
