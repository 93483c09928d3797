using System.Net;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Failover.Switchover;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Connect;
using static MySqlOps.Engine.ServerTests.Failover.Switchover.SwitchoverFixture;

namespace MySqlOps.Engine.ServerTests.Failover.Switchover;

/// <summary>Switchovers that are refused, or fail and are undone.</summary>
[Collection(SwitchoverCollection.Name)]
public sealed class SwitchoverTroubleTests(SwitchoverFixture scene) : IAsyncLifetime
{
    private static readonly SwitchoverOptions Hasty = new() { MaxWriteOutage = TimeSpan.FromSeconds(1.5), LongTransactionTimeout = TimeSpan.Zero };

    public Task InitializeAsync() => scene.ArrangeAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task AFailureOfAnyStepUpToThePromotionIsUndone()
    {
        var steps = (await scene.PlanAsync(scene.Primary, scene.Candidate)).Steps.TakeWhile(static step => !step.IsPointOfNoReturn).Select(static step => (step.Kind, IsDone: true)).Append((FailoverStepKind.Promote, IsDone: false)).ToArray();
        foreach (var (kind, isDone) in steps)
        {
            var outcome = await scene.SwitchAsync(scene.Primary, scene.Candidate, disturb: (step, done) =>
                step.Kind == kind && done == isDone ? throw new MySqlOpsException(ErrorId.QueryFailed, "Disturbed.") : Task.CompletedTask);

            Assert.True(outcome.IsUndone, $"{kind}: {outcome.Message}");
            Assert.Equal(ErrorId.QueryFailed, outcome.Error);
            Assert.Equal(scene.Primary, outcome.Server);
            await AssertStillPrimaryAsync(scene.Primary, scene.Candidate, scene.Other);
            Assert.Equal("ON,OFF", await TextAsync(scene.Primary, "SELECT CONCAT(@@GLOBAL.event_scheduler, ',', COALESCE(MAX(VARIABLE_VALUE), 'OFF')) FROM performance_schema.persisted_variables WHERE VARIABLE_NAME = 'super_read_only'"));
        }
    }

    [Fact]
    public async Task AReplicaThatCannotBePointedToTheNewPrimaryIsNamedAndTheOthersFollow()
    {
        var outcome = await scene.SwitchAsync(scene.Primary, scene.Candidate, disturb: (step, done) =>
            step.Kind == FailoverStepKind.Repoint && !done ? throw new MySqlOpsException(ErrorId.QueryFailed, "Disturbed.") : Task.CompletedTask);

        Assert.Equal(ErrorId.SwitchoverReplicaDetached, outcome.Error);
        Assert.Equal([scene.Other], outcome.Detached);
        Assert.False(outcome.IsComplete || outcome.IsUndone);
        await AssertPrimaryAsync(scene.Candidate, scene.Primary);
    }

    [Fact]
    public async Task LockedTablesHoldTheFenceUpAndTheOldPrimaryWritesAgain()
    {
        await using var session = await Session.OpenAsync(scene.Primary, CancellationToken.None);

        var outcome = await scene.SwitchAsync(scene.Primary, scene.Candidate, Hasty, (step, done) =>
            step.Kind == FailoverStepKind.Fence && !done ? session.ExecuteAsync("LOCK TABLES app.w WRITE", CancellationToken.None) : Task.CompletedTask);
        await session.ExecuteAsync("UNLOCK TABLES", CancellationToken.None);

        Assert.Equal(ErrorId.SwitchoverFenceBlocked, outcome.Error);
        Assert.True(outcome.IsUndone, outcome.Message);
        Assert.Contains($"session {session.ConnectionId} of root@", outcome.Message, StringComparison.Ordinal);
        await AssertStillPrimaryAsync(scene.Primary, scene.Candidate, scene.Other);
    }

    [Fact]
    public async Task AnOutageThatTakesTooLongIsUndone()
    {
        var outcome = await scene.SwitchAsync(scene.Primary, scene.Candidate, Hasty, async (step, done) =>
        {
            if (step.Kind == FailoverStepKind.Drain && done)
            {
                await RunAsync(scene.Candidate, "STOP REPLICA SQL_THREAD");
                await RunAsync(scene.Primary, "INSERT INTO app.w (n) VALUES (1)");
            }
        });
        await RunAsync(scene.Candidate, "START REPLICA SQL_THREAD");

        Assert.Equal(ErrorId.SwitchoverOutageExceeded, outcome.Error);
        Assert.True(outcome.IsUndone, outcome.Message);
        await AssertStillPrimaryAsync(scene.Primary, scene.Candidate, scene.Other);
    }

    [Fact]
    public async Task ACandidateThatDoesNotCatchUpBlocksNobody()
    {
        var outcome = await scene.SwitchAsync(scene.Primary, scene.Candidate, new SwitchoverOptions { CatchUpTimeout = TimeSpan.FromSeconds(0.5) }, async (step, done) =>
        {
            if (step.Kind == FailoverStepKind.CatchUp && !done)
            {
                await RunAsync(scene.Candidate, "STOP REPLICA SQL_THREAD");
                await RunAsync(scene.Primary, "INSERT INTO app.w (n) VALUES (1)");
            }
        });
        await RunAsync(scene.Candidate, "START REPLICA SQL_THREAD");

        Assert.Equal(ErrorId.SwitchoverCandidateLags, outcome.Error);
        Assert.Null(outcome.WriteOutage);
        await AssertStillPrimaryAsync(scene.Primary, scene.Candidate, scene.Other);
    }

    [Fact]
    public async Task CancellingDuringTheOutageUndoesIt()
    {
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.SwitchAsync(
            scene.Primary, scene.Candidate, null, (step, done) => step.Kind == FailoverStepKind.AwaitCandidate && !done ? stop.CancelAsync() : Task.CompletedTask, stop.Token));

        await AssertStillPrimaryAsync(scene.Primary, scene.Candidate, scene.Other);
    }

    [Fact]
    public async Task WhoLostALockOfAnyMemberDoesNotPromote()
    {
        var outcome = await scene.SwitchAsync(scene.Primary, scene.Candidate, null, async (step, done) =>
        {
            if (step.Kind == FailoverStepKind.Promote && !done)
                await RunAsync(scene.Other, $"KILL {await TextAsync(scene.Other, $"SELECT IS_USED_LOCK('{LeaseLock.Name}')")}");
        });

        Assert.Equal(ErrorId.FailoverLeaseLost, outcome.Error);
        Assert.True(outcome.IsUndone, outcome.Message);
        await AssertStillPrimaryAsync(scene.Primary, scene.Candidate, scene.Other);
    }

    [Fact]
    public async Task TwoAtOnceAreRefused()
    {
        await using var other = await MajorityLease.AcquireAllAsync([scene.Other], new LeaseOptions { Holder = "somebody" }, TimeProvider.System, CancellationToken.None);

        var outcome = await scene.SwitchAsync(scene.Primary, scene.Candidate);

        Assert.Equal(ErrorId.FailoverBusy, outcome.Error);
        Assert.True(outcome.IsUndone);
        await AssertStillPrimaryAsync(scene.Primary, scene.Candidate, scene.Other);
    }

    [Fact]
    public async Task AServerThatChangedSinceThePlanIsNotTouched()
    {
        var plan = await scene.PlanAsync(scene.Primary, scene.Candidate);
        await RunAsync(scene.Primary, "SET GLOBAL super_read_only = ON");

        var outcome = await new SwitchoverExecutor(plan, SilentObserver.Instance, TimeProvider.System).RunAsync(CancellationToken.None);

        Assert.Equal(ErrorId.SwitchoverPlanStale, outcome.Error);
        Assert.Equal("1", await TextAsync(scene.Primary, "SELECT @@GLOBAL.super_read_only"));
    }

    [Fact]
    public async Task AServerThatCannotBeReachedIsNamed()
    {
        var port = FreePort.Find();
        var plan = await scene.PlanAsync(scene.Primary, scene.Candidate, null, scene.Candidate, scene.Other, scene.Other with { Port = port, Host = IPAddress.Loopback.ToString() });

        var refusal = Assert.Single(plan.Refusals);
        Assert.Equal(ErrorId.SwitchoverMemberUnreachable, refusal.Id);
        Assert.Equal(port, refusal.Server.Port);
    }

    [Fact]
    public async Task AReplicaThatNobodyNamedIsNotLeftBehind()
    {
        var plan = await scene.PlanAsync(scene.Primary, scene.Candidate, null, scene.Candidate);

        Assert.Equal(ErrorId.SwitchoverReplicaUnknown, Assert.Single(plan.Refusals).Id);
    }

    [Fact]
    public async Task ADelayedOrStoppedCandidateIsRefused()
    {
        await RunAsync(scene.Candidate, "STOP REPLICA SQL_THREAD");
        Assert.Equal(ErrorId.SwitchoverCandidateIneligible, Assert.Single((await scene.PlanAsync(scene.Primary, scene.Candidate)).Refusals).Id);

        await RunAsync(scene.Candidate, "CHANGE REPLICATION SOURCE TO SOURCE_DELAY = 60 FOR CHANNEL 'main'", "START REPLICA");
        Assert.Equal(ErrorId.SwitchoverCandidateIneligible, Assert.Single((await scene.PlanAsync(scene.Primary, scene.Candidate)).Refusals).Id);
    }

    [Fact]
    public async Task WithoutTheRightToReadThePasswordItMustBeGiven()
    {
        var weak = await TestAccounts.CreateAsync(
            scene.Sandboxes[0], "weak", "", "REPLICATION CLIENT, REPLICATION SLAVE, PROCESS, RELOAD, SYSTEM_VARIABLES_ADMIN, REPLICATION_SLAVE_ADMIN, EVENT, SET_ANY_DEFINER ON *.*", "SELECT ON performance_schema.*");
        await CatchUpAsync(scene.Primary, scene.Candidate, scene.Other);
        var (candidate, other) = (weak with { Port = scene.Candidate.Port }, weak with { Port = scene.Other.Port });

        var refused = await scene.PlanAsync(weak, candidate, null, candidate, other);
        var given = await scene.PlanAsync(weak, candidate, new SwitchoverOptions { Login = new ReplicationLogin("repl", new Secret(Password)) }, candidate, other);
        var outcome = await new SwitchoverExecutor(given, SilentObserver.Instance, TimeProvider.System).RunAsync(CancellationToken.None);

        Assert.Equal(ErrorId.SwitchoverPasswordMissing, Assert.Single(refused.Refusals).Id);
        Assert.True(outcome.IsComplete, outcome.Message);
        await AssertPrimaryAsync(scene.Candidate, scene.Primary, scene.Other);
    }

    [Fact]
    public async Task AnAccountThatLacksPrivilegesIsToldWhich()
    {
        var weak = await TestAccounts.CreateAsync(scene.Sandboxes[0], "weak", "", "REPLICATION CLIENT, REPLICATION SLAVE, PROCESS, RELOAD ON *.*", "SELECT ON performance_schema.*");
        await CatchUpAsync(scene.Primary, scene.Candidate, scene.Other);

        var plan = await scene.PlanAsync(weak, scene.Candidate, null, scene.Candidate, scene.Other);

        var refusal = Assert.Single(plan.Refusals);
        Assert.Equal(ErrorId.PrivilegeMissing, refusal.Id);
        Assert.Contains("SYSTEM_VARIABLES_ADMIN, REPLICATION_SLAVE_ADMIN", refusal.Message, StringComparison.Ordinal);
    }
}
