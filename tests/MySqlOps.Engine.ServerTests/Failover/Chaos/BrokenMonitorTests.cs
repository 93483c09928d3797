using MySqlOps.Engine.Failover.Monitor;
using MySqlOps.Engine.ServerTests.Connect;
using MySqlOps.Engine.ServerTests.Failover.Monitor;
using MySqlOps.Engine.ServerTests.Failover.Promotion;
using MySqlOps.Engine.ServerTests.Servers;
using Xunit.Abstractions;
using static MySqlOps.Engine.ServerTests.Failover.Promotion.FailoverFixture;

namespace MySqlOps.Engine.ServerTests.Failover.Chaos;

/// <summary>Monitors that are killed or frozen, each in a process of its own.</summary>
[Collection(PromotionCollection.Name)]
public sealed class BrokenMonitorTests(Promotion.FailoverFixture scene, ITestOutputHelper output)
{
    private const int MostSteps = 20;

    private static readonly MonitorOptions Daring = MonitorHost.Eager with { Failover = MonitorHost.Eager.Failover with { AcceptsSplitBrainRisk = true } };

    [Fact]
    public async Task FrozenMonitorThatThawsChangesNothingAndFollowsTheNewPrimary()
    {
        await scene.ArrangeAsync(isSemiSync: true);
        using var first = await MonitorChild.StartAsync(scene);
        await using var second = MonitorHost.Start(scene.Primary, scene.Replicas, Daring);
        await second.AwaitAsync(FailoverEventKind.StandingBy);
        long rows;
        using (await HungProcess.StopAsync(first.Id))
        {
            await second.AwaitAsync(FailoverEventKind.LeaseTaken);
            await using (var writer = await PrimaryWriter.StartAsync(scene.Primary))
            {
                await scene.KillAsync(scene.Primary);
                rows = writer.Acknowledged;
            }

            await second.AwaitAsync(FailoverEventKind.FailoverCompleted);
        }

        Assert.True(await first.SaysAsync(FailoverEventKind.LeaseLost));
        Assert.True(await first.SaysAsync(FailoverEventKind.PrimaryChanged));
        await Invariant.HoldsAsync(scene.Replicas, rows);
        Assert.Equal("1", await TextAsync(scene.Replicas[0], "SELECT COUNT(DISTINCT SUBSTRING_INDEX(HOST, '.', 1)) FROM performance_schema.replication_asynchronous_connection_failover WHERE CHANNEL_NAME = 'mysqlops_failover_journal'"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public async Task MonitorThatIsKilledWhileItFailsOverIsReplacedByTheNext(int steps) => Assert.True(await KillAsync(steps));

    [LongFact]
    public async Task MonitorThatIsKilledAfterAnyStepIsReplacedByTheNext()
    {
        for (var steps = 1; steps <= MostSteps; steps++)
        {
            if (!await KillAsync(steps))
                return;
        }

        Assert.Fail($"It has more than {MostSteps} steps.");
    }

    /// <summary>Kills a monitor after so many steps of its failover, and lets the next one go on.</summary>
    /// <returns>False when it has fewer steps.</returns>
    private async Task<bool> KillAsync(int steps)
    {
        await scene.ArrangeAsync(isSemiSync: true);
        using var first = await MonitorChild.StartAsync(scene, steps);
        long rows;
        await using (var writer = await PrimaryWriter.StartAsync(scene.Primary))
        {
            await scene.KillAsync(scene.Primary);
            rows = writer.Acknowledged;
        }

        if (await first.SaysAsync(FailoverEventKind.FailoverCompleted))
            return false;
        output.WriteLine($"killed after {steps} steps");
        await using var second = MonitorHost.Start(scene.Primary, scene.Replicas, Daring);
        await second.AwaitAnyAsync(FailoverEventKind.FailoverCompleted, FailoverEventKind.PrimaryChanged);
        await Invariant.HoldsAsync(scene.Replicas, rows);
        return true;
    }
}
