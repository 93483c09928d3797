namespace MySqlOps.Engine.Topology.Facts;

/// <summary>Puts together what a source knows of each replica from two places.</summary>
internal static class ReplicaListings
{
    /// <summary>The registered replicas, each with the addresses from which its dump threads come, and the dump threads that nobody registered for.</summary>
    /// <param name="registered">SHOW REPLICAS.</param>
    /// <param name="dumps">The dump threads. A replica may have several: one that it lost stays until the source notices.</param>
    public static IReadOnlyList<ReplicaListing> Combine(IReadOnlyList<ReplicaListing> registered, IReadOnlyList<ReplicaListing> dumps)
    {
        var known = registered.Select(static replica => replica.Uuid).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var anonymous = dumps.Where(static dump => dump.Uuid is null).SelectMany(static dump => dump.Hosts).ToList();
        var result = registered.Select(replica =>
        {
            var own = dumps.Where(dump => dump.Uuid is { } uuid && uuid.Equals(replica.Uuid, StringComparison.OrdinalIgnoreCase)).SelectMany(static dump => dump.Hosts).ToList();

            // Without the UUIDs every address may be that of every replica: who answers there says who it is.
            return replica with { Hosts = [.. replica.Hosts.Concat(own.Count > 0 ? own : anonymous).Distinct(StringComparer.OrdinalIgnoreCase)] };
        }).ToList();
        var strangers = dumps
            .Where(dump => dump.Uuid is { } uuid ? !known.Contains(uuid) : registered.Count == 0)
            .DistinctBy(static dump => dump.Uuid ?? string.Concat(dump.Hosts), StringComparer.OrdinalIgnoreCase);
        return [.. result, .. strangers];
    }

    /// <summary>A peer of the process list, <c>host:port</c>, without the port, which is only that of the connection.</summary>
    public static string WithoutPort(string peer)
    {
        var colon = peer.LastIndexOf(':');
        return colon < 0 ? peer : peer[..colon].Trim('[', ']');
    }
}
