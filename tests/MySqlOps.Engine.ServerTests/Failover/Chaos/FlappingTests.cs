using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Monitor;
using MySqlOps.Engine.ServerTests.Failover.Monitor;
using MySqlOps.Engine.ServerTests.Failover.Promotion;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Failover.Chaos;

/// <summary>Primaries that crash again and again.</summary>
[Collection(PromotionCollection.Name)]
public sealed class FlappingTests(Promotion.FailoverFixture scene)
{
    [Fact]
    public async Task MoreFailoversThanTheLimitAreNotDone()
    {
        await scene.ArrangeAsync();
        await using var monitor = await MonitorHost.StartActiveAsync(scene.Primary, scene.Replicas, MonitorHost.Eager with { MaxPerHour = 1, Failover = MonitorHost.Eager.Failover with { AcceptsSplitBrainRisk = true } });
        await scene.KillAsync(scene.Primary);
        var first = (await monitor.AwaitAsync(FailoverEventKind.FailoverCompleted)).NewPrimary!;
        await scene.StartAsync(scene.Primary);
        await monitor.AwaitAsync(FailoverEventKind.MemberRejoined, scene.Primary);

        await scene.KillAsync(first);
        Assert.Contains("no more are done before", (await monitor.AwaitAsync(FailoverEventKind.Refused)).Message, StringComparison.Ordinal);

        // The primary that nobody replaced comes back by itself.
        await scene.StartAsync(first);
        await monitor.AwaitAsync(FailoverEventKind.PrimaryReopened, first);
        Assert.Equal(first.Port, (await Invariant.HoldsAsync([scene.Primary, .. scene.Replicas], 0)).Port);
        Assert.Single(monitor.Events, static said => said.Kind == FailoverEventKind.FailoverStarted);
    }

    [LongFact]
    public async Task FiveCrashesInTenMinutesAreOneFailover()
    {
        await scene.ArrangeAsync(isSemiSync: true);
        await using var monitor = await MonitorHost.StartActiveAsync(scene.Primary, scene.Replicas, MonitorHost.Eager with { CoolDown = TimeSpan.FromMinutes(10), Failover = MonitorHost.Eager.Failover with { AcceptsSplitBrainRisk = true } });
        await scene.KillAsync(scene.Primary);
        var primary = (await monitor.AwaitAsync(FailoverEventKind.FailoverCompleted)).NewPrimary!;
        await scene.StartAsync(scene.Primary);
        await monitor.AwaitAsync(FailoverEventKind.MemberRejoined, scene.Primary);
        for (var crash = 2; crash <= 5; crash++)
        {
            // Before its replicas are back nobody could tell that it is gone.
            await monitor.AwaitVerdictAsync(PrimaryVerdict.Healthy);
            await scene.KillAsync(primary);
            await monitor.AwaitAsync(FailoverEventKind.Refused, primary, crash - 2);
            await scene.StartAsync(primary);
            await monitor.AwaitAsync(FailoverEventKind.PrimaryReopened, primary, crash - 2);
        }

        Assert.Equal(primary.Port, (await Invariant.HoldsAsync([scene.Primary, .. scene.Replicas], 0)).Port);
        Assert.Single(monitor.Events, static said => said.Kind == FailoverEventKind.FailoverStarted);
    }
}
