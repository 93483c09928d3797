using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Monitor;
using MySqlOps.Engine.ServerTests.Failover.Monitor;
using MySqlOps.Engine.ServerTests.Failover.Promotion;
using static MySqlOps.Engine.ServerTests.Failover.Promotion.FailoverFixture;

namespace MySqlOps.Engine.ServerTests.Failover.Chaos;

/// <summary>The network lets a primary down, and the monitor is at work.</summary>
[Collection(PromotionCollection.Name)]
public sealed class PartitionTests(Promotion.FailoverFixture scene)
{
    private static readonly MonitorOptions Daring = MonitorHost.Eager with
    {
        Watch = MonitorHost.Eager.Watch with { ProbeTimeout = TimeSpan.FromSeconds(1) },
        Failover = MonitorHost.Eager.Failover with { AcceptsSplitBrainRisk = true },
    };

    /// <summary>Nobody but its own clients reaches it. They write, and nothing is acknowledged to them that the new primary lacks.</summary>
    /// <param name="toServer">True when nothing comes through to the primary either.</param>
    /// <param name="isAdministrator">True when the client may do all, also in offline_mode.</param>
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task PrimaryThatNobodyHearsIsReplacedAndFencedWhenItIsBack(bool toServer, bool isAdministrator)
    {
        await scene.ArrangeAsync(isSemiSync: true);
        await using var ways = await Ways.LayAsync(scene.Primary, scene.Replicas);
        await AwaitAsync(scene.Primary, "SELECT VARIABLE_VALUE = 3 FROM performance_schema.global_status WHERE VARIABLE_NAME = 'Rpl_semi_sync_source_clients'");

        // A fallback to asynchronous replication would acknowledge what nobody has.
        await RunAsync(scene.Primary, "SET GLOBAL rpl_semi_sync_source_timeout = 3600000", "CREATE USER IF NOT EXISTS app@'127.0.0.1' IDENTIFIED BY 'app-Pw-4712'", "GRANT ALL ON app.* TO app@'127.0.0.1'");
        await using var monitor = await MonitorHost.StartActiveAsync(ways.Watched, scene.Replicas, Daring);
        var writer = await PrimaryWriter.StartAsync(isAdministrator ? scene.Primary : scene.Primary with { User = "app", Password = new Secret("app-Pw-4712") });
        foreach (var way in ways.All)
            way.Hold(toServer);

        var done = await monitor.AwaitAsync(FailoverEventKind.FailoverCompleted);
        ways.Open();
        await monitor.AwaitAsync(FailoverEventKind.MemberFenced);
        var kept = await monitor.AwaitAnyAsync(FailoverEventKind.MemberKept, FailoverEventKind.MemberRejoined);
        await writer.DisposeAsync();

        MySqlServer[] named = kept.Kind == FailoverEventKind.MemberKept ? [scene.Primary] : [];
        Assert.Equal(done.NewPrimary!.Port, (await Invariant.HoldsAsync([scene.Primary, .. scene.Replicas], writer.Acknowledged, named)).Port);
    }

    /// <summary>Nothing comes through to it, but its heartbeats do to the replicas: it lives, and its clients write.</summary>
    [Fact]
    public async Task PrimaryThatIsHeardButNotReachedIsLeftAlone()
    {
        await scene.ArrangeAsync();
        await using var ways = await Ways.LayAsync(scene.Primary, scene.Replicas);
        await using var monitor = await MonitorHost.StartActiveAsync(ways.Watched, scene.Replicas, Daring);
        var writer = await PrimaryWriter.StartAsync(scene.Primary);
        foreach (var way in ways.All)
            way.Hold(toServer: true, toClient: false);

        await monitor.AwaitVerdictAsync(PrimaryVerdict.Overloaded);
        await monitor.AwaitLooksAsync(5);
        ways.Open();
        await monitor.AwaitVerdictAsync(PrimaryVerdict.Healthy);
        await writer.DisposeAsync();

        Assert.DoesNotContain(monitor.Events, static said => said.Kind is FailoverEventKind.VerdictReached or FailoverEventKind.FailoverStarted);
        Assert.Equal(scene.Primary.Port, (await Invariant.HoldsAsync([scene.Primary, .. scene.Replicas], writer.Acknowledged)).Port);
    }

    [Fact]
    public async Task SlowNetworkIsNoFailover()
    {
        await scene.ArrangeAsync();
        await using var ways = await Ways.LayAsync(scene.Primary, scene.Replicas);
        await using var monitor = await MonitorHost.StartActiveAsync(ways.Watched, scene.Replicas, Daring);
        var writer = await PrimaryWriter.StartAsync(scene.Primary);

        // Longer in all than a hang must last, and never for so long at a time.
        for (var stall = 0; stall < 6; stall++)
        {
            foreach (var way in ways.All)
                way.Hold();
            await Task.Delay(900);
            ways.Open();
            await Task.Delay(100);
        }

        await writer.DisposeAsync();
        await monitor.AwaitVerdictAsync(PrimaryVerdict.Healthy);
        Assert.DoesNotContain(monitor.Events, static said => said.Kind is FailoverEventKind.VerdictReached or FailoverEventKind.FailoverStarted);
        Assert.Equal(scene.Primary.Port, (await Invariant.HoldsAsync([scene.Primary, .. scene.Replicas], writer.Acknowledged)).Port);
    }

    /// <summary>Two of three replicas and the monitor lose it; the third hears of it, which proves that it lives.</summary>
    [Fact]
    public async Task PrimaryThatOneReplicaHearsIsLeftAlone()
    {
        await scene.ArrangeAsync();
        await using var ways = await Ways.LayAsync(scene.Primary, scene.Replicas);
        await using var monitor = await MonitorHost.StartActiveAsync(ways.Watched, scene.Replicas, Daring);
        var writer = await PrimaryWriter.StartAsync(scene.Primary);
        await ways.Ours.RefuseAsync();
        await ways.Theirs[0].RefuseAsync();
        await ways.Theirs[1].RefuseAsync();

        await monitor.AwaitVerdictAsync(PrimaryVerdict.Partitioned);
        await AwaitAsync(scene.Replicas[0], "SELECT SERVICE_STATE = 'CONNECTING' FROM performance_schema.replication_connection_status");
        await monitor.AwaitLooksAsync(6);
        ways.Open();
        await monitor.AwaitVerdictAsync(PrimaryVerdict.Healthy);
        await writer.DisposeAsync();

        Assert.DoesNotContain(monitor.Events, static said => said.Kind is FailoverEventKind.VerdictReached or FailoverEventKind.FailoverStarted);
        Assert.Equal(scene.Primary.Port, (await Invariant.HoldsAsync([scene.Primary, .. scene.Replicas], writer.Acknowledged)).Port);
    }
}
