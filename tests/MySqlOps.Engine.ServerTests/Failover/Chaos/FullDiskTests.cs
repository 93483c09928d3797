using System.Diagnostics;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Monitor;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Failover.Monitor;
using MySqlOps.Engine.ServerTests.Failover.Promotion;
using MySqlOps.Engine.ServerTests.Servers;
using static MySqlOps.Engine.ServerTests.Failover.Promotion.FailoverFixture;

namespace MySqlOps.Engine.ServerTests.Failover.Chaos;

/// <summary>Disks that are full under a monitor. A server waits then for room, and looks for it once a minute (manual B.3.4.3).</summary>
[Collection(PromotionCollection.Name)]
public sealed class FullDiskTests : IAsyncLifetime
{
    private const long DiskBytes = 6 << 20;

    private static readonly MonitorOptions Options = MonitorHost.Eager with
    {
        Watch = MonitorHost.Eager.Watch with { Rules = new PrimaryRules { StallLimit = TimeSpan.FromSeconds(2) } },
        Failover = MonitorHost.Eager.Failover with { AcceptsSplitBrainRisk = true },
    };

    private readonly TestSandboxes _sandboxes = new();
    private SmallDisk? _disk;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _sandboxes.DisposeAsync();
        _disk?.Dispose();
    }

    [SmallDiskFact]
    public async Task PrimaryWithAFullDiskIsReportedAndReplacedOnlyWhenItDies()
    {
        var small = await CreateSmallAsync("log_bin=binlog");
        var replicas = (await CreateAsync(2)).Select(static sandbox => sandbox.Server).ToArray();
        await ArrangeAsync(small.Server, replicas, isSemiSync: true);
        await using var monitor = await MonitorHost.StartActiveAsync(small.Server, replicas, Options);
        await using var writer = await PrimaryWriter.StartAsync(small.Server);
        var filling = FillAsync(small.Server);

        await monitor.AwaitVerdictAsync(PrimaryVerdict.DiskStalled);
        await monitor.AwaitLooksAsync(10);
        Assert.Equal(PrimaryVerdict.DiskStalled, monitor.Snapshot.Diagnosis!.Verdict);
        Assert.DoesNotContain(monitor.Events, static said => said.Kind is FailoverEventKind.VerdictReached or FailoverEventKind.FailoverStarted);
        using (var process = Process.GetProcessById(small.ProcessId!.Value))
            process.Kill();
        await Assert.ThrowsAsync<MySqlOpsException>(() => filling);

        await monitor.AwaitAsync(FailoverEventKind.FailoverCompleted);
        await Invariant.HoldsAsync(replicas, writer.Acknowledged);
    }

    /// <summary>Its receiver hangs in a write to the relay log, and can't be stopped.</summary>
    [SmallDiskFact]
    public async Task ReplicaWithAFullDiskHoldsUpNobody()
    {
        var servers = (await CreateAsync(3)).ToArray();
        var (primary, full) = (servers[0], await CreateSmallAsync("relay_log=relay"));
        MySqlServer[] replicas = [servers[1].Server, servers[2].Server, full.Server];
        await ArrangeAsync(primary.Server, replicas, isSemiSync: true);
        await using var monitor = await MonitorHost.StartActiveAsync(primary.Server, replicas, Options);
        await using var writer = await PrimaryWriter.StartAsync(primary.Server);
        await FillAsync(primary.Server, rows: 10);
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.True(new DriveInfo(_disk!.Path).AvailableFreeSpace < SmallDisk.PageBytes, "The disk is not full.");
        using (var process = Process.GetProcessById(primary.ProcessId!.Value))
            process.Kill();

        var done = await monitor.AwaitAsync(FailoverEventKind.FailoverCompleted);
        var detached = Assert.Single(done.Outcome!.Detached);
        Assert.Equal(full.Port, detached.Server.Port);
        await Invariant.HoldsAsync(replicas, writer.Acknowledged, full.Server);
    }

    /// <summary>Writes until the server waits for room, or so many rows of a megabyte.</summary>
    private static async Task FillAsync(MySqlServer server, int rows = 100)
    {
        await RunAsync(server, "CREATE TABLE app.big (v LONGBLOB)");
        for (var row = 0; row < rows; row++)
            await RunAsync(server with { CommandTimeout = TimeSpan.FromMinutes(3) }, "INSERT INTO app.big VALUES (RANDOM_BYTES(1024)), (REPEAT('x', 1000000))");
    }

    private Task<IReadOnlyList<MySqlSandbox>> CreateAsync(int count, params string[] options) =>
        _sandboxes.CreateAsync(count, ["innodb_flush_log_at_trx_commit=2", "sync_binlog=0", "replica_net_timeout=4", .. options]);

    /// <summary>A server that has its logs of one kind on a small disk.</summary>
    private async Task<MySqlSandbox> CreateSmallAsync(string option)
    {
        _disk = new SmallDisk(DiskBytes);
        var (name, file) = (option.Split('=')[0], option.Split('=')[1]);
        return (await CreateAsync(1, $"{name}={Path.Combine(_disk.Path, file)}"))[0];
    }
}
