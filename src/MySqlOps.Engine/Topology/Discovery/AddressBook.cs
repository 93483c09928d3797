using System.Globalization;
using System.Net;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Connect.Addresses;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Topology.Facts;

namespace MySqlOps.Engine.Topology.Discovery;

/// <summary>Finds out where a server is reached from here, of which another server told from its own point of view.</summary>
internal sealed class AddressBook
{
    private readonly Dictionary<string, AddressEndpoint> _map = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a map.</summary>
    /// <param name="map">host:port, host or server UUID as servers say it, and host:port or host in its place.</param>
    /// <exception cref="MySqlOpsException">AddressInvalid.</exception>
    public AddressBook(IReadOnlyDictionary<string, string> map)
    {
        foreach (var (key, value) in map)
        {
            var endpoint = AddressEndpoint.Parse(value, problem => new MySqlOpsException(ErrorId.AddressInvalid, $"The address '{value}' in the address map can't be read: {problem}. Write it as host:port or host.", value));
            _map[key] = endpoint.Host is null
                ? throw new MySqlOpsException(ErrorId.AddressInvalid, $"The address '{value}' in the address map names no host. Write it as host:port or host.", value)
                : endpoint;
        }
    }

    /// <summary>Where a server of which another one told may be reached, the best place first, with the account and settings of the one that told.</summary>
    /// <param name="teller">The server that told.</param>
    /// <param name="uuid">The server's UUID; null when it is not known.</param>
    /// <param name="hosts">Its hosts, as they are called there.</param>
    /// <param name="port">Its port; null for the same as the teller's.</param>
    public IReadOnlyList<MySqlServer> Find(MySqlServer teller, string? uuid, IEnumerable<string> hosts, int? port)
    {
        var number = port ?? teller.Port;
        if (uuid is not null && _map.TryGetValue(uuid, out var place))
            return [At(teller, place.Host!, place.Port ?? number)];
        return [.. hosts.Select(host => Translate(teller, host, number)).DistinctBy(static server => server.Endpoint, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Where the source of a channel may be reached.</summary>
    public IReadOnlyList<MySqlServer> Find(MySqlServer teller, ChannelFacts channel) => Find(teller, channel.SourceUuid, [channel.Host], channel.Port);

    /// <summary>Where a replica may be reached.</summary>
    public IReadOnlyList<MySqlServer> Find(MySqlServer teller, ReplicaListing replica) => Find(teller, replica.Uuid, replica.Hosts, replica.Port);

    /// <summary>Where a member of a group may be reached.</summary>
    public IReadOnlyList<MySqlServer> Find(MySqlServer teller, GroupMember member) => Find(teller, member.Uuid, [member.Host], member.Port);

    private MySqlServer Translate(MySqlServer teller, string host, int port)
    {
        if (Look(host, port) is { } place)
            return At(teller, place.Host!, place.Port ?? port);
        if (!IsLoopback(host))
            return At(teller, host, port);

        // Loopback over there is the machine of the one that says so.
        place = Look(teller.Host, port);
        return At(teller, place?.Host ?? teller.Host, place?.Port ?? port);
    }

    private AddressEndpoint? Look(string host, int port) => _map.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"{host}:{port}")) ?? _map.GetValueOrDefault(host);

    private static MySqlServer At(MySqlServer teller, string host, int port) => teller with { Host = host, Port = port, Socket = null, Source = null };

    private static bool IsLoopback(string host) =>
        host.Equals(AddressEndpoint.LocalHost, StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
