using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Failover.Switchover;
using MySqlOps.Engine.Foundation;
using static MySqlOps.Engine.ServerTests.Failover.Switchover.SwitchoverFixture;

namespace MySqlOps.Engine.ServerTests.Failover.Switchover;

/// <summary>Switchovers that go well.</summary>
[Collection(SwitchoverCollection.Name)]
public sealed class SwitchoverTests(SwitchoverFixture scene) : IAsyncLifetime
{
    private const string ChannelSettings =
        """
        SELECT CONCAT_WS(',', HOST, PORT, USER, SSL_ALLOWED, TLS_VERSION, HEARTBEAT_INTERVAL, CONNECTION_RETRY_INTERVAL, CONNECTION_RETRY_COUNT, COMPRESSION_ALGORITHM, ZSTD_COMPRESSION_LEVEL, AUTO_POSITION, GTID_ONLY)
        FROM performance_schema.replication_connection_configuration WHERE CHANNEL_NAME = 'main'
        """;

    public Task InitializeAsync() => scene.ArrangeAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task ThereAndBackAgainEverybodyFollowsAndKeepsItsSettings()
    {
        var there = await scene.SwitchAsync(scene.Primary, scene.Candidate);

        Assert.True(there.IsComplete, there.Message);
        Assert.NotNull(there.WriteOutage);
        Assert.Equal(scene.Candidate, there.Server);
        Assert.All(there.Steps, static step => Assert.Equal(FailoverStepStatus.Done, step.Status));
        await AssertPrimaryAsync(scene.Candidate, scene.Primary, scene.Other);
        var settings = $"127.0.0.1,{scene.Candidate.Port},repl,YES,TLSv1.3,1.500,1,777,zstd,uncompressed,5,1,1";
        Assert.Equal(settings, await TextAsync(scene.Primary, ChannelSettings));
        Assert.Equal(settings, await TextAsync(scene.Other, ChannelSettings));
        Assert.Null(await TextAsync(scene.Candidate, ChannelSettings));
        Assert.Equal("ON", await TextAsync(scene.Primary, "SELECT VARIABLE_VALUE FROM performance_schema.persisted_variables WHERE VARIABLE_NAME = 'super_read_only'"));
        Assert.Equal("OFF", await TextAsync(scene.Candidate, "SELECT VARIABLE_VALUE FROM performance_schema.persisted_variables WHERE VARIABLE_NAME = 'super_read_only'"));

        var back = await scene.SwitchAsync(scene.Candidate, scene.Primary);

        Assert.True(back.IsComplete, back.Message);
        await AssertPrimaryAsync(scene.Primary, scene.Candidate, scene.Other);
        Assert.Equal("OFF", await TextAsync(scene.Primary, "SELECT VARIABLE_VALUE FROM performance_schema.persisted_variables WHERE VARIABLE_NAME = 'super_read_only'"));
    }

    [Fact]
    public async Task EveryAcknowledgedRowOfAWriterAtFullSpeedIsOnTheNewPrimaryOnce()
    {
        await using var writer = await RowWriter.StartAsync([scene.Primary, scene.Candidate]);

        var outcome = await scene.SwitchAsync(scene.Primary, scene.Candidate);
        await writer.AwaitMoreAsync(100);
        await writer.StopAsync();

        Assert.True(outcome.IsComplete, outcome.Message);
        Assert.Equal($"{writer.Acknowledged},{writer.Acknowledged},{writer.Acknowledged}", await TextAsync(scene.Candidate, "SELECT CONCAT_WS(',', COUNT(*), COUNT(DISTINCT n), MAX(n)) FROM app.w"));
        Assert.Equal(outcome.FencedGtidSet, outcome.PromotedGtidSet);
        await AssertPrimaryAsync(scene.Candidate, scene.Primary, scene.Other);
    }

    [Fact]
    public async Task WithoutACandidateTheBestReplicaIsChosen()
    {
        await RunAsync(scene.Candidate, "STOP REPLICA", "CHANGE REPLICATION SOURCE TO SOURCE_DELAY = 3600 FOR CHANNEL 'main'", "START REPLICA");

        var plan = await scene.PlanAsync(scene.Primary, null);

        Assert.Empty(plan.Refusals);
        Assert.Equal(scene.Other, plan.NewPrimary);
    }

    [Fact]
    public async Task AnOpenTransactionIsRolledBackByItsCommit()
    {
        await using var session = await Session.OpenAsync(scene.Primary, CancellationToken.None);
        await session.ExecuteAsync("BEGIN", CancellationToken.None);
        await session.ExecuteAsync("INSERT INTO app.w (n) VALUES (77)", CancellationToken.None);

        var outcome = await scene.SwitchAsync(scene.Primary, scene.Candidate, new SwitchoverOptions { LongTransactionTimeout = TimeSpan.Zero });

        Assert.True(outcome.IsComplete, outcome.Message);
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => session.ExecuteAsync("COMMIT", CancellationToken.None));
        Assert.Equal(ServerErrorNumber.OptionPreventsStatement, error.ServerErrorNumber);
        Assert.Equal("0", await TextAsync(scene.Primary, "SELECT COUNT(*) FROM app.w WHERE n = 77"));
        Assert.Equal("0", await TextAsync(scene.Candidate, "SELECT COUNT(*) FROM app.w WHERE n = 77"));
    }

    [Fact]
    public async Task WhoHoldsTablesLockedIsKilledWhereThatIsAsked()
    {
        await using var session = await Session.OpenAsync(scene.Primary, CancellationToken.None);
        await session.ExecuteAsync("LOCK TABLES app.w WRITE", CancellationToken.None);

        var outcome = await scene.SwitchAsync(scene.Primary, scene.Candidate, new SwitchoverOptions { LongTransactionTimeout = TimeSpan.Zero, KillLongTransactions = true });

        Assert.True(outcome.IsComplete, outcome.Message);
        await AssertPrimaryAsync(scene.Candidate, scene.Primary, scene.Other);
    }

    [Fact]
    public async Task EventsAndTheirSchedulerMoveWithTheRole()
    {
        await RunAsync(scene.Primary, "CREATE DEFINER = repl@'127.0.0.1' EVENT app.e ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01' DO INSERT INTO app.w (n) VALUES (5)", "CREATE EVENT app.off ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1");
        await CatchUpAsync(scene.Primary, scene.Candidate, scene.Other);
        await RunAsync(scene.Candidate, "SET GLOBAL event_scheduler = OFF");

        var outcome = await scene.SwitchAsync(scene.Primary, scene.Candidate);

        Assert.True(outcome.IsComplete, outcome.Message);
        const string Events = "SELECT GROUP_CONCAT(EVENT_NAME, ' ', REPLACE(STATUS, 'SLAVESIDE', 'REPLICA_SIDE'), ' ', DEFINER ORDER BY EVENT_NAME) FROM information_schema.EVENTS WHERE EVENT_SCHEMA = 'app' AND EVENT_NAME = 'e'";
        Assert.Equal("e ENABLED repl@127.0.0.1", await TextAsync(scene.Candidate, Events));
        Assert.Equal("e REPLICA_SIDE_DISABLED repl@127.0.0.1", await TextAsync(scene.Primary, Events));
        Assert.NotEqual("ENABLED", await TextAsync(scene.Candidate, "SELECT STATUS FROM information_schema.EVENTS WHERE EVENT_NAME = 'off'"));
        Assert.Equal("ON", await TextAsync(scene.Candidate, "SELECT @@GLOBAL.event_scheduler"));
        Assert.Equal("OFF", await TextAsync(scene.Primary, "SELECT @@GLOBAL.event_scheduler"));
    }

    [Fact]
    public async Task SemiSynchronousRolesMoveAndCommitsAreAcknowledgedAgain()
    {
        foreach (var server in new[] { scene.Primary, scene.Candidate, scene.Other })
        {
            await RunAsync(server, "SET GLOBAL read_only = OFF", "SET SESSION sql_log_bin = 0");
            if (await TextAsync(server, "SELECT COUNT(*) FROM information_schema.PLUGINS WHERE PLUGIN_NAME = 'rpl_semi_sync_source'") == "0")
                await RunAsync(server, "INSTALL PLUGIN rpl_semi_sync_source SONAME 'semisync_source.so'", "INSTALL PLUGIN rpl_semi_sync_replica SONAME 'semisync_replica.so'");
        }

        foreach (var server in new[] { scene.Candidate, scene.Other })
            await RunAsync(server, "SET GLOBAL rpl_semi_sync_replica_enabled = ON", "SET GLOBAL super_read_only = ON", "STOP REPLICA IO_THREAD", "START REPLICA IO_THREAD");
        await RunAsync(scene.Primary, "SET GLOBAL rpl_semi_sync_source_timeout = 20000", "SET GLOBAL rpl_semi_sync_source_wait_for_replica_count = 2", "SET GLOBAL rpl_semi_sync_source_enabled = ON");
        await AwaitAsync(scene.Primary, "SELECT VARIABLE_VALUE = 2 FROM performance_schema.global_status WHERE VARIABLE_NAME = 'Rpl_semi_sync_source_clients'");

        var outcome = await scene.SwitchAsync(scene.Primary, scene.Candidate);

        Assert.True(outcome.IsComplete, outcome.Message);
        await RunAsync(scene.Candidate, "INSERT INTO app.w (n) VALUES (6)");
        Assert.Equal("ON,2,20000", await TextAsync(scene.Candidate, "SELECT CONCAT_WS(',', IF(@@GLOBAL.rpl_semi_sync_source_enabled, 'ON', 'OFF'), @@GLOBAL.rpl_semi_sync_source_wait_for_replica_count, @@GLOBAL.rpl_semi_sync_source_timeout)"));
        Assert.Equal("ON", await TextAsync(scene.Candidate, "SELECT VARIABLE_VALUE FROM performance_schema.global_status WHERE VARIABLE_NAME = 'Rpl_semi_sync_source_status'"));
        Assert.Equal("2", await TextAsync(scene.Candidate, "SELECT VARIABLE_VALUE FROM performance_schema.global_status WHERE VARIABLE_NAME = 'Rpl_semi_sync_source_clients'"));
        Assert.Equal("0,1", await TextAsync(scene.Primary, "SELECT CONCAT(@@GLOBAL.rpl_semi_sync_source_enabled, ',', @@GLOBAL.rpl_semi_sync_replica_enabled)"));
    }

    [Fact]
    public async Task TaggedTransactionsGoAlong()
    {
        await RunAsync(scene.Primary, "SET SESSION gtid_next = 'AUTOMATIC:blue'", "INSERT INTO app.w (n) VALUES (8)");
        await using (var session = await Session.OpenAsync(scene.Primary, CancellationToken.None))
        {
            await session.ExecuteAsync("SET SESSION gtid_next = 'AUTOMATIC:blue'", CancellationToken.None);
            await session.ExecuteAsync("INSERT INTO app.w (n) VALUES (9)", CancellationToken.None);
        }

        var outcome = await scene.SwitchAsync(scene.Primary, scene.Candidate);

        Assert.True(outcome.IsComplete, outcome.Message);
        Assert.Contains(":blue:1", outcome.PromotedGtidSet!.ToString(), StringComparison.Ordinal);
        await AssertPrimaryAsync(scene.Candidate, scene.Primary, scene.Other);
    }

    [Fact]
    public async Task AReplicaOfTwoSourcesKeepsItsOtherChannel()
    {
        await RunAsync(scene.Aside, $"CREATE USER repl@'127.0.0.1' IDENTIFIED BY '{Password}' REQUIRE SSL", "GRANT REPLICATION SLAVE ON *.* TO repl@'127.0.0.1'", "RESET BINARY LOGS AND GTIDS", "CREATE DATABASE other", "CREATE TABLE other.t (id INT PRIMARY KEY)");
        foreach (var replica in new[] { scene.Candidate, scene.Other })
            await FollowAsync(replica, scene.Aside, "second");
        await CatchUpAsync(scene.Aside, scene.Candidate, scene.Other);

        var outcome = await scene.SwitchAsync(scene.Primary, scene.Candidate);

        Assert.True(outcome.IsComplete, outcome.Message);
        await AssertPrimaryAsync(scene.Candidate, scene.Primary, scene.Other);
        await RunAsync(scene.Aside, "INSERT INTO other.t VALUES (1)");
        await CatchUpAsync(scene.Aside, scene.Candidate, scene.Other);
    }

    [Fact]
    public async Task ThePasswordIsInNoLogAndNoPlan()
    {
        await RunAsync(scene.Primary, "SET GLOBAL log_output = 'TABLE'", "SET GLOBAL general_log = ON");
        var plan = await scene.PlanAsync(scene.Primary, scene.Candidate);

        var outcome = await scene.SwitchAsync(scene.Primary, scene.Candidate);

        Assert.True(outcome.IsComplete, outcome.Message);
        Assert.Equal("0", await TextAsync(scene.Primary, $"SELECT COUNT(*) FROM mysql.general_log WHERE argument LIKE '%{Password[..6]}%{Password[6..]}%' AND argument NOT LIKE '%general_log%'"));
        Assert.NotEqual("0", await TextAsync(scene.Primary, "SELECT COUNT(*) FROM mysql.general_log WHERE argument LIKE 'CHANGE REPLICATION SOURCE%'"));
        Assert.DoesNotContain(Password, System.Text.Json.JsonSerializer.Serialize(plan.Steps), StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Steps.SelectMany(static step => step.Sql), static sql => sql.ToString().Contains(Password, StringComparison.Ordinal));
    }
}
