using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Overview;
using MySqlOps.Engine.Failover.Suspension;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Failover.Promotion;
using static MySqlOps.Engine.ServerTests.Failover.Promotion.FailoverFixture;
using Scene = MySqlOps.Engine.ServerTests.Failover.Promotion.FailoverFixture;

namespace MySqlOps.Engine.ServerTests.Failover.Suspension;

/// <summary>Orders to monitors, and the overview of what servers hold, on real servers.</summary>
[Collection(PromotionCollection.Name)]
public sealed class SuspensionTests(Scene scene)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private MySqlServer Nobody => scene.Primary with { Port = 1 };

    [Fact]
    public async Task OrderIsOnEveryMemberAndLeavesNoTrace()
    {
        await scene.ArrangeAsync();
        var before = await Task.WhenAll(scene.Replicas.Select(static replica => TextAsync(replica, "SELECT @@GLOBAL.gtid_executed")));
        var end = TimeProvider.System.GetUtcNow().AddHours(1);
        Assert.Null(await SuspensionReader.ReadAsync([scene.Primary, .. scene.Replicas], Limit, CancellationToken.None));

        var first = await Writer(scene.Primary, scene.Replicas).WriteAsync(Suspend() with { Reason = "it's \\ a kernel", Until = end }, CancellationToken.None);
        var second = await Writer(scene.Primary, scene.Replicas).WriteAsync(Suspend() with { IsSuspended = false, Reason = "" }, CancellationToken.None);

        Assert.Equal((1, 2, 4), (first.Order.Number, second.Order.Number, second.Members.Count));
        var read = await Task.WhenAll(scene.Replicas.Prepend(scene.Primary).Select(server => SuspensionReader.ReadAsync([server], Limit, CancellationToken.None)));
        Assert.All(read, static order => Assert.Equal((2, false), (order!.Number, order.IsSuspended)));
        Assert.Equal(before, await Task.WhenAll(scene.Replicas.Select(static replica => TextAsync(replica, "SELECT @@GLOBAL.gtid_executed"))));
        Assert.All(await Task.WhenAll(scene.Replicas.Select(static replica => TextAsync(replica, "SELECT CONCAT(@@GLOBAL.super_read_only, (SELECT COUNT(*) FROM performance_schema.replication_asynchronous_connection_failover WHERE CHANNEL_NAME = 'mysqlops_failover_suspension'))"))), static text => Assert.Equal("11", text));
    }

    [Fact]
    public async Task OrderComesBackAsItWasGiven()
    {
        await scene.ArrangeAsync();
        var end = new DateTimeOffset(2036, 11, 22, 12, 0, 0, 123, TimeSpan.Zero);

        var given = await Writer(scene.Primary, scene.Replicas).WriteAsync(Suspend() with { Reason = "it's \\ a kernel", Until = end }, CancellationToken.None);
        var read = await SuspensionReader.ReadAsync([scene.Replicas[1]], Limit, CancellationToken.None);

        Assert.Equal(("it's \\ a kernel", end, given.Order.By, true), (read!.Reason, read.Until, read.By, read.IsInForce(TimeProvider.System.GetUtcNow())));
        Assert.InRange(read.Since - given.Order.Since, TimeSpan.FromMilliseconds(-1), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task PrimaryThatIsDownHindersNoOrderAndAMajorityOfTheReplicasIsEnough()
    {
        await scene.ArrangeAsync();

        var outcome = await Writer(Nobody, [scene.Replicas[0], scene.Replicas[1], Nobody with { Port = 2 }]).WriteAsync(Suspend(), CancellationToken.None);

        Assert.Equal((2, 2), (outcome.Members.Count, outcome.Missed.Count));
        Assert.True((await SuspensionReader.ReadAsync([scene.Replicas[0], scene.Replicas[2]], Limit, CancellationToken.None))!.IsSuspended);
    }

    [Fact]
    public async Task MinorityOfTheReplicasIsNotEnough()
    {
        await scene.ArrangeAsync();

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => Writer(scene.Primary, [scene.Replicas[0], Nobody, Nobody with { Port = 2 }]).WriteAsync(Suspend(), CancellationToken.None));
        var none = await Assert.ThrowsAsync<MySqlOpsException>(() => Writer(scene.Primary, []).WriteAsync(Suspend(), CancellationToken.None));

        Assert.Equal((ErrorId.FailoverSuspensionFailed, ErrorId.FailoverSuspensionFailed), (error.Id, none.Id));
        Assert.Null(await SuspensionReader.ReadAsync(scene.Replicas, Limit, CancellationToken.None));
    }

    [Fact]
    public async Task AccountThatMayNotReadIsNotTakenForNoOrder()
    {
        await scene.ArrangeAsync();
        await Writer(scene.Primary, scene.Replicas).WriteAsync(Suspend(), CancellationToken.None);
        await RunAsync(scene.Primary, "CREATE USER IF NOT EXISTS blind@'127.0.0.1' IDENTIFIED BY 'blind-Pw-1'");
        try
        {
            var blind = (scene.Primary with { User = "blind" }).WithPassword("blind-Pw-1");

            Assert.Equal(ErrorId.PrivilegeMissing, (await Assert.ThrowsAsync<MySqlOpsException>(() => SuspensionReader.ReadAsync([blind], Limit, CancellationToken.None))).Id);
            var overview = await Reader.ReadAsync(blind, [], CancellationToken.None);
            Assert.Equal(ErrorId.PrivilegeMissing, Assert.Single(overview.Members).Error);
        }
        finally
        {
            await RunAsync(scene.Primary, "DROP USER blind@'127.0.0.1'");
        }
    }

    [Fact]
    public async Task OverviewShowsTheHolderTheOrderAndTheRuns()
    {
        await scene.ArrangeAsync();
        await using (var session = await Session.OpenAsync(scene.Replicas[2], CancellationToken.None))
        {
            await JournalNotes.WriteAsync(session, Entry(4), CancellationToken.None);
            await JournalNotes.WriteAsync(session, Entry(5), CancellationToken.None);
        }

        var order = (await Writer(scene.Primary, scene.Replicas).WriteAsync(Suspend() with { IsSuspended = false, IsAcknowledging = true }, CancellationToken.None)).Order;
        Assert.Equal(5, order.AcknowledgedEpoch);
        await using (await MajorityLease.AcquireAsync(scene.Replicas, [], new LeaseOptions { Holder = "monitor one" }, TimeProvider.System, CancellationToken.None))
        {
            var held = await Reader.ReadAsync(scene.Primary, [.. scene.Replicas, Nobody], CancellationToken.None);

            Assert.Equal("monitor one", held.Holder);
            Assert.Equal([5L, 4L], held.Runs.Select(static run => run.Epoch));
            Assert.Equal((1, 0, false), (held.Suspension!.Number, held.UnacknowledgedRuns, held.IsSuspended));
            Assert.Equal([null, null, null, null, ErrorId.ConnectRefused], held.Members.Select(static member => member.Error));
            Assert.Equal("monitor one", await Reader.AwaitReleaseAsync(scene.Primary, scene.Replicas, TimeSpan.Zero, CancellationToken.None));
        }

        Assert.Null(await Reader.AwaitReleaseAsync(scene.Primary, scene.Replicas, Limit, CancellationToken.None));
    }

    private static OverviewReader Reader { get; } = new(Limit, TimeProvider.System);

    private static SuspensionWriter Writer(MySqlServer primary, IReadOnlyList<MySqlServer> replicas) => new(primary, replicas, Limit, TimeProvider.System);

    private SuspensionRequest Suspend() => new() { Server = scene.Primary, IsSuspended = true };

    private static JournalEntry Entry(long epoch) => new()
    {
        Epoch = epoch,
        RunId = $"r{epoch}",
        State = JournalState.Completed,
        OldPrimary = "db:3306",
        BegunAt = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
        ChangedAt = new DateTimeOffset(2026, 11, 22, 12, 0, 1, TimeSpan.Zero),
    };
}
