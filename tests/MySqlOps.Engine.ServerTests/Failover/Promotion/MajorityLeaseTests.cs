using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Foundation;
using static MySqlOps.Engine.ServerTests.Failover.Promotion.FailoverFixture;

namespace MySqlOps.Engine.ServerTests.Failover.Promotion;

/// <summary>The lease and the journal on real servers.</summary>
[Collection(PromotionCollection.Name)]
public sealed class MajorityLeaseTests(FailoverFixture scene)
{
    private static readonly LeaseOptions Mine = new() { Holder = "monitor one", Span = TimeSpan.FromSeconds(5), ConnectTimeout = TimeSpan.FromSeconds(10) };

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task OneHolderAtATimeAndTheOtherLearnsWho()
    {
        await scene.ArrangeAsync();
        await using (await AcquireAsync(scene.Replicas))
        {
            var error = await Assert.ThrowsAsync<MySqlOpsException>(() => AcquireAsync(scene.Replicas));
            Assert.Equal(ErrorId.FailoverBusy, error.Id);
            Assert.Contains("monitor one", error.Message, StringComparison.Ordinal);
        }

        await using var next = await AcquireAsync(scene.Replicas);
        await next.ConfirmAsync(CancellationToken.None);
    }

    [Fact]
    public async Task MinorityIsNoLease()
    {
        await scene.ArrangeAsync();
        var nobody = scene.Primary with { Port = 1, ConnectTimeout = TimeSpan.FromSeconds(1) };

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => AcquireAsync([scene.Replicas[0], nobody, nobody with { Port = 2 }]));

        Assert.Equal(ErrorId.FailoverNoMajority, error.Id);
        await using var enough = await AcquireAsync([scene.Replicas[0], scene.Replicas[1], nobody]);
        Assert.True(enough.Of(scene.Replicas[0]).IsHeld);
        Assert.False(enough.Of(nobody).IsHeld);
    }

    [Fact]
    public async Task LostSessionsAreNotOpenedAnewWhenTheMajorityWentWithThem()
    {
        await scene.ArrangeAsync();
        await using var lease = await AcquireAsync(scene.Replicas);
        foreach (var replica in scene.Replicas.Take(2))
            await RunAsync(replica, $"KILL {await TextAsync(replica, $"SELECT IS_USED_LOCK('{LeaseLock.Name}')")}");

        Assert.Equal(ErrorId.FailoverLeaseLost, (await Assert.ThrowsAsync<MySqlOpsException>(() => lease.ConfirmAsync(CancellationToken.None))).Id);
        Assert.Equal(ErrorId.FailoverLeaseLost, (await Assert.ThrowsAsync<MySqlOpsException>(() => lease.Of(scene.Replicas[0]).TextAsync("SELECT 1", Limit, CancellationToken.None))).Id);
    }

    [Fact]
    public async Task OneLostSessionIsOpenedAnewWhileTheOthersKeptEverybodyAway()
    {
        await scene.ArrangeAsync();
        await using var lease = await AcquireAsync(scene.Replicas);
        await RunAsync(scene.Replicas[0], $"KILL {await TextAsync(scene.Replicas[0], $"SELECT IS_USED_LOCK('{LeaseLock.Name}')")}");
        await Assert.ThrowsAsync<MySqlOpsException>(() => lease.Of(scene.Replicas[0]).TextAsync("SELECT 1", Limit, CancellationToken.None));

        Assert.Equal("1", await lease.Of(scene.Replicas[0]).TextAsync($"SELECT IS_USED_LOCK('{LeaseLock.Name}') = CONNECTION_ID()", Limit, CancellationToken.None));
    }

    [Fact]
    public async Task JournalOfAReadOnlyMemberLeavesNoTrace()
    {
        await scene.ArrangeAsync();
        var replica = scene.Replicas[0];
        var before = await TextAsync(replica, "SELECT @@GLOBAL.gtid_executed");
        await using var session = await Session.OpenAsync(replica, CancellationToken.None);
        var entry = new JournalEntry
        {
            Epoch = 7,
            RunId = "r'1",
            State = JournalState.Promoting,
            OldPrimary = "db:3306",
            NewPrimary = "db:3307",
            Holder = "o'hara \\ co",
            BegunAt = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
            ChangedAt = new DateTimeOffset(2026, 11, 22, 12, 0, 1, 500, TimeSpan.Zero),
            Document = """{"Reasons": ["it's gone"]}""",
        };

        await JournalNotes.WriteAsync(session, entry with { State = JournalState.Begun }, CancellationToken.None);
        await JournalNotes.WriteAsync(session, entry, CancellationToken.None);

        Assert.Equal(entry, await JournalNotes.ReadAsync(session, CancellationToken.None));
        Assert.Equal("1,1,1", await session.TextAsync("SELECT CONCAT_WS(',', @@GLOBAL.read_only, @@GLOBAL.super_read_only, @@SESSION.sql_log_bin)", CancellationToken.None));
        Assert.Equal(before, await TextAsync(replica, "SELECT @@GLOBAL.gtid_executed"));
    }

    [Fact]
    public async Task JournalIsWrittenWhileNobodyCanWriteToTheReplica()
    {
        await scene.ArrangeAsync();
        var replica = scene.Replicas[0];
        var before = await TextAsync(replica, "SELECT @@GLOBAL.gtid_executed");
        using var stop = new CancellationTokenSource();
        var (tried, accepted) = (0, 0);
        var writing = Task.Run(async () =>
        {
            // Its account is one that read_only alone does not bind.
            await using var writer = await Session.OpenAsync(replica, CancellationToken.None);
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    tried++;
                    await writer.ExecuteAsync("CREATE DATABASE slipped_in", CancellationToken.None);
                    accepted++;
                }
                catch (MySqlOpsException)
                {
                    // As it should be.
                }
            }
        });

        await using var session = await Session.OpenAsync(replica, CancellationToken.None);
        for (var epoch = 1; epoch <= 40; epoch++)
            await JournalNotes.WriteAsync(session, Entry(epoch), CancellationToken.None);
        await stop.CancelAsync();
        await writing;

        Assert.True(tried > 20, $"Only {tried} writes were tried.");
        Assert.Equal(0, accepted);
        Assert.Equal(before, await TextAsync(replica, "SELECT @@GLOBAL.gtid_executed"));
        Assert.Equal(Enumerable.Range(11, 30).Reverse().Select(static epoch => (long)epoch), (await JournalNotes.ReadAsync(session, 50, CancellationToken.None)).Select(static entry => entry.Epoch));
    }

    [Fact]
    public async Task TooLongAnEntryIsRefusedAndTheOldOneStays()
    {
        await scene.ArrangeAsync();
        await using var session = await Session.OpenAsync(scene.Replicas[0], CancellationToken.None);
        await JournalNotes.WriteAsync(session, Entry(1), CancellationToken.None);
        var random = new Random(1);
        var tooLong = string.Concat(Enumerable.Range(0, 20_000).Select(_ => (char)random.Next(0x4E00, 0x9FFF)));

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => JournalNotes.WriteAsync(session, Entry(1) with { Document = tooLong }, CancellationToken.None));

        Assert.Equal(ErrorId.FailoverJournalFailed, error.Id);
        Assert.Equal(Entry(1), await JournalNotes.ReadAsync(session, CancellationToken.None));
    }

    private static JournalEntry Entry(long epoch) => new()
    {
        Epoch = epoch,
        RunId = "run",
        State = JournalState.Completed,
        OldPrimary = "db:3306",
        BegunAt = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
        ChangedAt = new DateTimeOffset(2026, 11, 22, 12, 0, 1, TimeSpan.Zero),
    };

    private static Task<MajorityLease> AcquireAsync(IReadOnlyList<MySqlServer> replicas) => MajorityLease.AcquireAsync(replicas, [], Mine, TimeProvider.System, CancellationToken.None);
}
