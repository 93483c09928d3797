using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Topology.Facts;

namespace MySqlOps.Engine.Topology.Discovery;

/// <summary>A server that is looked for: where it may be, and what became of asking there.</summary>
/// <param name="uuid">The UUID that it must have; null when any will do.</param>
/// <param name="distance">How many steps it is from the named servers.</param>
internal sealed class Probe(string? uuid, int distance)
{
    private readonly Queue<MySqlServer> _untried = new();
    private readonly List<MySqlServer> _tried = [];
    private MySqlServer? _answered;
    private MemberFacts? _facts;
    private MySqlOpsException? _error;

    /// <summary>The UUID that it must have, or that it said.</summary>
    public string? Uuid => _facts?.ServerUuid ?? uuid;

    /// <summary>How many steps it is from the named servers.</summary>
    public int Distance { get; } = distance;

    /// <summary>True while it is being asked.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>True when it did not answer yet and there is a place left to ask.</summary>
    public bool IsWaiting => !IsRunning && _facts is null && _untried.Count > 0;

    /// <summary>What it said; null when it did not.</summary>
    public MemberFacts? Facts => _facts;

    /// <summary>Adds a place where it may be.</summary>
    public void Add(MySqlServer place)
    {
        if (!_tried.Concat(_untried).Any(known => known.Endpoint.Equals(place.Endpoint, StringComparison.OrdinalIgnoreCase)))
            _untried.Enqueue(place);
    }

    /// <summary>Asks at one place after another until it answers.</summary>
    /// <param name="ask">Asks at one place.</param>
    /// <returns>This probe.</returns>
    public async Task<Probe> RunAsync(Func<MySqlServer, Task<MemberFacts>> ask)
    {
        IsRunning = true;
        while (_facts is null && _untried.TryDequeue(out var place))
        {
            _tried.Add(place);
            try
            {
                var facts = await ask(place).ConfigureAwait(false);
                if (uuid is null || uuid.Equals(facts.ServerUuid, StringComparison.OrdinalIgnoreCase))
                    (_facts, _answered) = (facts, place);
                else
                    _error ??= new MySqlOpsException(ErrorId.TopologyAddressMismatch, $"At {place.Endpoint} another server answers, with UUID {facts.ServerUuid} and not {uuid}. Say by -AddressMap where it is reached from here.", place);
            }
            catch (MySqlOpsException e)
            {
                _error ??= e;
            }
        }

        IsRunning = false;
        return this;
    }

    /// <summary>What became of it.</summary>
    public TopologyMember ToMember() => new()
    {
        Server = _answered ?? _tried[0],
        ServerUuid = Uuid,
        Endpoints = [.. _tried.Concat(_untried).Select(static place => place.Endpoint)],
        Facts = _facts,
        Error = _facts is null ? _error : null,
        IsNamed = Distance == 0,
    };
}
