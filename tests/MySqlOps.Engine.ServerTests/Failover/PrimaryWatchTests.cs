using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Status;
using MySqlOps.Engine.ServerTests.Connect;

namespace MySqlOps.Engine.ServerTests.Failover;

/// <summary>What becomes of real primaries, and what is said of them.</summary>
[Collection(FailoverCollection.Name)]
public sealed class PrimaryWatchTests(FailoverFixture servers) : IAsyncLifetime
{
    /// <inheritdoc />
    public Task InitializeAsync() => servers.HealAsync();

    /// <inheritdoc />
    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task AHealthyPrimaryIsHealthy()
    {
        await using var watch = servers.Watch();
        var diagnosis = await watch.LookAsync(CancellationToken.None);

        Assert.Equal((PrimaryVerdict.Healthy, false), (diagnosis.Verdict, diagnosis.MayFailOver));
        Assert.Equal((servers.Primary.Uuid, servers.Primary.Uuid), (diagnosis.PrimaryUuid, diagnosis.LastState!.Uuid));
        Assert.False(diagnosis.LastState.GtidExecuted.IsEmpty);
        Assert.Equal(0, diagnosis.LastState.CommitsUnderWay);
        Assert.All(diagnosis.Witnesses, witness =>
        {
            Assert.Equal(WitnessView.Sees, witness.View);
            Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)), (witness.Facts.HeartbeatInterval!.Value, witness.Facts.NetTimeout));
            Assert.Equal(servers.Primary.Uuid, witness.Facts.SourceUuid);
        });
    }

    [Fact]
    public async Task AKilledPrimaryHasCrashed()
    {
        await using var watch = servers.Watch(servers.Primary.Server);
        Assert.Equal(PrimaryVerdict.Healthy, (await watch.LookAsync(CancellationToken.None)).Verdict);
        await servers.KillPrimaryAsync();
        try
        {
            var looks = await FailoverFixture.UntilAsync(watch, static look => look.MayFailOver);
            var last = looks[^1];
            Assert.Equal((PrimaryVerdict.Crashed, PrimaryProbeOutcome.Refused), (last.Verdict, last.Probe.Outcome));
            Assert.True(last.Confirmations >= 2);
            Assert.True(last.Agreeing >= 1);
            Assert.NotNull(last.LastState);

            // Seen through a proxy, which takes connections for the dead, it has crashed as well.
            await using var other = servers.Watch();
            Assert.Equal(PrimaryProbeOutcome.Lost, (await FailoverFixture.UntilAsync(other, static look => look is { MayFailOver: true, Verdict: PrimaryVerdict.Crashed }))[^1].Probe.Outcome);

            // With all replicas down too, nobody can tell it from our own isolation.
            await using var alone = servers.Watch(servers.Primary.Server, Unreachable());
            for (var look = 0; look < 4; look++)
            {
                var diagnosis = await alone.LookAsync(CancellationToken.None);
                Assert.Equal((PrimaryVerdict.WeAreIsolated, false), (diagnosis.Verdict, diagnosis.MayFailOver));
            }
        }
        finally
        {
            await servers.StartPrimaryAsync();
        }

        var back = await FailoverFixture.UntilAsync(watch, static look => look.Verdict == PrimaryVerdict.Healthy);
        Assert.False(back[^1].MayFailOver);
        Assert.Equal(TimeSpan.Zero, back[^1].Trouble);
    }

    [Fact]
    public async Task APrimaryThatHangsIsFoundOutByItsReplicasAndOneThatGoesOnIsHealthyAgain()
    {
        await using var watch = servers.Watch(servers.Primary.Server, patience: 2);
        await FailoverFixture.UntilAsync(watch, static look => look.Verdict == PrimaryVerdict.Healthy);
        using (await HungProcess.StopAsync(servers.Primary.ProcessId!.Value))
        {
            var looks = await FailoverFixture.UntilAsync(watch, static look => look.MayFailOver);
            Assert.Equal((PrimaryVerdict.Hung, PrimaryProbeOutcome.HandshakeTimeout), (looks[^1].Verdict, looks[^1].Probe.Outcome));
            Assert.True(looks[^1].Trouble >= TimeSpan.FromSeconds(4));
        }

        Assert.False((await FailoverFixture.UntilAsync(watch, static look => look.Verdict == PrimaryVerdict.Healthy))[^1].MayFailOver);
    }

    [Fact]
    public async Task AFreezeThatPassesLeadsToNothing()
    {
        // Longer than the replicas' patience, and shorter than the limit.
        await using var watch = servers.Watch(servers.Primary.Server, rules: new PrimaryRules { HangLimit = TimeSpan.FromMinutes(2) }, patience: 2);
        await FailoverFixture.UntilAsync(watch, static look => look.Verdict == PrimaryVerdict.Healthy);
        var looks = new List<PrimaryDiagnosis>();
        using (await HungProcess.StopAsync(servers.Primary.ProcessId!.Value))
            looks.AddRange(await FailoverFixture.UntilAsync(watch, static look => look is { Verdict: PrimaryVerdict.Hung, Confirmations: >= 2 }));
        looks.AddRange(await FailoverFixture.UntilAsync(watch, static look => look.Verdict == PrimaryVerdict.Healthy));
        Assert.DoesNotContain(looks, static look => look.MayFailOver);
    }

    [Fact]
    public async Task APrimaryWithoutAFreeConnectionIsOverloaded()
    {
        var account = await TestAccounts.CreateAsync(servers.Primary, "watcher", "", "REPLICATION CLIENT ON *.*", "SELECT ON performance_schema.*");
        await using var way = await Session.OpenAsync(servers.Primary.Server, CancellationToken.None);
        var limit = await way.TextAsync("SELECT @@GLOBAL.max_connections", CancellationToken.None);
        await way.ExecuteAsync("SET GLOBAL max_connections = 1", CancellationToken.None);
        try
        {
            await using var watch = servers.Watch(account);
            var looks = await FailoverFixture.UntilAsync(watch, static look => look.Looks == 4);
            Assert.All(looks, static look => Assert.Equal((PrimaryVerdict.Overloaded, PrimaryProbeOutcome.TooManyConnections, false), (look.Verdict, look.Probe.Outcome, look.MayFailOver)));

            // An administrator still gets in, and sees why nobody else does.
            await way.ExecuteAsync("SET GLOBAL max_connections = 3", CancellationToken.None);
            await using var administrator = servers.Watch();
            var seen = await FailoverFixture.UntilAsync(administrator, static look => look.Looks == 2);
            Assert.All(seen, static look => Assert.Equal(PrimaryVerdict.Overloaded, look.Verdict));
        }
        finally
        {
            await way.ExecuteAsync($"SET GLOBAL max_connections = {limit}", CancellationToken.None);
        }
    }

    [Fact]
    public async Task APrimaryThatRefusesOurPasswordLives()
    {
        await using var watch = servers.Watch(servers.Watched.WithPassword("wrong"));
        var looks = await FailoverFixture.UntilAsync(watch, static look => look.Looks == 3);
        Assert.All(looks, static look => Assert.Equal((PrimaryVerdict.Healthy, PrimaryProbeOutcome.LoginRefused, false), (look.Verdict, look.Probe.Outcome, look.MayFailOver)));
    }

    [Fact]
    public async Task AllReplicasOutOfOurReachAtOnceIsNoFailover()
    {
        await using var watch = servers.Watch(replicas: Unreachable());
        var looks = await FailoverFixture.UntilAsync(watch, static look => look.Looks == 2);
        Assert.All(looks, static look => Assert.Equal((PrimaryVerdict.Healthy, 2, false), (look.Verdict, look.LastState!.ConnectedReplicas, look.MayFailOver)));
    }

    [Fact]
    public async Task StoppedReplicasAreBrokenAndOneOfThemIsNot()
    {
        await FailoverFixture.RunAsync(servers.Replicas[0].Server, "STOP REPLICA");
        try
        {
            await using var watch = servers.Watch();
            Assert.Equal(PrimaryVerdict.Healthy, (await watch.LookAsync(CancellationToken.None)).Verdict);
            await FailoverFixture.RunAsync(servers.Replicas[1].Server, "STOP REPLICA SQL_THREAD");
            Assert.Equal(PrimaryVerdict.AllReplicasBroken, (await watch.LookAsync(CancellationToken.None)).Verdict);
        }
        finally
        {
            foreach (var replica in servers.Replicas)
                await FailoverFixture.RunAsync(replica.Server, "START REPLICA");
        }
    }

    [Fact]
    public async Task WhereOnlyWeAreCutOffNothingHappens()
    {
        await servers.OurWay.RefuseAsync();
        await using var watch = servers.Watch(patience: 2);
        var looks = await FailoverFixture.UntilAsync(watch, static look => look is { Verdict: PrimaryVerdict.Partitioned, Looks: > 3 });
        Assert.DoesNotContain(looks, static look => look.MayFailOver);
        Assert.Equal(PrimaryProbeOutcome.Refused, looks[^1].Probe.Outcome);

        // Cut off from the replicas too.
        await using var isolated = servers.Watch(replicas: Unreachable(), patience: 2);
        Assert.Equal(PrimaryVerdict.WeAreIsolated, (await isolated.LookAsync(CancellationToken.None)).Verdict);

        // What we send gets lost, while connections are made; so does what is sent back.
        foreach (var isToServer in new[] { true, false })
        {
            servers.OurWay.Open();
            servers.OurWay.Hold(toServer: isToServer, toClient: !isToServer);
            await using var deaf = servers.Watch(patience: 2);
            looks = await FailoverFixture.UntilAsync(deaf, static look => look is { Verdict: PrimaryVerdict.Overloaded, Looks: > 2 });
            Assert.DoesNotContain(looks, static look => look.MayFailOver);
        }
    }

    [Fact]
    public async Task AReplicaThatIsCutOffAloneIsNoWitnessWhenWeAreCutOffToo()
    {
        await using var watch = servers.Watch(replicas: [servers.Replicas[0].Server], patience: 2);
        servers.Ways[0].Hold();
        await FailoverFixture.UntilAsync(watch, static look => look.Witnesses[0].Facts.Receiver != ReceiverState.On);
        await watch.LookAsync(CancellationToken.None);
        servers.OurWay.Hold();
        for (var look = 0; look < 4; look++)
        {
            var diagnosis = await watch.LookAsync(CancellationToken.None);
            Assert.Equal((PrimaryVerdict.Unknown, WitnessView.Blind, false), (diagnosis.Verdict, diagnosis.Witnesses[0].View, diagnosis.MayFailOver));
        }

        // One that hears of the primary outweighs the one that does not.
        await using var both = servers.Watch(patience: 2);
        var looks = await FailoverFixture.UntilAsync(both, static look => look is { Verdict: PrimaryVerdict.Overloaded, Trouble.TotalSeconds: > 5 });
        Assert.DoesNotContain(looks, static look => look.MayFailOver);
    }

    [Fact]
    public async Task AllReplicasCutOffInOneDirectionIsNoFailoverWhileWeSeeThePrimary()
    {
        foreach (var way in servers.Ways)
            way.Hold(toServer: false, toClient: true);
        await using var watch = servers.Watch();
        var looks = await FailoverFixture.UntilAsync(watch, static look => look.Verdict == PrimaryVerdict.AllReplicasBroken);
        Assert.DoesNotContain(looks, static look => look.MayFailOver);
    }

    [Fact]
    public async Task APrimaryThatNobodyReachesIsGone()
    {
        // A host that dies sends nothing, and so do connections that are held up everywhere.
        servers.OurWay.Hold();
        foreach (var way in servers.Ways)
            way.Hold();
        await using var watch = servers.Watch(patience: 2);
        Assert.Equal(PrimaryVerdict.Hung, (await FailoverFixture.UntilAsync(watch, static look => look.MayFailOver))[^1].Verdict);
    }

    [Fact]
    public async Task CommitsThatNobodyAcknowledgesBlockThePrimary()
    {
        await FailoverFixture.RunAsync(
            servers.Primary.Server,
            "INSTALL PLUGIN rpl_semi_sync_source SONAME 'semisync_source.so'",
            "SET GLOBAL rpl_semi_sync_source_timeout = 3600000, GLOBAL rpl_semi_sync_source_wait_for_replica_count = 1, GLOBAL rpl_semi_sync_source_enabled = ON");
        var commit = FailoverFixture.RunAsync(servers.Primary.Server, "CREATE DATABASE semi");
        try
        {
            await using var watch = servers.Watch();
            var last = (await FailoverFixture.UntilAsync(watch, static look => look.Verdict == PrimaryVerdict.SemiSyncBlocked))[^1];
            Assert.False(last.MayFailOver);
            Assert.Equal((1, 0, 1), (last.LastState!.SemiSync.WaitingSessions, last.LastState.SemiSync.Clients, last.LastState.SemiSync.WaitCount));
        }
        finally
        {
            await FailoverFixture.RunAsync(servers.Primary.Server, "SET GLOBAL rpl_semi_sync_source_enabled = OFF");
            await commit;
            await FailoverFixture.RunAsync(servers.Primary.Server, "UNINSTALL PLUGIN rpl_semi_sync_source", "DROP DATABASE semi");
        }
    }

    [Fact]
    public async Task TheReplicasAreFoundByThePrimary()
    {
        var found = await ReplicaFinder.FindAsync(servers.Primary.Server, SilentObserver.Instance, CancellationToken.None);
        Assert.Equal(servers.Replicas.Select(static replica => replica.Port).Order(), found.Select(static replica => replica.Port).Order());
    }

    [Fact]
    public async Task AReplicaThatWeMayNotAskIsNoWitness()
    {
        var account = await TestAccounts.CreateAsync(servers.Primary, "blind");
        var blind = servers.Replicas.Select(replica => (replica.Server with { User = account.User }).WithPassword(account.Password!.Reveal())).ToList();
        await using var watch = servers.Watch(replicas: blind);
        var last = (await FailoverFixture.UntilAsync(watch, static look => look.Witnesses.All(static witness => witness.Facts.ErrorId == ErrorId.PrivilegeMissing)))[^1];
        Assert.All(last.Witnesses, static witness => Assert.Equal(WitnessView.NotAsked, witness.View));
    }

    /// <summary>Replicas at addresses where nothing listens.</summary>
    private List<MySqlServer> Unreachable() => [.. servers.Replicas.Select(static (replica, i) => replica.Server with { Port = i + 1 })];
}
