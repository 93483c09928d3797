using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Topology.Facts;

namespace MySqlOps.Engine.Topology.Discovery;

/// <summary>
/// Goes from the named servers to all that they follow and all that follow them. Every server is asked as soon as somebody tells of it, so that nobody
/// waits for a slow or hung one; one that was asked is not asked again, so that rings end.
/// </summary>
internal sealed class TopologyExplorer(IMemberReader reader, AddressBook addresses, TopologyOptions options, IOperationObserver observer)
{
    private const string Activity = "Discovering the topology";

    private readonly List<Probe> _probes = [];
    private readonly Dictionary<string, Probe> _byUuid = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Probe> _byEndpoint = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Explores.</summary>
    /// <param name="named">The servers to begin with.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<TopologyMember>> ExploreAsync(IReadOnlyList<MySqlServer> named, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var places = new SemaphoreSlim(options.ThrottleLimit);
        var running = new List<Task<Probe>>();
        foreach (var server in named)
            Note(null, [server], 0);
        try
        {
            while (true)
            {
                foreach (var probe in _probes.Where(static probe => probe.IsWaiting))
                    running.Add(probe.RunAsync(place => AskAsync(place, places, stop.Token)));
                if (running.Count == 0)
                    return [.. _probes.Select(static probe => probe.ToMember())];
                var done = await Task.WhenAny(running).ConfigureAwait(false);
                running.Remove(done);
                Follow(await done.ConfigureAwait(false));
                observer.Progress(new OperationProgress { Activity = Activity, Status = $"{_probes.Count - running.Count} of {_probes.Count} servers asked" });
            }
        }
        finally
        {
            observer.Progress(new OperationProgress { Activity = Activity, Status = "Done", IsCompleted = true });
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Notes the neighbours that a server tells of.</summary>
    private void Follow(Probe probe)
    {
        if (probe.Facts is not { } facts)
            return;
        _byUuid.TryAdd(facts.ServerUuid, probe);
        if (probe.Distance >= (options.MaxDepth ?? int.MaxValue))
            return;
        var (teller, next) = (probe.ToMember().Server, probe.Distance + 1);
        foreach (var channel in facts.Channels ?? [])
            Note(channel.SourceUuid, addresses.Find(teller, channel), next);
        foreach (var replica in facts.Replicas)
            Note(replica.Uuid, addresses.Find(teller, replica), next);
        foreach (var member in facts.Group.Where(member => !member.Uuid.Equals(facts.ServerUuid, StringComparison.OrdinalIgnoreCase)))
            Note(member.Uuid, addresses.Find(teller, member), next);
    }

    private void Note(string? uuid, IReadOnlyList<MySqlServer> places, int distance)
    {
        if (places.Count == 0)
            return;
        var probe = (uuid is null ? null : _byUuid.GetValueOrDefault(uuid)) ?? Known(uuid, places[0]);
        if (probe is null)
        {
            probe = new Probe(uuid, distance);
            _probes.Add(probe);
        }

        // Other places are for one that did not answer; where it did, they are one more name of it.
        foreach (var place in places)
        {
            probe.Add(place);
            _byEndpoint.TryAdd(place.Endpoint, probe);
        }

        if (uuid is not null)
            _byUuid.TryAdd(uuid, probe);
    }

    /// <summary>The probe of the same endpoint, unless it looks for a server with another UUID.</summary>
    private Probe? Known(string? uuid, MySqlServer place) =>
        _byEndpoint.GetValueOrDefault(place.Endpoint) is { } probe && (uuid is null || probe.Uuid is null || uuid.Equals(probe.Uuid, StringComparison.OrdinalIgnoreCase)) ? probe : null;

    private async Task<MemberFacts> AskAsync(MySqlServer place, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            observer.Verbose($"Asking {place}.");
            var patient = place with { ConnectTimeout = Shorter(place.ConnectTimeout), CommandTimeout = place.CommandTimeout > TimeSpan.Zero ? Shorter(place.CommandTimeout) : options.Timeout };
            return await reader.ReadAsync(patient, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            places.Release();
        }
    }

    private TimeSpan Shorter(TimeSpan limit) => limit < options.Timeout ? limit : options.Timeout;
}
