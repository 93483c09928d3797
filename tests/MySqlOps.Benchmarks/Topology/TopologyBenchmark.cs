using System.Diagnostics;
using System.Globalization;
using MySqlOps.Benchmarks.Dump;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.Topology;

namespace MySqlOps.Benchmarks.Topology;

/// <summary>Sixty servers in three tiers, each as far away as another continent, discovered from one of them.</summary>
internal sealed class TopologyBenchmark : IBenchmark
{
    private const int Count = 60;
    private const int Relays = 5;
    private const int Tiers = 3;
    private const int BasePort = 24100;
    private const string Password = "Bench_1mark";

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc />
    public string Name => "topology";

    /// <inheritdoc />
    public string Title => "The topology of 60 servers";

    /// <inheritdoc />
    public async Task<BenchmarkReport> RunAsync(Workbench workbench, CancellationToken cancellationToken)
    {
        var boxes = new List<MySqlSandbox>();
        var ports = new List<SlowPort>();
        try
        {
            await CreateAsync(Path.Combine(workbench.Folder, "t"), boxes, cancellationToken);
            await WireAsync(boxes, cancellationToken);
            ports.AddRange(boxes.Select(static box => new SlowPort(box.Port, Latency)));
            var map = boxes.Zip(ports).ToDictionary(static pair => Address(pair.First.Port), static pair => Address(pair.Second.Port), StringComparer.Ordinal);
            var server = boxes[0].Server with { Host = "127.0.0.1", Port = ports[0].Port, Socket = null, User = "bench", Password = new Secret(Password) };
            var options = new TopologyOptions { AddressMap = map, Timeout = TimeSpan.FromSeconds(30) };
            var whole = Contender.Timed($"all {Count} servers", token => ReadAsync(server, options, Count, token));
            var one = Contender.Timed("one server alone (-MaxDepth 0)", token => ReadAsync(server, options with { MaxDepth = 0 }, 1, token));
            var serial = Contender.Timed($"all {Count}, one after another (-ThrottleLimit 1)", token => ReadAsync(server, options with { ThrottleLimit = 1 }, Count, token));
            var timings = await Race.RunAsync([whole, one, serial], workbench.Rounds, cancellationToken);
            var bound = timings[1].Median * Tiers;
            return new BenchmarkReport
            {
                Setup = $"A source, {Relays} relays and {Count - Relays - 1} replicas of those, all real servers on this one machine; every answer of every server comes {Latency.TotalMilliseconds:0} ms late through a port between.",
                Groups = [timings],
                Notes =
                [
                    $"The goal is the time of the slowest answer of each tier: {Tiers} times that of one server is {Workbench.Milliseconds(bound)}, and all {Count} took {timings[0].Median / bound:0.00} times that.",
                    "One server's time is that of its round trips: connecting with TLS and logging in, and seven statements, the first of them the driver's; a replica takes thirteen.",
                    $"Each run has to find all {Count} servers, in {Tiers} tiers.",
                ],
            };
        }
        finally
        {
            foreach (var port in ports)
                await port.DisposeAsync();
            foreach (var box in boxes)
                await new SandboxControl(SilentObserver.Instance).RemoveAsync(box.Path, CancellationToken.None);
        }
    }

    private static async Task CreateAsync(string folder, List<MySqlSandbox> boxes, CancellationToken cancellationToken)
    {
        var options = new SandboxOptions
        {
            Path = folder,
            BasePort = BasePort,
            Count = Count,
            Options = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["innodb_buffer_pool_size"] = "5M",
                ["innodb_redo_log_capacity"] = "8M",
                ["innodb_use_native_aio"] = "0",
                ["innodb_flush_log_at_trx_commit"] = "0",
                ["sync_binlog"] = "0",
                ["max_connections"] = "40",
                ["table_open_cache"] = "64",
                ["mysqlx"] = "0",
            },
        };
        await foreach (var sandbox in new SandboxFactory(SilentObserver.Instance).CreateAsync(options, cancellationToken))
            boxes.Add(sandbox);
    }

    private static async Task WireAsync(List<MySqlSandbox> boxes, CancellationToken cancellationToken)
    {
        for (var i = 0; i < boxes.Count; i++)
        {
            await Sandboxes.RunAsync(boxes[i], $"SET sql_log_bin = 0; CREATE USER bench@'127.0.0.1' IDENTIFIED BY '{Password}'; GRANT ALL ON *.* TO bench@'127.0.0.1';", cancellationToken);
            if (i == 0)
                continue;
            var source = i <= Relays ? 0 : 1 + (i % Relays);
            await Sandboxes.RunAsync(boxes[i], string.Create(CultureInfo.InvariantCulture, $"CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = {boxes[source].Port}, SOURCE_USER = 'bench', SOURCE_PASSWORD = '{Password}', SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1; START REPLICA; SET GLOBAL super_read_only = ON;"), cancellationToken);
        }
    }

    private static async Task<TimeSpan> ReadAsync(MySqlServer server, TopologyOptions options, int expected, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var nodes = await new TopologyReader(options, SilentObserver.Instance).ReadAsync([server], cancellationToken);
        var elapsed = watch.Elapsed;
        if (nodes.FirstOrDefault(static node => node.ErrorId is not null) is { } failed)
            throw new BenchmarkException($"{failed.Name} could not be asked: {failed.Problems[0]}");
        return nodes.Count == expected && (expected == 1 || nodes.Max(static node => node.Depth) == Tiers - 1) ? elapsed : throw new BenchmarkException($"{nodes.Count} servers were found and not {expected}.");
    }

    private static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
}
