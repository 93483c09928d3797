using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.ServerTests.Connect;
using MySqlOps.Engine.ServerTests.Servers;
using Xunit.Abstractions;
using static MySqlOps.Engine.ServerTests.Failover.Promotion.FailoverFixture;

namespace MySqlOps.Engine.ServerTests.Failover.Promotion;

/// <summary>The process that runs a failover is killed (kill -9) or frozen after one of its steps; another run brings things to their end.</summary>
[Collection(PromotionCollection.Name)]
public sealed class KilledRunTests(FailoverFixture scene, ITestOutputHelper output)
{
    private const int MostSteps = 30;

    /// <summary>After so many steps: the journal is begun; receivers are stopped; the journal says Promoting; the channel is gone; the candidate is writable; some follow.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(13)]
    public async Task KilledRunIsGoneOnWith(int steps) => Assert.True(await KillAndGoOnAsync(steps), $"It has no {steps} steps.");

    [LongFact]
    public async Task RunThatIsKilledAfterAnyOfItsStepsIsGoneOnWith()
    {
        for (var steps = 1; steps <= MostSteps; steps++)
        {
            if (!await KillAndGoOnAsync(steps))
                return;
        }

        Assert.Fail($"It has more than {MostSteps} steps.");
    }

    [Fact]
    public async Task KilledRunIsRecalledWhenThePrimaryAnswersAfterAll()
    {
        await scene.ArrangeAsync();
        await scene.KillAsync(scene.Primary);
        var (child, _) = await FailoverChild.StartAsync(scene, 4);
        using (child)
            await child.KillAsync();
        await scene.StartAsync(scene.Primary);

        var outcome = await GoOnAsync();

        Assert.True(outcome.IsUndone);
        Assert.Equal("0", await TextAsync(scene.Primary, "SELECT @@GLOBAL.read_only"));
        await RunAsync(scene.Primary, "INSERT INTO app.w (n) VALUES (1)");
        await CatchUpAsync(scene.Primary, scene.Replicas);
    }

    [Fact]
    public async Task FrozenRunIsRefusedByTheServersWhenItThaws()
    {
        await scene.ArrangeAsync();
        await scene.KillAsync(scene.Primary);
        var (child, step) = await FailoverChild.StartAsync(scene, 4);
        using (child)
        {
            Assert.NotNull(step);
            MySqlFailover outcome;
            using (await HungProcess.StopAsync(child.Id))
                outcome = await GoOnAsync();
            var before = await PictureAsync();

            Assert.Equal("FailoverLeaseLost", await child.GoOnAsync());

            Assert.Equal(before, await PictureAsync());
            await AssertOneWriterAsync(outcome, scene.Replicas);
        }
    }

    private async Task<bool> KillAndGoOnAsync(int steps)
    {
        await scene.ArrangeAsync(isSemiSync: true);
        long rows;
        await using (var writer = await PrimaryWriter.StartAsync(scene.Primary))
        {
            await scene.KillAsync(scene.Primary);
            rows = writer.Acknowledged;
        }

        var (child, step) = await FailoverChild.StartAsync(scene, steps);
        using (child)
        {
            if (step is null)
                return false;
            output.WriteLine($"killed after {step}");
            await child.KillAsync();
        }

        var outcome = await GoOnAsync();
        Assert.True(outcome.IsComplete, $"After{step}: {outcome.Message}");
        await AssertOneWriterAsync(outcome, scene.Replicas, rows);
        return true;
    }

    /// <summary>Runs a failover as soon as the servers have dropped the locks of the run before.</summary>
    private async Task<MySqlFailover> GoOnAsync()
    {
        foreach (var replica in scene.Replicas)
            await AwaitAsync(replica, $"SELECT IS_FREE_LOCK('{LeaseLock.Name}')");
        return await scene.FailOverAsync();
    }

    private async Task<string> PictureAsync()
    {
        var picture = new List<string?>();
        foreach (var replica in scene.Replicas)
        {
            picture.Add(await TextAsync(replica, "SELECT CONCAT_WS(',', @@GLOBAL.read_only, @@GLOBAL.super_read_only, (SELECT GROUP_CONCAT(SOURCE_UUID, SERVICE_STATE) FROM performance_schema.replication_connection_status))"));
            picture.Add((await JournalAsync(replica))!.ToString());
        }

        return string.Join("\n", picture);
    }
}
