using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Topology;
using MySqlOps.Engine.Topology.Discovery;
using MySqlOps.Engine.Topology.Facts;
using MySqlOps.Engine.Topology.Graph;

namespace MySqlOps.Engine.Tests.Topology;

/// <summary>Servers that are only facts: db1, db2 and so on, each of which says what the test gives it to say.</summary>
internal sealed class TopologyScene : IMemberReader
{
    private readonly Dictionary<string, MemberFacts> _facts = [];
    private readonly Dictionary<string, ErrorId> _errors = [];
    private readonly List<string> _asked = [];

    /// <summary>Where was asked, in order.</summary>
    public IReadOnlyList<string> Asked => _asked;

    /// <summary>The server of a name, as a user would give it.</summary>
    public static MySqlServer At(string name) => new() { Host = name, User = "root" };

    /// <summary>The UUID of a server of the scene.</summary>
    public static string Uuid(string name) => $"00000000-0000-0000-0000-{int.Parse(name[2..], CultureInfo.InvariantCulture):d12}";

    /// <summary>A set of transactions of a server: 1 to a number.</summary>
    public static string Gtids(string name, int last) => $"{Uuid(name)}:1-{last}";

    /// <summary>Adds servers; the first is writable.</summary>
    public TopologyScene Add(params string[] names)
    {
        foreach (var name in names)
        {
            _facts[name] = new MemberFacts
            {
                ServerUuid = Uuid(name),
                ServerId = int.Parse(name[2..], CultureInfo.InvariantCulture),
                HostName = name,
                Port = 3306,
                Version = Version("9.7.4"),
                IsReadOnly = _facts.Count > 0,
                GtidMode = "ON",
                GtidExecuted = Gtids("db1", 9),
            };
        }

        return this;
    }

    /// <summary>Makes a server follow another.</summary>
    public TopologyScene Follow(string replica, string source, string channel = "", Func<ChannelFacts, ChannelFacts>? change = null)
    {
        var facts = new ChannelFacts { Name = channel, Host = source, Port = 3306, SourceUuid = Uuid(source), State = LinkState.Running, Lag = TimeSpan.Zero, IsAutoPosition = true };
        Change(replica, known => known with { Channels = [.. known.Channels!, change is null ? facts : change(facts)] });
        return Register(replica, source);
    }

    /// <summary>Lists a replica at its source only.</summary>
    public TopologyScene Register(string replica, string source)
    {
        if (_facts.TryGetValue(source, out var known))
            _facts[source] = known with { Replicas = [.. known.Replicas, new ReplicaListing { Uuid = Uuid(replica), Hosts = [replica], Port = 3306 }] };
        return this;
    }

    /// <summary>Changes what a server says.</summary>
    public TopologyScene Change(string name, Func<MemberFacts, MemberFacts> change)
    {
        _facts[name] = change(_facts[name]);
        return this;
    }

    /// <summary>Lets a server answer with an error.</summary>
    public TopologyScene Fail(string name, ErrorId id)
    {
        _errors[name] = id;
        return this;
    }

    /// <summary>A version.</summary>
    public static ServerVersion Version(string text) => ServerVersion.TryParse(text, "", out var version) ? version : throw new ArgumentException(text, nameof(text));

    /// <summary>The nodes, as discovered from a server.</summary>
    public Task<IReadOnlyList<MySqlTopologyNode>> ReadAsync(string from = "db1", TopologyOptions? options = null) =>
        new TopologyReader(this, options ?? new TopologyOptions(), SilentObserver.Instance).ReadAsync([At(from)], CancellationToken.None);

    /// <summary>The nodes of all servers of the scene, without any discovery.</summary>
    public IReadOnlyList<MySqlTopologyNode> Assemble() =>
        new TopologyAssembler(new AddressBook(new TopologyOptions().AddressMap), TimeSpan.FromSeconds(30)).Assemble([.. _facts.Keys.Select(Member)]);

    /// <summary>What became of asking a server.</summary>
    public TopologyMember Member(string name)
    {
        var hasFailed = _errors.TryGetValue(name, out var id);
        return new TopologyMember
        {
            Server = At(name),
            ServerUuid = Uuid(name),
            Endpoints = [At(name).Endpoint],
            Facts = hasFailed ? null : _facts[name],
            Error = hasFailed ? new MySqlOpsException(id, $"{name} says {id}.") : null,
        };
    }

    Task<MemberFacts> IMemberReader.ReadAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        _asked.Add(server.Host);
        if (_errors.TryGetValue(server.Host, out var id))
            throw new MySqlOpsException(id, $"{server.Host} says {id}.", server);
        return _facts.TryGetValue(server.Host, out var facts)
            ? Task.FromResult(facts)
            : throw new MySqlOpsException(ErrorId.ConnectUnknownHost, $"There is no {server.Host}.", server);
    }
}
