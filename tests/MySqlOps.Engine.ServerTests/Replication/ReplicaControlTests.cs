using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Control;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;
using MySqlOps.Engine.ServerTests.Connect;

namespace MySqlOps.Engine.ServerTests.Replication;

/// <summary>Start, stop and reset, each twice, and by accounts that lack a privilege.</summary>
[Collection(ReplicaCollection.Name)]
public sealed class ReplicaControlTests(ReplicaPairFixture servers) : IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public Task InitializeAsync() => servers.RestoreAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(ReplicaThread.Both, ReceiverState.Off, ApplierState.Off)]
    [InlineData(ReplicaThread.Receiver, ReceiverState.Off, ApplierState.On)]
    [InlineData(ReplicaThread.Applier, ReceiverState.On, ApplierState.Off)]
    public async Task StopAndStartDoTheirThreadsAndTheSecondTimeNothing(ReplicaThread thread, ReceiverState receiver, ApplierState applier)
    {
        var first = await StopAsync(thread);
        var stopped = await servers.ReadAsync();
        var second = await StopAsync(thread);
        var start = await StartAsync(new ReplicaStartOptions { Thread = thread });
        var started = await servers.AwaitAsync(static status => status.Health == ReplicaHealth.Healthy);
        var again = await StartAsync(new ReplicaStartOptions { Thread = thread });

        Assert.Equal(thread == ReplicaThread.Both ? 2 : 1, first.Steps.Count);
        Assert.Equal((receiver, applier), (stopped.ReceiverState, stopped.ApplierState));
        Assert.Empty(second.Steps);
        Assert.Single(start.Steps);
        Assert.Equal(ReceiverState.On, started.ReceiverState);
        Assert.Empty(again.Steps);
    }

    [Fact]
    public async Task PlanningChangesNothing()
    {
        await ReplicaStopper.PlanAsync(servers.Replica.Server, [], ReplicaThread.Both, CancellationToken.None);
        await ReplicaResetter.PlanAsync(servers.Replica.Server, new ReplicaResetOptions { All = true }, CancellationToken.None);

        Assert.Equal(ReplicaHealth.Healthy, (await servers.ReadAsync()).Health);
    }

    [Fact]
    public async Task CatchUpIsWaitedFor()
    {
        await StopAsync(ReplicaThread.Both);
        await ReplicaPairFixture.RunAsync(servers.Source.Server, [.. Enumerable.Range(200, 50).Select(static id => FormattableString.Invariant($"REPLACE INTO shop.t VALUES ({id}, 1)"))]);

        await StartAsync(new ReplicaStartOptions { WaitFor = ReplicaWait.CatchUp, Sources = servers.Access });

        Assert.Equal("50", await ReplicaPairFixture.TextAsync(servers.Replica.Server, "SELECT COUNT(*) FROM shop.t WHERE id BETWEEN 200 AND 249"));
    }

    [Fact]
    public async Task CatchUpThatCantComeEndsAtTheLimit()
    {
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "STOP REPLICA SQL_THREAD", "CHANGE REPLICATION SOURCE TO SOURCE_DELAY = 3600");
        await ReplicaPairFixture.RunAsync(servers.Source.Server, "REPLACE INTO shop.t VALUES (250, 1)");

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => StartAsync(new ReplicaStartOptions { WaitFor = ReplicaWait.CatchUp, Timeout = TimeSpan.FromSeconds(1), Sources = servers.Access }));

        Assert.Equal(ErrorId.ReplicationWaitTimeout, error.Id);
    }

    [Fact]
    public async Task TheApplierStopsAfterTheGtidThatItIsGiven()
    {
        await StopAsync(ReplicaThread.Applier);
        await ReplicaPairFixture.RunAsync(servers.Source.Server, "DELETE FROM shop.t WHERE id >= 300", "INSERT INTO shop.t VALUES (300, 1)");
        var until = GtidSet.Parse(await ReplicaPairFixture.TextAsync(servers.Source.Server, "SELECT @@GLOBAL.gtid_executed") ?? "");
        await ReplicaPairFixture.RunAsync(servers.Source.Server, "INSERT INTO shop.t VALUES (301, 1)");
        await servers.AwaitAsync(static status => status.RetrievedGtidSet.Subtract(status.ExecutedGtidSet).Count >= 2);

        await StartAsync(new ReplicaStartOptions { UntilAfter = until, WaitFor = ReplicaWait.Until });

        Assert.Equal("300", await ReplicaPairFixture.TextAsync(servers.Replica.Server, "SELECT GROUP_CONCAT(id) FROM shop.t WHERE id >= 300"));
        await StartAsync(new ReplicaStartOptions());
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => StartAsync(new ReplicaStartOptions { UntilAfter = until }));
        Assert.Equal(ErrorId.ReplicationStartFailed, error.Id);
    }

    [Fact]
    public async Task AStartThatFailsSaysAtWhat()
    {
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "SET SESSION sql_log_bin = 0", "INSERT INTO shop.t VALUES (400, 0)");
        await ReplicaPairFixture.RunAsync(servers.Source.Server, "INSERT INTO shop.t VALUES (400, 1)");
        await servers.AwaitAsync(static status => status.Health == ReplicaHealth.Broken);

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => StartAsync(new ReplicaStartOptions()));

        Assert.Equal((ErrorId.ReplicationStartFailed, ServerErrorNumber.DuplicateEntry), (error.Id, error.ServerErrorNumber));
        await ReplicaPairFixture.RunAsync(servers.Source.Server, "DELETE FROM shop.t WHERE id = 400");
    }

    [Fact]
    public async Task AStopThatTakesTooLongSaysSoAndComesToItsEndByItself()
    {
        await ReplicaPairFixture.RunAsync(servers.Source.Server, "REPLACE INTO shop.t VALUES (500, 1)");
        await servers.CatchUpAsync();
        await using var holder = await Session.OpenAsync(servers.Replica.Server, CancellationToken.None);
        await holder.ExecuteAsync("LOCK TABLES shop.t READ", CancellationToken.None);
        await ReplicaPairFixture.RunAsync(servers.Source.Server, "UPDATE shop.t SET v = v + 1 WHERE id = 500");
        await servers.AwaitAsync(static status => status.Workers!.Any(static worker => worker is { IsRunning: true, Transaction: not null }));
        var plan = await ReplicaStopper.PlanAsync(servers.Replica.Server, [], ReplicaThread.Both, CancellationToken.None);
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => new ReplicaStopper(SilentObserver.Instance).StopAsync(plan, TimeSpan.FromSeconds(1), CancellationToken.None));
        await holder.ExecuteAsync("UNLOCK TABLES", CancellationToken.None);

        Assert.Equal(ErrorId.ReplicationWaitTimeout, error.Id);
        await servers.AwaitAsync(static status => status is { Health: ReplicaHealth.Stopped, ApplierState: ApplierState.Off, ReceiverState: ReceiverState.Off });
    }

    [Fact]
    public async Task ResetAllMakesItNoReplicaAndTheSecondTimeDoesNothing()
    {
        var plan = await ResetAsync(new ReplicaResetOptions { All = true });
        var again = await ResetAsync(new ReplicaResetOptions { All = true });

        Assert.Equal(3, plan.Steps.Count);
        Assert.Contains("account follower and its password", Assert.Single(plan.Notes), StringComparison.Ordinal);
        Assert.Empty(await servers.ReadAllAsync(servers.Replica.Server));
        Assert.Empty(again.Steps);
    }

    [Fact]
    public async Task ResetThrowsAwayOnlyWhatTheSourceStillHas()
    {
        await StopAsync(ReplicaThread.Applier);
        await ReplicaPairFixture.RunAsync(servers.Source.Server, "REPLACE INTO shop.t VALUES (600, 1)");
        await servers.AwaitAsync(static status => status.RetrievedGtidSet.Subtract(status.ExecutedGtidSet).Count == 1);
        var blind = new SourceAccess { Account = servers.Source.Server.WithPassword("wrong") };

        var refused = await Assert.ThrowsAsync<MySqlOpsException>(() => ResetAsync(new ReplicaResetOptions { Sources = blind }));
        Assert.Equal(ErrorId.ReplicationWouldLose, refused.Id);
        Assert.Contains("lost", Assert.Single((await ReplicaResetter.PlanAsync(servers.Replica.Server, new ReplicaResetOptions { Sources = blind, AllowLoss = true }, CancellationToken.None)).Notes), StringComparison.Ordinal);
        var plan = await ResetAsync(new ReplicaResetOptions { Sources = servers.Access });

        Assert.Contains("the source still has it", Assert.Single(plan.Notes), StringComparison.Ordinal);
        await StartAsync(new ReplicaStartOptions { WaitFor = ReplicaWait.CatchUp, Sources = servers.Access });
        Assert.Equal("1", await ReplicaPairFixture.TextAsync(servers.Replica.Server, "SELECT COUNT(*) FROM shop.t WHERE id = 600"));
    }

    [Fact]
    public async Task OpenTemporaryTablesForbidAReset()
    {
        await using var holder = await Session.OpenAsync(servers.Source.Server, CancellationToken.None);
        await holder.ExecuteAsync("SET SESSION binlog_format = 'STATEMENT'", CancellationToken.None);
        await holder.ExecuteAsync("CREATE TEMPORARY TABLE shop.open (n INT)", CancellationToken.None);
        await servers.CatchUpAsync();

        var stop = await StopAsync(ReplicaThread.Both);
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ResetAsync(new ReplicaResetOptions()));

        Assert.Contains("temporary tables", Assert.Single(stop.Notes), StringComparison.Ordinal);
        Assert.Equal(ErrorId.ReplicationTemporaryTables, error.Id);
        await StartAsync(new ReplicaStartOptions());
        await holder.ExecuteAsync("DROP TEMPORARY TABLE shop.open", CancellationToken.None);
        await servers.CatchUpAsync();
    }

    [Theory]
    [InlineData("stop", "REPLICATION_SLAVE_ADMIN")]
    [InlineData("start", "REPLICATION_SLAVE_ADMIN")]
    [InlineData("reset", "RELOAD")]
    [InlineData("skip", "REPLICATION_APPLIER")]
    public async Task AnAccountThatLacksAPrivilegeIsToldWhich(string what, string privilege)
    {
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, what == "stop" ? "SELECT 1" : "STOP REPLICA");
        var account = await TestAccounts.CreateAsync(servers.Replica, "limited", "", "REPLICATION CLIENT ON *.*");

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ActAsync(account, what));
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "SET SESSION sql_log_bin = 0", $"GRANT {privilege} ON *.* TO limited@'127.0.0.1'");
        await ActAsync(account, what);

        Assert.Equal(ErrorId.PrivilegeMissing, error.Id);
        Assert.Contains(privilege, error.Message, StringComparison.Ordinal);
    }

    private static async Task ActAsync(MySqlServer server, string what)
    {
        switch (what)
        {
            case "stop":
                await new ReplicaStopper(SilentObserver.Instance).StopAsync(await ReplicaStopper.PlanAsync(server, [], ReplicaThread.Both, CancellationToken.None), Timeout, CancellationToken.None);
                break;
            case "start":
                await new ReplicaStarter(SilentObserver.Instance, TimeProvider.System).StartAsync(await ReplicaStarter.PlanAsync(server, new ReplicaStartOptions(), CancellationToken.None), new ReplicaStartOptions(), CancellationToken.None);
                break;
            case "reset":
                await ReplicaResetter.ResetAsync(await ReplicaResetter.PlanAsync(server, new ReplicaResetOptions(), CancellationToken.None), Timeout, CancellationToken.None);
                break;
            default:
                var options = new SkipOptions { Gtids = GtidSet.Parse("cccccccc-0000-0000-0000-000000000001:1"), AllowUnknown = true };
                await new TransactionSkipper(SilentObserver.Instance).SkipAsync(await TransactionSkipper.PlanAsync(server, options, CancellationToken.None), CancellationToken.None);
                break;
        }
    }

    private async Task<ReplicaPlan> StopAsync(ReplicaThread thread)
    {
        var plan = await ReplicaStopper.PlanAsync(servers.Replica.Server, [], thread, CancellationToken.None);
        await new ReplicaStopper(SilentObserver.Instance).StopAsync(plan, Timeout, CancellationToken.None);
        return plan;
    }

    private async Task<ReplicaPlan> StartAsync(ReplicaStartOptions options)
    {
        var plan = await ReplicaStarter.PlanAsync(servers.Replica.Server, options, CancellationToken.None);
        await new ReplicaStarter(SilentObserver.Instance, TimeProvider.System).StartAsync(plan, options, CancellationToken.None);
        return plan;
    }

    private async Task<ReplicaPlan> ResetAsync(ReplicaResetOptions options)
    {
        var plan = await ReplicaResetter.PlanAsync(servers.Replica.Server, options, CancellationToken.None);
        await ReplicaResetter.ResetAsync(plan, Timeout, CancellationToken.None);
        return plan;
    }
}
