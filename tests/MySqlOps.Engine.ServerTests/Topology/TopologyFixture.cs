using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;
using MySqlOps.Engine.Topology;

namespace MySqlOps.Engine.ServerTests.Topology;

/// <summary>Six servers with one account that all of them know. Each test wires them anew.</summary>
public sealed class TopologyFixture : IAsyncLifetime
{
    private const string Password = "Topo_1logy";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TestSandboxes _sandboxes = new();

    /// <summary>The servers' sandboxes.</summary>
    public IReadOnlyList<MySqlSandbox> Boxes { get; private set; } = [];

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        // The table that is found later must not depend on who wrote first: every server begins empty, and its accounts are its own.
        Boxes = await _sandboxes.CreateAsync(6, "innodb_buffer_pool_size=16M", "replica_net_timeout=4");
        foreach (var box in Boxes)
        {
            await ClientProgram.QueryAsync(box, $"SET sql_log_bin = 0; CREATE USER topo@'127.0.0.1' IDENTIFIED BY '{Password}'; GRANT ALL ON *.* TO topo@'127.0.0.1';");
            await ClientProgram.QueryAsync(box, "RESET BINARY LOGS AND GTIDS");
        }
    }

    /// <inheritdoc />
    public async Task DisposeAsync() => await _sandboxes.DisposeAsync();

    /// <summary>A server for the account that all know.</summary>
    public MySqlServer Server(int index) => Boxes[index].Server with { User = "topo", Password = new Secret(Password), Socket = null, Host = "127.0.0.1", Port = Boxes[index].Port };

    /// <summary>The endpoint of a server.</summary>
    public string Name(int index) => Server(index).Endpoint;

    /// <summary>Takes all wires away: no channel, no transaction, everybody writable.</summary>
    public async Task ClearAsync()
    {
        foreach (var box in Boxes)
            await ClientProgram.QueryAsync(box, "STOP REPLICA; RESET REPLICA ALL; SET GLOBAL super_read_only = OFF; SET GLOBAL read_only = OFF; ALTER USER topo@'127.0.0.1' ACCOUNT UNLOCK; DROP DATABASE IF EXISTS topo; RESET BINARY LOGS AND GTIDS;");
    }

    /// <summary>Makes a server follow another, read-only, and waits until it does.</summary>
    public async Task FollowAsync(int replica, int source, string channel = "", int delay = 0, bool isReadOnly = true)
    {
        var name = $"FOR CHANNEL '{channel}'";
        await ClientProgram.QueryAsync(Boxes[replica], string.Create(CultureInfo.InvariantCulture, $"CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = {Boxes[source].Port}, SOURCE_USER = 'topo', SOURCE_PASSWORD = '{Password}', SOURCE_AUTO_POSITION = 1, SOURCE_CONNECT_RETRY = 1, SOURCE_DELAY = {delay}, GET_SOURCE_PUBLIC_KEY = 1 {name}; START REPLICA {name}; SET GLOBAL super_read_only = {(isReadOnly ? "ON" : "OFF")};"));
        await WaitAsync(async () => await ClientProgram.QueryAsync(Boxes[replica], $"SELECT SERVICE_STATE FROM performance_schema.replication_connection_status WHERE CHANNEL_NAME = '{channel}'") == "ON", "The replica does not connect.");
    }

    /// <summary>Waits for a state.</summary>
    public static async Task WaitAsync(Func<Task<bool>> isSo, string otherwise)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await isSo())
        {
            Assert.False(limit.IsCancellationRequested, otherwise);
            await Task.Delay(50, CancellationToken.None);
        }
    }

    /// <summary>Discovers.</summary>
    public Task<IReadOnlyList<MySqlTopologyNode>> ReadAsync(int from, TopologyOptions? options = null) =>
        new TopologyReader(options ?? new TopologyOptions(), SilentObserver.Instance).ReadAsync([Server(from)], CancellationToken.None);

    /// <summary>Depth, number and role of each node.</summary>
    public IReadOnlyList<string> Say(IEnumerable<MySqlTopologyNode> nodes) => [.. nodes.Select(node => $"{node.Depth} {Number(node)} {node.Role}")];

    private int Number(MySqlTopologyNode node) => Enumerable.Range(0, Boxes.Count).First(index => Name(index) == node.Name);
}
