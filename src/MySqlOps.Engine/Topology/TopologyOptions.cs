namespace MySqlOps.Engine.Topology;

/// <summary>How a topology is discovered.</summary>
public sealed record TopologyOptions
{
    /// <summary>How many steps from the named servers are followed, up and down; null for all.</summary>
    public int? MaxDepth { get; init; }

    /// <summary>How long one server may take to connect, and again to answer; the others do not wait for it.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many servers are asked at once.</summary>
    public int ThrottleLimit { get; init; } = 128;

    /// <summary>A replica further behind than this, its delay not counted, is lagging.</summary>
    public TimeSpan MaxLag { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where servers are reached from here: host:port, host or server UUID as servers say it, and host:port or host in its place.</summary>
    public IReadOnlyDictionary<string, string> AddressMap { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
