using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Promotion;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>Whom a monitor watches. A server that follows nobody has no vote: it must not keep the others from a majority.</summary>
/// <param name="Primary">The primary.</param>
/// <param name="Replicas">Those who follow it, and have a vote in the lease.</param>
/// <param name="Away">Those that are to come back: an old primary, a replica that could not follow the new one.</param>
internal sealed record MonitorTopology(MySqlServer Primary, IReadOnlyList<MySqlServer> Replicas, IReadOnlyList<MySqlServer> Away)
{
    /// <summary>All of them, the primary first.</summary>
    public IEnumerable<MySqlServer> All => [Primary, .. Replicas, .. Away];

    /// <summary>Of whom a majority makes the lease: the replicas; the primary where it is alone, so that those who are away can be brought back.</summary>
    public IReadOnlyList<MySqlServer> Voters => Replicas.Count > 0 ? Replicas : [Primary];

    /// <summary>The server of an endpoint; null for none.</summary>
    public MySqlServer? Find(string endpoint) => All.FirstOrDefault(server => server.Endpoint.Equals(endpoint, StringComparison.OrdinalIgnoreCase));

    /// <summary>As it is after a failover.</summary>
    public MonitorTopology After(MySqlFailover outcome)
    {
        if (outcome.NewPrimary is not { } primary)
            return this;
        var isBack = outcome.OldPrimaryAction is OldPrimaryAction.Rejoin or OldPrimaryAction.Leave;
        var detached = outcome.Detached.Select(static one => one.Server.Endpoint).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!isBack)
            detached.Add(outcome.OldPrimary.Endpoint);
        var away = Away.Select(static server => server.Endpoint).Concat(detached).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (isBack)
            away.Remove(outcome.OldPrimary.Endpoint);
        return Arrange(primary, away);
    }

    /// <summary>As it is when another server is the primary.</summary>
    /// <param name="primary">That server.</param>
    /// <param name="followers">The endpoints of those who follow it.</param>
    public MonitorTopology MovedTo(MySqlServer primary, IReadOnlyCollection<string> followers) =>
        Arrange(primary, [.. All.Select(static server => server.Endpoint).Except(followers, StringComparer.OrdinalIgnoreCase)]);

    /// <summary>As it is when a server has come back.</summary>
    public MonitorTopology Rejoined(MySqlServer server) => this with
    {
        Replicas = [.. Replicas, server],
        Away = [.. Away.Where(other => other.Endpoint != server.Endpoint)],
    };

    private MonitorTopology Arrange(MySqlServer primary, HashSet<string> away)
    {
        var others = All.Append(primary).DistinctBy(static server => server.Endpoint, StringComparer.OrdinalIgnoreCase).Where(server => !server.Endpoint.Equals(primary.Endpoint, StringComparison.OrdinalIgnoreCase)).ToArray();
        return new MonitorTopology(primary, [.. others.Where(server => !away.Contains(server.Endpoint))], [.. others.Where(server => away.Contains(server.Endpoint))]);
    }
}
