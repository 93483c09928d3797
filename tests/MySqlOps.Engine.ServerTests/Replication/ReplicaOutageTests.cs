using System.Diagnostics;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Status;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Connect;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Replication;

/// <summary>A replica and the outages of its source: a restart, a hang, and a clock that is wrong.</summary>
[Collection(ReplicaCollection.Name)]
public sealed class ReplicaOutageTests(ReplicaPairFixture servers) : IAsyncLifetime
{
    public Task InitializeAsync() => servers.RestoreAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task ItGoesOnByItselfAfterARestartOfItsSource()
    {
        var control = new SandboxControl(SilentObserver.Instance);
        await control.StopAsync(servers.Source.Path, true, CancellationToken.None);
        var alone = await servers.AwaitAsync(static status => status is { Health: ReplicaHealth.Connecting, ReceiverError: not null });
        await control.StartAsync(servers.Source.Path, CancellationToken.None);
        await ReplicaPairFixture.RunAsync(servers.Source.Server, "REPLACE INTO shop.t VALUES (100, 100)");

        var back = await servers.AwaitAsync(static status => status is { Health: ReplicaHealth.Healthy, MissingGtidSet.IsEmpty: true });

        Assert.NotNull(alone.SourceTrouble);
        Assert.Null(alone.Lag);
        Assert.Equal(ReceiverState.On, back.ReceiverState);
        Assert.Equal("100", await ReplicaPairFixture.TextAsync(servers.Replica.Server, "SELECT v FROM shop.t WHERE id = 100"));
    }

    // With the settings that survive outages a hang is noticed after 4 s, so it needs not last longer to be one.
    [Fact]
    public Task AHungSourceIsNoticedWithoutAnErrorAndCaughtUpWithAfterwards() => HangAsync(TimeSpan.Zero);

    [LongFact]
    public Task AHangOfThirtySecondsIsLivedThrough() => HangAsync(TimeSpan.FromSeconds(30));

    [FakeTimeFact]
    public async Task TheLagIsRightUnderLoadAlthoughTheClocksDiffer()
    {
        var control = new SandboxControl(SilentObserver.Instance);
        await control.StopAsync(servers.Source.Path, false, CancellationToken.None);
        using var falseClock = StartWithFalseClock(TimeSpan.FromSeconds(-97));
        try
        {
            await servers.AwaitAsync(static status => status.Health == ReplicaHealth.Healthy && status.ClockOffset is not null, TimeSpan.FromMinutes(4));
            using var stop = new CancellationTokenSource();
            var load = LoadAsync(stop.Token);
            await servers.AwaitAsync(static status => status.Workers!.Any(static worker => worker.LastTransactionLag is not null));
            var lags = new List<TimeSpan>();
            for (var look = 0; look < 20; look++)
            {
                var status = await servers.ReadAsync();
                Assert.InRange(status.ClockOffset!.Value.TotalSeconds, -97.5, -96.5);
                lags.Add(status.Lag!.Value);
                lags.AddRange(status.Workers!.Select(static worker => worker.LastTransactionLag).OfType<TimeSpan>());
            }

            await ReplicaPairFixture.RunAsync(servers.Replica.Server, "STOP REPLICA SQL_THREAD");
            await Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None);
            var stopped = await servers.ReadAsync();
            await stop.CancelAsync();
            await load;

            // A lag that took the clocks at their word would be 97 s.
            Assert.True(lags.Any(static lag => lag > TimeSpan.Zero), "Nothing was ever behind: the load was none.");
            Assert.All(lags, static lag => Assert.InRange(lag.TotalSeconds, 0, 30));
            Assert.InRange(stopped.Lag!.Value.TotalSeconds, 2, 30);
        }
        finally
        {
            // The process that started the server ends when the server is up, and takes it along before that.
            if (!falseClock.HasExited)
                falseClock.Kill(true);
            await control.StopAsync(servers.Source.Path, true, CancellationToken.None);
            await control.StartAsync(servers.Source.Path, CancellationToken.None);
        }
    }

    private async Task HangAsync(TimeSpan atLeast)
    {
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "STOP REPLICA", "SET GLOBAL replica_net_timeout = 4", "CHANGE REPLICATION SOURCE TO SOURCE_HEARTBEAT_PERIOD = 1", "START REPLICA");
        await servers.AwaitAsync(static status => status.Health == ReplicaHealth.Healthy);
        ReplicaStatus hung;
        var watch = Stopwatch.StartNew();
        var source = (await new SandboxReader().ReadAsync(servers.Source.Path, CancellationToken.None)).ProcessId!.Value;
        using (await HungProcess.StopAsync(source))
        {
            hung = await servers.AwaitAsync(static status => status.ReceiverState == ReceiverState.Connecting);
            if (atLeast > watch.Elapsed)
                await Task.Delay(atLeast - watch.Elapsed, CancellationToken.None);
        }

        await ReplicaPairFixture.RunAsync(servers.Source.Server, "REPLACE INTO shop.t VALUES (101, 101)");
        await servers.AwaitAsync(static status => status is { Health: ReplicaHealth.Healthy, MissingGtidSet.IsEmpty: true });

        Assert.Equal(ReplicaHealth.Connecting, hung.Health);
        Assert.Contains("127.0.0.1", hung.Reasons[0], StringComparison.Ordinal);
        Assert.NotNull(hung.SourceTrouble);
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "SET GLOBAL replica_net_timeout = DEFAULT");
    }

    private Process StartWithFalseClock(TimeSpan ahead)
    {
        var start = new ProcessStartInfo(servers.Source.MysqldPath, [$"--defaults-file={Path.Combine(servers.Source.Path, "my.cnf")}", "--daemonize"]);
        start.Environment["LD_PRELOAD"] = FakeTimeFactAttribute.Library;
        start.Environment["FAKETIME"] = FormattableString.Invariant($"{ahead.TotalSeconds:+0;-0}s");
        start.Environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        return Process.Start(start)!;
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var session = await Session.OpenAsync(servers.Source.Server, CancellationToken.None);
        for (var i = 0; !cancellationToken.IsCancellationRequested; i++)
            await session.ExecuteAsync(FormattableString.Invariant($"REPLACE INTO shop.t VALUES ({1000 + (i % 500)}, {i})"), CancellationToken.None);
    }
}
