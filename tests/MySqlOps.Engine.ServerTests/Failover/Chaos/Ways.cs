using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.ServerTests.Servers;
using static MySqlOps.Engine.ServerTests.Failover.Promotion.FailoverFixture;

namespace MySqlOps.Engine.ServerTests.Failover.Chaos;

/// <summary>The ways to the primary: the monitor's, and one of each replica. Each can be cut.</summary>
internal sealed class Ways : IAsyncDisposable
{
    private readonly MySqlServer _primary;
    private readonly List<TcpProxy> _theirs = [];

    private Ways(MySqlServer primary) => (_primary, Ours) = (primary, new TcpProxy(primary.Port));

    /// <summary>The monitor's way.</summary>
    public TcpProxy Ours { get; }

    /// <summary>The replicas' ways.</summary>
    public IReadOnlyList<TcpProxy> Theirs => _theirs;

    /// <summary>All ways.</summary>
    public IEnumerable<TcpProxy> All => _theirs.Prepend(Ours);

    /// <summary>The primary by the monitor's way.</summary>
    public MySqlServer Watched => _primary with { Port = Ours.Port };

    /// <summary>Has the replicas go to the primary by ways of their own from now on.</summary>
    public static async Task<Ways> LayAsync(MySqlServer primary, IEnumerable<MySqlServer> replicas)
    {
        var ways = new Ways(primary);
        foreach (var replica in replicas)
        {
            var way = new TcpProxy(primary.Port);
            ways._theirs.Add(way);
            await RunAsync(replica, "STOP REPLICA", string.Create(CultureInfo.InvariantCulture, $"CHANGE REPLICATION SOURCE TO SOURCE_PORT = {way.Port}"), "START REPLICA");
        }

        foreach (var replica in replicas)
            await AwaitAsync(replica, "SELECT SERVICE_STATE = 'ON' FROM performance_schema.replication_connection_status");
        return ways;
    }

    /// <summary>Lets everything pass again.</summary>
    public void Open()
    {
        foreach (var way in All)
            way.Open();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var way in All)
            await way.DisposeAsync();
    }
}
