using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Connect;
using static MySqlOps.Engine.ServerTests.Failover.Promotion.FailoverFixture;

namespace MySqlOps.Engine.ServerTests.Failover.Promotion;

/// <summary>Unplanned failovers of real servers.</summary>
[Collection(PromotionCollection.Name)]
public sealed class FailoverTests(FailoverFixture scene)
{
    [Fact]
    public async Task KilledPrimaryIsReplacedAndRejoinsWithoutALossUnderSemiSync()
    {
        await scene.ArrangeAsync(isSemiSync: true);
        await using var writer = await PrimaryWriter.StartAsync(scene.Primary);
        await scene.KillAsync(scene.Primary);

        var outcome = await scene.FailOverAsync();

        Assert.True(outcome.IsComplete, outcome.Message);
        await AssertOneWriterAsync(outcome, scene.Replicas, writer.Acknowledged);
        Assert.Equal("1", await TextAsync(outcome.Server, "SELECT @@GLOBAL.rpl_semi_sync_source_enabled"));
        Assert.Equal(JournalState.Completed, (await JournalAsync(scene.Replicas[0]))!.State);
        Assert.Equal("0", await TextAsync(outcome.Server, "SELECT COUNT(*) FROM performance_schema.replication_connection_configuration"));

        // The journal made no transaction of anybody's own.
        Assert.All(outcome.Steps, static step => Assert.Equal(FailoverStepStatus.Done, step.Status));
        await scene.StartAsync(scene.Primary);
        var back = await scene.FailOverAsync();
        Assert.True(back.IsResumed);
        if (back.LostTransactions == 0)
        {
            Assert.Equal(OldPrimaryAction.Rejoin, back.OldPrimaryAction);
            await AssertOneWriterAsync(back, [scene.Primary, .. scene.Replicas], writer.Acknowledged);
        }
        else
        {
            // What waited for its acknowledgement when the server died is there after the restart, and nowhere else.
            Assert.Equal(OldPrimaryAction.Keep, back.OldPrimaryAction);
            Assert.Equal("1", await TextAsync(scene.Primary, "SELECT @@GLOBAL.super_read_only"));
        }
    }

    [Fact]
    public async Task HungPrimaryNeedsTheRiskAcceptedAndIsFencedWhenItWakes()
    {
        await scene.ArrangeAsync();
        await RunAsync(scene.Primary, "INSERT INTO app.w (n) VALUES (1), (2)");
        await CatchUpAsync(scene.Primary, scene.Replicas);
        MySqlFailover outcome;
        using (await HungProcess.StopAsync(scene.Of(scene.Primary).ProcessId!.Value))
        {
            var error = await Assert.ThrowsAsync<MySqlOpsException>(() => scene.FailOverAsync(Accepting with { AcceptsSplitBrainRisk = false }));
            Assert.Equal(ErrorId.FailoverFenceUnproven, error.Id);
            outcome = await scene.FailOverAsync();
            Assert.Equal(FenceKind.RiskAccepted, outcome.Fence!.Kind);
            await AssertOneWriterAsync(outcome, scene.Replicas, 2);
        }

        var back = await scene.FailOverAsync();

        Assert.Equal(OldPrimaryAction.Rejoin, back.OldPrimaryAction);
        await AssertOneWriterAsync(back, [scene.Primary, .. scene.Replicas], 2);
        await Assert.ThrowsAsync<MySqlOpsException>(() => RunAsync(scene.Primary, "INSERT INTO app.w (n) VALUES (3)"));
    }

    [Fact]
    public async Task PrimaryThatWroteForItselfIsFencedAndKept()
    {
        await scene.ArrangeAsync();
        await scene.KillAsync(scene.Primary);
        var outcome = await scene.FailOverAsync();
        await scene.StartAsync(scene.Primary);
        await RunAsync(scene.Primary, "INSERT INTO app.w (n) VALUES (1)");

        var back = await scene.FailOverAsync();

        Assert.Equal(OldPrimaryAction.Keep, back.OldPrimaryAction);
        Assert.Equal(1, back.LostTransactions);
        Assert.Equal("1,1", await TextAsync(scene.Primary, "SELECT CONCAT(@@GLOBAL.super_read_only, ',', @@GLOBAL.offline_mode)"));
        await AssertOneWriterAsync(outcome, scene.Replicas);
    }

    [Fact]
    public async Task LivePrimaryIsRefusedUnlessWantedAndThenLosesNothing()
    {
        await scene.ArrangeAsync();
        await RunAsync(scene.Primary, "INSERT INTO app.w (n) VALUES (1)");

        Assert.Equal(ErrorId.FailoverPrimaryAlive, (await Assert.ThrowsAsync<MySqlOpsException>(() => scene.FailOverAsync())).Id);
        var outcome = await scene.FailOverAsync(new FailoverOptions { IsForced = true });

        Assert.Equal(FenceKind.ReadOnly, outcome.Fence!.Kind);
        Assert.Equal(0, outcome.LostTransactions);
        Assert.Equal(OldPrimaryAction.Rejoin, outcome.OldPrimaryAction);
        await AssertOneWriterAsync(outcome, [scene.Primary, .. scene.Replicas], 1);
    }

    /// <summary>No replica acknowledges any more, and a client with all privileges waits in its commit.</summary>
    [Fact]
    public async Task PrimaryWhoseCommitsWaitIsFencedAndItsClientsAreNotToldThatAllIsWell()
    {
        var insert = await BeginCommitAsync();

        var outcome = await scene.FailOverAsync(new FailoverOptions { IsForced = true });

        await Assert.ThrowsAsync<MySqlOpsException>(() => insert);
        Assert.Equal(FenceKind.ReadOnly, outcome.Fence!.Kind);
        Assert.Contains("in its commit", outcome.Steps.First(static step => step.Kind == FailoverStepKind.Fence).Message, StringComparison.Ordinal);
        await AssertOneWriterAsync(outcome, [scene.Primary, .. scene.Replicas]);
    }

    /// <summary>What was done to end the waiting commit is undone with the rest.</summary>
    [Fact]
    public async Task FailoverThatIsStoppedHasCommitsWaitAgain()
    {
        var insert = await BeginCommitAsync();

        await Assert.ThrowsAsync<MySqlOpsException>(() => scene.FailOverAsync(new FailoverOptions { IsForced = true }, (step, _) => step.Kind == FailoverStepKind.Elect ? throw new MySqlOpsException(ErrorId.QueryFailed, "A test.") : Task.CompletedTask));

        await Assert.ThrowsAsync<MySqlOpsException>(() => insert);
        Assert.Equal("0,0,1", await TextAsync(scene.Primary, "SELECT CONCAT_WS(',', @@GLOBAL.read_only, @@GLOBAL.offline_mode, @@GLOBAL.rpl_semi_sync_source_enabled)"));
        await CatchUpAsync(scene.Primary, scene.Replicas);
    }

    [Fact]
    public async Task ReplicasCollectFromEachOtherAndRelayLogsAreAppliedFirst()
    {
        await scene.ArrangeAsync();
        var (first, second, third) = (scene.Replicas[0], scene.Replicas[1], scene.Replicas[2]);

        // The first has fetched and not applied; the second has more; the third, which is wanted, has neither.
        await RunAsync(third, "STOP REPLICA IO_THREAD");
        await RunAsync(first, "STOP REPLICA SQL_THREAD");
        await RunAsync(scene.Primary, "INSERT INTO app.w (n) VALUES (1)", "INSERT INTO app.w (n) VALUES (2)");
        await CatchUpAsync(scene.Primary, [second]);
        await AwaitAsync(first, $"SELECT GTID_SUBSET('{await TextAsync(scene.Primary, "SELECT @@GLOBAL.gtid_executed")}', CONCAT_WS(',', @@GLOBAL.gtid_executed, (SELECT RECEIVED_TRANSACTION_SET FROM performance_schema.replication_connection_status)))");
        await RunAsync(second, "STOP REPLICA IO_THREAD");
        await RunAsync(scene.Primary, "INSERT INTO app.w (n) VALUES (3)");
        await AwaitAsync(first, $"SELECT GTID_SUBSET('{await TextAsync(scene.Primary, "SELECT @@GLOBAL.gtid_executed")}', CONCAT_WS(',', @@GLOBAL.gtid_executed, (SELECT RECEIVED_TRANSACTION_SET FROM performance_schema.replication_connection_status)))");
        await scene.KillAsync(scene.Primary);

        var outcome = await scene.FailOverAsync(Accepting with { Candidates = [third] });

        Assert.Equal(third.Port, outcome.Server.Port);
        Assert.Contains(outcome.Steps, static step => step is { Kind: FailoverStepKind.ApplyRelayLog, Status: FailoverStepStatus.Done });
        Assert.Contains(outcome.Steps, static step => step is { Kind: FailoverStepKind.Collect, Status: FailoverStepStatus.Done });
        await AssertOneWriterAsync(outcome, scene.Replicas, 3);
    }

    [Fact]
    public async Task DelayedReplicaGivesWhatItAloneHasAndStaysDelayed()
    {
        await scene.ArrangeAsync();
        var (first, second, late) = (scene.Replicas[0], scene.Replicas[1], scene.Replicas[2]);
        await RunAsync(late, "STOP REPLICA SQL_THREAD", "CHANGE REPLICATION SOURCE TO SOURCE_DELAY = 3600", "START REPLICA SQL_THREAD");
        await RunAsync(first, "STOP REPLICA IO_THREAD");
        await RunAsync(second, "STOP REPLICA IO_THREAD");
        await RunAsync(scene.Primary, "INSERT INTO app.w (n) VALUES (1)");
        await AwaitAsync(late, $"SELECT GTID_SUBSET('{await TextAsync(scene.Primary, "SELECT @@GLOBAL.gtid_executed")}', CONCAT_WS(',', @@GLOBAL.gtid_executed, (SELECT RECEIVED_TRANSACTION_SET FROM performance_schema.replication_connection_status)))");
        await scene.KillAsync(scene.Primary);

        var outcome = await scene.FailOverAsync();

        Assert.NotEqual(late.Port, outcome.Server.Port);
        Assert.Equal("1", await TextAsync(outcome.Server, "SELECT COUNT(*) FROM app.w WHERE n = 1"));
        Assert.Equal("3600", await TextAsync(late, "SELECT DESIRED_DELAY FROM performance_schema.replication_applier_configuration"));
    }

    [Fact]
    public async Task ErrantReplicaIsLeftOutAndNamed()
    {
        await scene.ArrangeAsync();
        var errant = scene.Replicas[0];
        await RunAsync(errant, "SET GLOBAL read_only = OFF", "INSERT INTO app.w (n) VALUES (-7)", "SET GLOBAL super_read_only = ON");
        await scene.KillAsync(scene.Primary);

        var outcome = await scene.FailOverAsync();

        Assert.False(outcome.IsComplete);
        Assert.Equal(errant.Port, Assert.Single(outcome.Detached).Server.Port);
        await AssertOneWriterAsync(outcome, scene.Replicas);
    }

    [Fact]
    public async Task ReplicaThatCanNotFollowIsLeftOutAndNamedAndFollowsWhenMended()
    {
        await scene.ArrangeAsync();
        await RunAsync(scene.Replicas[2], "STOP REPLICA", "CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD = 'wrong'", "START REPLICA");
        await scene.KillAsync(scene.Primary);

        var outcome = await scene.FailOverAsync(Accepting with { ReplicaTimeout = TimeSpan.FromSeconds(3) });

        Assert.Equal(scene.Replicas[2].Port, Assert.Single(outcome.Detached).Server.Port);
        await AssertOneWriterAsync(outcome, scene.Replicas);
        await RunAsync(scene.Replicas[2], "STOP REPLICA", "CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD = 'repl-Pw-4712'");
        var mended = await scene.FailOverAsync();
        Assert.True(mended.IsComplete, mended.Message);
        await AssertOneWriterAsync(mended, scene.Replicas);
    }

    [Fact]
    public async Task CandidateThatDiesWhilePromotingIsReplacedByAnother()
    {
        await scene.ArrangeAsync();
        await scene.KillAsync(scene.Primary);
        var isKilled = false;

        var outcome = await scene.FailOverAsync(Accepting with { Candidates = [scene.Replicas[0]] }, async (step, _) =>
        {
            if (step.Kind != FailoverStepKind.RemoveChannel || isKilled)
                return;
            isKilled = true;
            await scene.KillAsync(scene.Replicas[0]);
        });

        Assert.NotEqual(scene.Replicas[0].Port, outcome.Server.Port);
        Assert.Equal(scene.Replicas[0].Port, Assert.Single(outcome.Detached).Server.Port);
        await AssertOneWriterAsync(outcome, scene.Replicas.Skip(1));

        // Who comes back is pointed to the new primary by the next run.
        await scene.StartAsync(scene.Replicas[0]);
    }

    [Fact]
    public async Task FailureBeforeThePromotionStartsTheReceiversAgain()
    {
        await scene.ArrangeAsync();
        await scene.KillAsync(scene.Primary);
        var script = new FenceProgram("/bin/false", TimeSpan.FromSeconds(5));

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => scene.FailOverAsync(Accepting with { AcceptsSplitBrainRisk = false, FenceScript = script }));

        Assert.Equal(ErrorId.FailoverFenceUnproven, error.Id);
        foreach (var replica in scene.Replicas)
        {
            Assert.NotEqual("OFF", await TextAsync(replica, "SELECT SERVICE_STATE FROM performance_schema.replication_connection_status"));
            Assert.Equal("1", await TextAsync(replica, "SELECT @@GLOBAL.super_read_only"));
        }

        Assert.Equal(JournalState.Aborted, (await JournalAsync(scene.Replicas[0]))!.State);
        var outcome = await scene.FailOverAsync(Accepting with { AcceptsSplitBrainRisk = false, FenceScript = new FenceProgram("/bin/true", TimeSpan.FromSeconds(5)) });
        Assert.Equal(FenceKind.Script, outcome.Fence!.Kind);
        await AssertOneWriterAsync(outcome, scene.Replicas);
    }

    [Fact]
    public async Task SecondRunIsRefusedWhileOneIsAtWork()
    {
        await scene.ArrangeAsync();
        await scene.KillAsync(scene.Primary);
        MySqlOpsException? refusal = null;

        var outcome = await scene.FailOverAsync(null, async (step, _) =>
        {
            if (step.Kind == FailoverStepKind.Elect)
                refusal = await Assert.ThrowsAsync<MySqlOpsException>(() => scene.FailOverAsync());
        });

        Assert.Equal(ErrorId.FailoverBusy, refusal!.Id);
        Assert.Contains(Environment.MachineName, refusal.Message, StringComparison.Ordinal);
        await AssertOneWriterAsync(outcome, scene.Replicas);
    }

    /// <summary>Has a client with all privileges wait in its commit, and no replica acknowledge.</summary>
    /// <returns>The commit.</returns>
    private async Task<Task> BeginCommitAsync()
    {
        await scene.ArrangeAsync(isSemiSync: true);
        foreach (var replica in scene.Replicas)
            await RunAsync(replica, "STOP REPLICA IO_THREAD", "SET GLOBAL rpl_semi_sync_replica_enabled = OFF", "START REPLICA IO_THREAD");
        var insert = RunAsync(scene.Primary, "INSERT INTO app.w (n) VALUES (1)");
        await AwaitAsync(scene.Primary, "SELECT VARIABLE_VALUE = 1 FROM performance_schema.global_status WHERE VARIABLE_NAME = 'Rpl_semi_sync_source_wait_sessions'");
        return insert;
    }
}
