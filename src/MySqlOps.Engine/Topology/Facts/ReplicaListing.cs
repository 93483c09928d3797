namespace MySqlOps.Engine.Topology.Facts;

/// <summary>A replica as its source knows it: registered with SHOW REPLICAS, or seen by its dump thread only.</summary>
internal sealed record ReplicaListing
{
    /// <summary>Its UUID; null for a dump thread that says none.</summary>
    public string? Uuid { get; init; }

    /// <summary>Its number; null for a dump thread.</summary>
    public long? ServerId { get; init; }

    /// <summary>Where it may be: its report_host, then the address from which its dump thread came. May be empty.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Its report_port, which is its own port unless somebody set another; null for a dump thread.</summary>
    public int? Port { get; init; }
}
