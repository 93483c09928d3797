using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Monitor;
using MySqlOps.Engine.Failover.Suspension;
using MySqlOps.Engine.Failover.Switchover;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Connect;
using MySqlOps.Engine.ServerTests.Failover.Promotion;
using static MySqlOps.Engine.ServerTests.Failover.Promotion.FailoverFixture;

namespace MySqlOps.Engine.ServerTests.Failover.Monitor;

/// <summary>A monitor on real servers.</summary>
[Collection(PromotionCollection.Name)]
public sealed class FailoverMonitorTests(Promotion.FailoverFixture scene)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task KilledPrimaryIsReplacedByItselfWithoutALossAndBroughtBack()
    {
        await scene.ArrangeAsync(isSemiSync: true);
        await RunAsync(scene.Primary, "CREATE EVENT app.runs ON SCHEDULE EVERY 1 DAY DO DO 1", "CREATE EVENT app.rests ON SCHEDULE EVERY 1 DAY DISABLE DO DO 1");
        await CatchUpAsync(scene.Primary, scene.Replicas);
        await using var monitor = await StartAsync();
        foreach (var server in scene.Replicas.Prepend(scene.Primary))
            await AwaitAsync(server, "SELECT VARIABLE_VALUE = 'ON' FROM performance_schema.persisted_variables WHERE VARIABLE_NAME = 'super_read_only'");
        Assert.Equal("0", await TextAsync(scene.Primary, "SELECT @@GLOBAL.read_only"));
        await using var writer = await PrimaryWriter.StartAsync(scene.Primary);
        await scene.KillAsync(scene.Primary);

        var outcome = (await monitor.AwaitAsync(FailoverEventKind.FailoverCompleted)).Outcome!;

        Assert.True(outcome.IsComplete, outcome.Message);
        Assert.Equal(FenceKind.Down, outcome.Fence!.Kind);
        await AssertOneWriterAsync(outcome, scene.Replicas, writer.Acknowledged);
        Assert.Equal("runs", await TextAsync(outcome.Server, "SELECT GROUP_CONCAT(EVENT_NAME) FROM information_schema.EVENTS WHERE STATUS = 'ENABLED'"));
        Assert.Equal(PrimaryVerdict.Crashed, (await monitor.AwaitAsync(FailoverEventKind.VerdictReached)).Verdict);

        // Watched is the new primary now, which starts read-only too when it must.
        await scene.StartAsync(scene.Primary);
        Assert.Equal("1", await TextAsync(scene.Primary, "SELECT @@GLOBAL.super_read_only"));
        Assert.Equal("ON", await TextAsync(outcome.Server, "SELECT VARIABLE_VALUE FROM performance_schema.persisted_variables WHERE VARIABLE_NAME = 'super_read_only'"));
        if (outcome.LostTransactions is 0 && (await TextAsync(scene.Primary, "SELECT @@GLOBAL.gtid_executed"))!.Length > 0)
        {
            // What waited for its acknowledgement when the server died is there after the restart, and nowhere else: then it is kept.
            var lost = await TextAsync(scene.Primary, $"SELECT GTID_SUBTRACT(@@GLOBAL.gtid_executed, '{await TextAsync(outcome.Server, "SELECT @@GLOBAL.gtid_executed")}')");
            await monitor.AwaitAsync(lost!.Length == 0 ? FailoverEventKind.MemberRejoined : FailoverEventKind.MemberKept, scene.Primary);
        }
    }

    [Fact]
    public async Task HungPrimaryIsFencedAndBroughtBackWhenItWakes()
    {
        await scene.ArrangeAsync();
        var options = MonitorHost.Eager with
        {
            Watch = MonitorHost.Eager.Watch with { ProbeTimeout = TimeSpan.FromSeconds(1) },
            Failover = MonitorHost.Eager.Failover with { AcceptsSplitBrainRisk = true },
        };
        await using var monitor = await StartAsync(options);
        FailoverEvent done;
        using (await HungProcess.StopAsync(scene.Of(scene.Primary).ProcessId!.Value))
            done = await monitor.AwaitAsync(FailoverEventKind.FailoverCompleted);

        await monitor.AwaitAsync(FailoverEventKind.MemberFenced, scene.Primary);
        await monitor.AwaitAsync(FailoverEventKind.MemberRejoined, scene.Primary);

        await AssertOneWriterAsync(done.Outcome!, [scene.Primary, .. scene.Replicas]);
    }

    [Fact]
    public async Task HungPrimaryWithoutAProofThatItIsFencedIsLeftAndTheReasonSaid()
    {
        await scene.ArrangeAsync();
        await using var monitor = await StartAsync(MonitorHost.Eager with { Watch = MonitorHost.Eager.Watch with { ProbeTimeout = TimeSpan.FromSeconds(1) } });
        using (await HungProcess.StopAsync(scene.Of(scene.Primary).ProcessId!.Value))
            Assert.Equal(ErrorId.FailoverFenceUnproven, (await monitor.AwaitAsync(FailoverEventKind.Refused)).Error);

        await RunAsync(scene.Primary, "INSERT INTO app.w (n) VALUES (1)");
        await CatchUpAsync(scene.Primary, scene.Replicas);
    }

    [Fact]
    public async Task SecondMonitorStandsByTakesOverAndFollowsWhatTheFirstDid()
    {
        await scene.ArrangeAsync();
        var first = await StartAsync();
        await using var second = MonitorHost.Start(scene.Primary, scene.Replicas);
        await second.AwaitAsync(FailoverEventKind.StandingBy);
        Assert.DoesNotContain(second.Events, static said => said.Kind == FailoverEventKind.LeaseTaken);
        await scene.KillAsync(scene.Primary);
        var one = await first.AwaitAsync(FailoverEventKind.FailoverCompleted);
        await second.AwaitAsync(FailoverEventKind.PrimaryChanged, one.NewPrimary);

        await first.DisposeAsync();
        await second.AwaitAsync(FailoverEventKind.LeaseTaken);
        await scene.KillAsync(one.NewPrimary!);
        var other = await second.AwaitAsync(FailoverEventKind.FailoverCompleted, one.NewPrimary);

        await AssertOneWriterAsync(other.Outcome!, scene.Replicas.Where(replica => replica.Port != one.NewPrimary!.Port));
        Assert.Equal(2, other.Epoch);
    }

    [Fact]
    public async Task CoolDownHoldsForTheNextMonitorTooUntilAPersonHasSeenTheFirst()
    {
        await scene.ArrangeAsync();
        var options = MonitorHost.Eager with { CoolDown = TimeSpan.FromMinutes(10) };
        MySqlServer primary;
        await using (var first = await StartAsync(options))
        {
            await scene.KillAsync(scene.Primary);
            primary = (await first.AwaitAsync(FailoverEventKind.FailoverCompleted)).NewPrimary!;
        }

        MySqlServer[] left = [.. scene.Replicas.Where(replica => replica.Port != primary.Port)];
        await using var second = await MonitorHost.StartActiveAsync(primary, left, options);
        await scene.KillAsync(primary);
        Assert.Contains("there is none before", (await second.AwaitAsync(FailoverEventKind.Refused)).Message, StringComparison.Ordinal);
        await OrderAsync(primary, left, isSuspended: false, isAcknowledging: true);

        await AssertOneWriterAsync((await second.AwaitAsync(FailoverEventKind.FailoverCompleted)).Outcome!, left);
    }

    [Fact]
    public async Task SuspendedMonitorGivesTheLeaseUpAndLeavesThePrimaryBeUntilItIsResumed()
    {
        await scene.ArrangeAsync();
        await using var monitor = await StartAsync();
        await OrderAsync(scene.Primary, scene.Replicas, isSuspended: true);
        await monitor.AwaitAsync(FailoverEventKind.Suspended);
        foreach (var replica in scene.Replicas)
            await AwaitAsync(replica, $"SELECT IS_FREE_LOCK('{LeaseLock.Name}')");
        await scene.KillAsync(scene.Primary);
        await monitor.AwaitAsync(FailoverEventKind.Refused);
        Assert.DoesNotContain(monitor.Events, static said => said.Kind == FailoverEventKind.FailoverStarted);

        await OrderAsync(scene.Primary, scene.Replicas, isSuspended: false);

        await AssertOneWriterAsync((await monitor.AwaitAsync(FailoverEventKind.FailoverCompleted)).Outcome!, scene.Replicas);
    }

    [Fact]
    public async Task RestartedPrimaryIsMadeWritableAgainUnlessAPersonMadeItReadOnly()
    {
        await scene.ArrangeAsync();
        var patient = MonitorHost.Eager with { Watch = MonitorHost.Eager.Watch with { Rules = new PrimaryRules { Confirmations = 100 } } };
        await using var monitor = await StartAsync(patient);
        await scene.KillAsync(scene.Primary);
        await scene.StartAsync(scene.Primary);

        await monitor.AwaitAsync(FailoverEventKind.PrimaryReopened, scene.Primary);

        await RunAsync(scene.Primary, "INSERT INTO app.w (n) VALUES (1)", "SET GLOBAL super_read_only = ON");
        Assert.Contains("somebody has made it so", (await monitor.AwaitAsync(FailoverEventKind.Warning, scene.Primary)).Message, StringComparison.Ordinal);
        Assert.Equal("1", await TextAsync(scene.Primary, "SELECT @@GLOBAL.super_read_only"));
    }

    [Fact]
    public async Task SwitchoverByHandIsGivenWayAndFollowed()
    {
        await scene.ArrangeAsync();
        await using var monitor = await StartAsync();
        var facts = await new SwitchoverFactsReader(SilentObserver.Instance).ReadAsync(scene.Primary, scene.Replicas, [scene.Replicas[1]], CancellationToken.None);
        var plan = SwitchoverPlanner.Plan(facts, new SwitchoverOptions());
        plan.ThrowIfRefused();

        var outcome = await new SwitchoverExecutor(plan, SilentObserver.Instance, TimeProvider.System).RunAsync(CancellationToken.None);

        Assert.True(outcome.IsComplete, outcome.Message);
        await monitor.AwaitAsync(FailoverEventKind.Suspended);
        await monitor.AwaitAsync(FailoverEventKind.Resumed);
        await monitor.AwaitAsync(FailoverEventKind.PrimaryChanged, scene.Replicas[1]);
        await scene.KillAsync(scene.Replicas[1]);
        var done = await monitor.AwaitAsync(FailoverEventKind.FailoverCompleted);
        Assert.Equal(2, done.Epoch);
        await AssertOneWriterAsync(done.Outcome!, [scene.Primary, scene.Replicas[0], scene.Replicas[2]]);
    }

    [Fact]
    public async Task SwitchoverThatWasBrokenOffIsBroughtToItsEnd()
    {
        await scene.ArrangeAsync();
        var facts = await new SwitchoverFactsReader(SilentObserver.Instance).ReadAsync(scene.Primary, scene.Replicas, [scene.Replicas[1]], CancellationToken.None);
        var plan = SwitchoverPlanner.Plan(facts, new SwitchoverOptions());
        await using (var lease = await MajorityLease.AcquireAllAsync([scene.Primary, .. scene.Replicas], new LeaseOptions { Holder = "somebody who dies" }, TimeProvider.System, CancellationToken.None))
            await new SwitchoverRecord(plan, SilentObserver.Instance, TimeProvider.System).BeginAsync(lease, CancellationToken.None);
        await RunAsync(scene.Primary, "SET GLOBAL super_read_only = ON");

        await using var monitor = MonitorHost.Start(scene.Primary, scene.Replicas);
        var done = await monitor.AwaitAsync(FailoverEventKind.FailoverCompleted);

        Assert.Equal(scene.Replicas[1].Port, done.NewPrimary!.Port);
        await AssertOneWriterAsync(done.Outcome!, [scene.Primary, .. scene.Replicas]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public async Task FailoverOfAProcessThatWasKilledIsBroughtToItsEnd(int steps)
    {
        await scene.ArrangeAsync();
        await scene.KillAsync(scene.Primary);
        var (child, step) = await FailoverChild.StartAsync(scene, steps);
        Assert.NotNull(step);
        using (child)
            await child.KillAsync();

        await using var monitor = MonitorHost.Start(scene.Primary, scene.Replicas, MonitorHost.Eager with { Failover = MonitorHost.Eager.Failover with { AcceptsSplitBrainRisk = true } });
        var done = await monitor.AwaitAsync(FailoverEventKind.FailoverCompleted);

        Assert.True(done.Outcome!.IsComplete, done.Message);
        await AssertOneWriterAsync(done.Outcome, scene.Replicas);
    }

    [Fact]
    public async Task WhatWouldBeDoneIsToldAndNothingIsWritten()
    {
        await scene.ArrangeAsync();
        await using var monitor = MonitorHost.Start(scene.Primary, scene.Replicas, MonitorHost.Eager with { IsWhatIf = true, Failover = MonitorHost.Eager.Failover with { AcceptsSplitBrainRisk = true } });
        await monitor.AwaitAsync(FailoverEventKind.StateChanged);
        await scene.KillAsync(scene.Primary);

        var told = await monitor.AwaitAsync(FailoverEventKind.WouldFailOver);

        Assert.NotNull(told.NewPrimary);
        foreach (var replica in scene.Replicas)
            Assert.Equal("1,0,1", await TextAsync(replica, $"SELECT CONCAT_WS(',', @@GLOBAL.super_read_only, (SELECT COUNT(*) FROM performance_schema.replication_asynchronous_connection_failover), IS_FREE_LOCK('{LeaseLock.Name}'))"));
    }

    [Fact]
    public async Task OnceItEndsWhenTheVerdictHolds()
    {
        await scene.ArrangeAsync();
        await using (var monitor = MonitorHost.Start(scene.Primary, scene.Replicas, MonitorHost.Eager with { IsOnce = true }))
        {
            await monitor.AwaitEndAsync();
            Assert.Equal(PrimaryVerdict.Healthy, monitor.Events[^1].Verdict);
            Assert.Equal(FailoverEventKind.MonitorStopped, monitor.Events[^1].Kind);
        }

        await scene.KillAsync(scene.Primary);
        await using (var monitor = MonitorHost.Start(scene.Primary, scene.Replicas, MonitorHost.Eager with { IsOnce = true }))
        {
            await monitor.AwaitEndAsync();
            Assert.True(monitor.Events.Single(static said => said.Kind == FailoverEventKind.FailoverCompleted).Outcome!.IsComplete);
        }
    }

    [Fact]
    public async Task InModeFailItEndsWithAnError()
    {
        await scene.ArrangeAsync();
        await using var monitor = await StartAsync(MonitorHost.Eager with { Mode = FailoverMode.Fail });
        await scene.KillAsync(scene.Primary);

        Assert.Equal(ErrorId.FailoverPrimaryGone, (await Assert.ThrowsAsync<MySqlOpsException>(monitor.AwaitEndAsync)).Id);
        Assert.Equal("1", await TextAsync(scene.Replicas[0], "SELECT @@GLOBAL.super_read_only"));
    }

    /// <summary>Starts a monitor, and waits until every replica has noted of all four that they start read-only.</summary>
    private async Task<MonitorHost> StartAsync(MonitorOptions? options = null)
    {
        var monitor = await MonitorHost.StartActiveAsync(scene.Primary, scene.Replicas, options);
        foreach (var replica in scene.Replicas)
        {
            await using var session = await Session.OpenAsync(replica, CancellationToken.None);
            var watch = System.Diagnostics.Stopwatch.StartNew();
            while ((await BootFenceNotes.ReadAsync(session, CancellationToken.None)).Count != 4)
            {
                Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{replica} never noted of all four that they start read-only.");
                await Task.Delay(50);
            }
        }

        return monitor;
    }

    private static Task<SuspensionOutcome> OrderAsync(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, bool isSuspended, bool isAcknowledging = false) =>
        new SuspensionWriter(primary, replicas, Limit, TimeProvider.System).WriteAsync(new SuspensionRequest { Server = primary, IsSuspended = isSuspended, IsAcknowledging = isAcknowledging, Reason = "A test." }, CancellationToken.None);
}
