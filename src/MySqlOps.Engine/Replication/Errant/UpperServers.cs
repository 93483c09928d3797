using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>Who stands above whom: found by walking the channels up, and asked by UUID.</summary>
internal sealed class UpperServers(ErrantOptions options)
{
    private readonly Dictionary<string, GtidState> _byUuid = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _uuidByAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, MySqlOpsException> _failures = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All that stand above any other, each once.</summary>
    public IReadOnlyList<GtidState> All(IEnumerable<GtidState> servers) =>
        [.. servers.SelectMany(Above).DistinctBy(static state => state.Uuid, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Walks up from servers whose state is known.</summary>
    public async Task WalkAsync(IReadOnlyList<GtidState> servers, CancellationToken cancellationToken)
    {
        foreach (var server in servers)
            _byUuid[server.Uuid] = server;
        var tier = servers;
        while (tier.Count > 0)
            tier = await ReadSourcesAsync(tier, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The servers above one, the nearest first; itself too when it stands in a ring.</summary>
    public IReadOnlyList<GtidState> Above(GtidState server)
    {
        var above = new List<GtidState>();
        var open = new Queue<GtidState>(Sources(server));
        while (open.TryDequeue(out var next))
        {
            if (above.Exists(known => known.Uuid == next.Uuid))
                continue;
            above.Add(next);
            foreach (var source in Sources(next))
                open.Enqueue(source);
        }

        return above;
    }

    /// <summary>Why not all servers above one are known; null when they are.</summary>
    public MySqlOpsException? FailureAbove(GtidState server) =>
        Above(server).Prepend(server).SelectMany(static state => state.Channels).Select(channel => _failures.GetValueOrDefault(Address(channel))).FirstOrDefault(static failure => failure is not null);

    private static string Address(SourceChannel channel) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{channel.Host}:{channel.Port}");

    private IEnumerable<GtidState> Sources(GtidState server) => server.Channels.Select(Find).OfType<GtidState>();

    private GtidState? Find(SourceChannel channel) =>
        _byUuid.GetValueOrDefault(channel.Uuid) ?? (_uuidByAddress.TryGetValue(Address(channel), out var uuid) ? _byUuid.GetValueOrDefault(uuid) : null);

    /// <summary>A source is asked with its replica's account, at the address that the replica has of it.</summary>
    private async Task<IReadOnlyList<GtidState>> ReadSourcesAsync(IReadOnlyList<GtidState> tier, CancellationToken cancellationToken)
    {
        var wanted = tier
            .SelectMany(static state => state.Channels, static (state, channel) => (Replica: state.Server, Channel: channel))
            .Where(one => Find(one.Channel) is null && !_failures.ContainsKey(Address(one.Channel)))
            .DistinctBy(one => Address(one.Channel), StringComparer.OrdinalIgnoreCase)
            .ToList();
        var found = new List<GtidState>();
        var outcomes = Fleet.RunAsync(
            wanted,
            options.ThreadCount,
            static (one, token) => GtidStateReader.ReadAsync(one.Replica with { Host = one.Channel.Host, Port = one.Channel.Port, Socket = null }, needsChannels: true, token),
            cancellationToken);
        await foreach (var outcome in outcomes.ConfigureAwait(false))
        {
            var address = Address(outcome.Input.Channel);
            if (outcome.Value is not { } state)
            {
                _failures[address] = outcome.Error!;
                continue;
            }

            _uuidByAddress[address] = state.Uuid;
            if (_byUuid.TryAdd(state.Uuid, state))
                found.Add(state);
        }

        return found;
    }
}
