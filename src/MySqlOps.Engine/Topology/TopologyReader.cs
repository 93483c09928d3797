using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Topology.Discovery;
using MySqlOps.Engine.Topology.Facts;
using MySqlOps.Engine.Topology.Graph;

namespace MySqlOps.Engine.Topology;

/// <summary>Discovers a topology from any of its members. Nothing is written on any server.</summary>
public sealed class TopologyReader
{
    private readonly IMemberReader _reader;
    private readonly TopologyOptions _options;
    private readonly IOperationObserver _observer;

    /// <summary>A reader.</summary>
    /// <param name="options">How to discover.</param>
    /// <param name="observer">Hears how far it is.</param>
    public TopologyReader(TopologyOptions options, IOperationObserver observer)
        : this(new MemberReader(), options, observer)
    {
    }

    /// <summary>A reader that asks servers by another way.</summary>
    internal TopologyReader(IMemberReader reader, TopologyOptions options, IOperationObserver observer)
    {
        _reader = reader;
        _options = options;
        _observer = observer;
    }

    /// <summary>Discovers.</summary>
    /// <param name="servers">Members to begin with, of one topology or of several.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The nodes, depth first. What could not be asked is a node with the reason.</returns>
    /// <exception cref="MySqlOpsException">AddressInvalid: the address map can't be read.</exception>
    public async Task<IReadOnlyList<MySqlTopologyNode>> ReadAsync(IReadOnlyList<MySqlServer> servers, CancellationToken cancellationToken)
    {
        var addresses = new AddressBook(_options.AddressMap);
        var members = await new TopologyExplorer(_reader, addresses, _options, _observer).ExploreAsync(servers, cancellationToken).ConfigureAwait(false);
        var assembler = new TopologyAssembler(addresses, _options.MaxLag);
        var nodes = assembler.Assemble(members);

        // A busy source looks behind its replica when it was asked before it. Asked once more, it is not.
        var suspects = nodes.Where(static node => node.GtidState == GtidState.Diverged).SelectMany(static node => node.Links).Select(static link => link.SourceUuid).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return suspects.Count == 0 ? nodes : assembler.Assemble(await AskAgainAsync(members, suspects, cancellationToken).ConfigureAwait(false));
    }

    private async Task<IReadOnlyList<TopologyMember>> AskAgainAsync(IReadOnlyList<TopologyMember> members, HashSet<string?> uuids, CancellationToken cancellationToken)
    {
        var later = new List<TopologyMember>();
        var outcomes = Fleet.RunAsync(members, _options.ThrottleLimit, (member, token) => uuids.Contains(member.Facts?.ServerUuid) ? AskAgainAsync(member, token) : Task.FromResult(member), cancellationToken);
        await foreach (var outcome in outcomes.ConfigureAwait(false))
            later.Add(outcome.Value ?? outcome.Input);
        return later;
    }

    private async Task<TopologyMember> AskAgainAsync(TopologyMember member, CancellationToken cancellationToken)
    {
        var facts = await _reader.ReadAsync(member.Server with { ConnectTimeout = _options.Timeout, CommandTimeout = _options.Timeout }, cancellationToken).ConfigureAwait(false);
        return member with { Facts = member.Facts! with { LaterGtidExecuted = facts.GtidExecuted } };
    }
}
