using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;
using MySqlOps.Engine.ServerTests.Connect;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Replication;

/// <summary>What replicas say of themselves, in each state that they can be in.</summary>
[Collection(ReplicaCollection.Name)]
public sealed class ReplicaStatusTests(ReplicaPairFixture servers) : IAsyncLifetime
{
    private static readonly ReplicaStatusOptions Alone = new() { AsksSource = false };

    public Task InitializeAsync() => servers.RestoreAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task ARunningReplicaIsHealthyAndHasWhatItsSourceHas()
    {
        await ReplicaPairFixture.RunAsync(servers.Source.Server, "REPLACE INTO shop.t VALUES (1, 1)");
        await servers.CatchUpAsync();

        var status = await servers.ReadAsync();

        Assert.Equal((ReplicaHealth.Healthy, ReceiverState.On, ApplierState.On), (status.Health, status.ReceiverState, status.ApplierState));
        Assert.Empty(status.Reasons);
        Assert.Equal((TimeSpan.Zero, LagBasis.CaughtUp), (status.Lag, status.LagBasis));

        // How many they are is the server's word, and for a moment after a transaction it is wrong.
        Assert.NotNull(status.SecondsBehind);
        Assert.Equal(await ReplicaPairFixture.TextAsync(servers.Source.Server, "SELECT @@GLOBAL.gtid_executed"), status.ExecutedGtidSet.ToString());
        Assert.True(status.MissingGtidSet!.IsEmpty);
        Assert.True(status.ErrantGtidSet!.IsEmpty);
        Assert.Equal(await ReplicaPairFixture.TextAsync(servers.Source.Server, "SELECT @@GLOBAL.server_uuid"), status.SourceUuid);
        Assert.Equal($"127.0.0.1:{servers.Source.Port.ToString(CultureInfo.InvariantCulture)}", status.Source);
        Assert.Equal((TimeSpan.FromSeconds(1), 86400L), (status.RetryInterval, status.RetryCount));
        Assert.NotEmpty(status.Workers!);
        Assert.Contains(status.Workers!, static worker => worker.LastTransactionLag is { } lag && lag > TimeSpan.Zero);

        // Both run on this machine, by the same clock.
        Assert.InRange(Math.Abs(status.ClockOffset!.Value.TotalMilliseconds), 0, status.ClockUncertainty!.Value.TotalMilliseconds + 1);
        Assert.Contains(status.Advice, static advice => advice.Contains("super_read_only", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AReplicaThatGivesUpSoonIsAdvised()
    {
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "STOP REPLICA", "CHANGE REPLICATION SOURCE TO SOURCE_CONNECT_RETRY = 60, SOURCE_RETRY_COUNT = 10", "START REPLICA");

        var status = await servers.AwaitAsync(static status => status.Health == ReplicaHealth.Healthy);

        Assert.Contains(status.Advice, static advice => advice.Contains("gives up for good after about 10 min", StringComparison.Ordinal));
        Assert.Contains(status.Advice, static advice => advice.Contains("noticed only after 60 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnErrorNamesTheTransactionAndTheWorker()
    {
        await BreakAsync(77);

        var status = await servers.AwaitAsync(static status => status.Health == ReplicaHealth.Broken);

        Assert.Equal((ServerErrorNumber.DuplicateEntry, ApplierState.Off, ReceiverState.On), (status.ApplierError!.Number, status.ApplierState, status.ReceiverState));
        Assert.Equal(status.MissingGtidSet, GtidSet.Parse(status.ApplierError.Transaction!));
        Assert.NotNull(status.ApplierError.WorkerId);
        Assert.NotNull(status.ApplierError.Time);
        Assert.Equal(LagBasis.Transaction, status.LagBasis);
        Assert.Contains("Skip-MySqlTransaction", status.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsStoppedIsNamed()
    {
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "STOP REPLICA SQL_THREAD");
        await ReplicaPairFixture.RunAsync(servers.Source.Server, "REPLACE INTO shop.t VALUES (2, 2)");
        var half = await servers.AwaitAsync(static status => status is { ReceiverState: ReceiverState.On, MissingGtidSet.Count: 1, Lag: not null });
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "STOP REPLICA");
        var whole = await servers.ReadAsync();

        Assert.Equal(ReplicaHealth.Stopped, half.Health);
        Assert.StartsWith("The applier is stopped.", half.Reasons[0], StringComparison.Ordinal);
        Assert.True(half.Lag > TimeSpan.Zero);
        Assert.Equal(LagBasis.Transaction, half.LagBasis);
        Assert.Null(half.SecondsBehind);
        Assert.StartsWith("The receiver and the applier are stopped.", whole.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ErrantTransactionsAreNamedTagsIncluded()
    {
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "SET GTID_NEXT = 'AUTOMATIC:stray'", "INSERT INTO shop.t VALUES (-5, 0)", "SET GTID_NEXT = 'AUTOMATIC'", "DELETE FROM shop.t WHERE id = -5");

        var status = await servers.ReadAsync();

        Assert.Equal(ReplicaHealth.Diverged, status.Health);
        Assert.Equal($"{status.ServerUuid}:1:stray:1", status.ErrantGtidSet!.ToString());
    }

    [Fact]
    public async Task ADelayedReplicaIsDelayedAndNotLagging()
    {
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "STOP REPLICA SQL_THREAD", "CHANGE REPLICATION SOURCE TO SOURCE_DELAY = 3600", "START REPLICA SQL_THREAD");
        await ReplicaPairFixture.RunAsync(servers.Source.Server, "REPLACE INTO shop.t VALUES (3, 3)");

        var status = await servers.AwaitAsync(static status => status.DelayRemaining is not null);

        Assert.Equal((ReplicaHealth.Delayed, 3600L), (status.Health, status.DelaySeconds));
        Assert.InRange(status.DelayRemaining!.Value.TotalSeconds, 1, 3602);
        Assert.Equal(1, status.MissingGtidSet!.Count);
        Assert.InRange(status.Lag!.Value, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task EachChannelOfAMultiSourceReplicaHasItsStatus()
    {
        await ReplicaPairFixture.RunAsync(servers.Third.Server, "CREATE DATABASE IF NOT EXISTS third");
        await ReplicaPairFixture.FollowAsync(servers.Replica.Server, servers.Third.Server, "third");
        await servers.AwaitChannelsAsync(2);

        var statuses = await servers.ReadAllAsync(servers.Replica.Server);

        Assert.Equal(["", "third"], statuses.Select(static status => status.Channel).Order(StringComparer.Ordinal));
        Assert.All(statuses, static status => Assert.Equal(ReplicaHealth.Healthy, status.Health));

        // What came by one channel is not errant to the other's source.
        Assert.All(statuses, static status => Assert.True(status.ErrantGtidSet!.IsEmpty));
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "STOP REPLICA FOR CHANNEL 'third'");
        var one = await new ReplicaStatusReader().ReadAsync(servers.Replica.Server, Alone with { Channels = ["THIRD"] }, CancellationToken.None);
        Assert.Equal(ReplicaHealth.Stopped, Assert.Single(one).Health);
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => new ReplicaStatusReader().ReadAsync(servers.Replica.Server, Alone with { Channels = ["fourth"] }, CancellationToken.None));
        Assert.Equal(ErrorId.ReplicationChannelMissing, error.Id);
    }

    [Fact]
    public async Task ASourceThatPurgedWhatIsMissingCantBeCaughtUpWith()
    {
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "STOP REPLICA");
        await ReplicaPairFixture.RunAsync(servers.Source.Server, "REPLACE INTO shop.t VALUES (4, 4)", "FLUSH BINARY LOGS");
        var file = await ReplicaPairFixture.TextAsync(servers.Source.Server, "SHOW BINARY LOG STATUS");
        await ReplicaPairFixture.RunAsync(servers.Source.Server, $"PURGE BINARY LOGS TO '{file}'");
        try
        {
            var stopped = await servers.ReadAsync();
            Assert.Equal(ReplicaHealth.Diverged, stopped.Health);
            Assert.Contains("purged", stopped.Reasons[0], StringComparison.Ordinal);
            await ReplicaPairFixture.RunAsync(servers.Replica.Server, "START REPLICA");
            var broken = await servers.AwaitAsync(static status => status.Health == ReplicaHealth.Broken);
            Assert.NotNull(broken.ReceiverError);
        }
        finally
        {
            await ReplicaPairFixture.RunAsync(servers.Replica.Server, "STOP REPLICA", "RESET REPLICA ALL", "DROP DATABASE IF EXISTS shop", "RESET BINARY LOGS AND GTIDS");
            await ReplicaPairFixture.RunAsync(servers.Source.Server, "DROP DATABASE shop", "RESET BINARY LOGS AND GTIDS", "CREATE DATABASE shop", "CREATE TABLE shop.t (id INT PRIMARY KEY, v INT)");
        }
    }

    [Fact]
    public async Task FiltersAndReadOnlyAreTold()
    {
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "STOP REPLICA SQL_THREAD", "CHANGE REPLICATION FILTER REPLICATE_IGNORE_DB = (secret)", "START REPLICA SQL_THREAD", "SET GLOBAL super_read_only = 1");

        var status = await servers.ReadAsync();

        Assert.Equal(["REPLICATE_IGNORE_DB = secret"], status.Filters);
        Assert.True(status is { IsReadOnly: true, IsSuperReadOnly: true });
        Assert.DoesNotContain(status.Advice, static advice => advice.Contains("takes writes", StringComparison.Ordinal));
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "SET GLOBAL super_read_only = 0", "STOP REPLICA SQL_THREAD", "CHANGE REPLICATION FILTER REPLICATE_IGNORE_DB = ()");
    }

    [Fact]
    public async Task SemiSyncIsToldOnBothSides()
    {
        await ReplicaPairFixture.RunAsync(servers.Source.Server, "INSTALL PLUGIN rpl_semi_sync_source SONAME 'semisync_source.so'", "SET GLOBAL rpl_semi_sync_source_enabled = 1");
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "SET SESSION sql_log_bin = 0", "INSTALL PLUGIN rpl_semi_sync_replica SONAME 'semisync_replica.so'", "SET GLOBAL rpl_semi_sync_replica_enabled = 1");
        try
        {
            // Enabled while the receiver runs, it acts only from the next start on.
            var enabled = await servers.ReadAsync();
            await ReplicaPairFixture.RunAsync(servers.Replica.Server, "STOP REPLICA IO_THREAD", "START REPLICA IO_THREAD");
            var active = await servers.AwaitAsync(static status => status.SemiSync.IsReplicaActive == true);

            Assert.True(enabled.SemiSync is { IsReplicaEnabled: true, IsReplicaActive: false, IsSourceEnabled: null });
            Assert.Contains(enabled.Advice, static advice => advice.StartsWith("Semi-sync is enabled and not active", StringComparison.Ordinal));
            Assert.DoesNotContain(active.Advice, static advice => advice.StartsWith("Semi-sync", StringComparison.Ordinal));
        }
        finally
        {
            await ReplicaPairFixture.RunAsync(servers.Replica.Server, "STOP REPLICA", "SET SESSION sql_log_bin = 0", "UNINSTALL PLUGIN rpl_semi_sync_replica");

            // The plugin stays: it can't be unloaded before the source has heard that its replica is gone.
            await ReplicaPairFixture.RunAsync(servers.Source.Server, "SET GLOBAL rpl_semi_sync_source_enabled = 0");
        }
    }

    [Fact]
    public async Task AServerThatFollowsNobodyHasNoStatus() => Assert.Empty(await servers.ReadAllAsync(servers.Source.Server));

    [Fact]
    public async Task AnAccountWithoutReplicationClientIsToldSo()
    {
        var blind = await TestAccounts.CreateAsync(servers.Replica, "blind");

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => new ReplicaStatusReader().ReadAsync(blind, Alone, CancellationToken.None));

        Assert.Equal(ErrorId.PrivilegeMissing, error.Id);
        Assert.Contains("privilege REPLICATION CLIENT.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAccountWithoutPerformanceSchemaGetsNullsAndAWarning()
    {
        var half = await TestAccounts.CreateAsync(servers.Replica, "half", "", "REPLICATION CLIENT ON *.*");
        var observer = new RememberingObserver();

        var status = Assert.Single(await new ReplicaStatusReader(observer).ReadAsync(half, Alone, CancellationToken.None));

        Assert.Null(status.Workers);
        Assert.Null(status.HeartbeatInterval);
        Assert.Null(status.MissingGtidSet);
        Assert.Null(status.ErrantGtidSet);
        Assert.Contains("SELECT ON performance_schema.*", Assert.Single(observer.Warnings), StringComparison.Ordinal);
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "SET SESSION sql_log_bin = 0", "GRANT SELECT ON performance_schema.* TO half@'127.0.0.1'");
        var whole = new RememberingObserver();
        Assert.NotNull(Assert.Single(await new ReplicaStatusReader(whole).ReadAsync(half, Alone, CancellationToken.None)).Workers);
        Assert.Empty(whole.Warnings);
    }

    [Fact]
    public async Task ASourceThatRefusesTheAccountIsAReasonAndNoError()
    {
        var status = Assert.Single(await new ReplicaStatusReader().ReadAsync(servers.Replica.Server, new ReplicaStatusOptions { Sources = new SourceAccess { Account = servers.Source.Server.WithPassword("wrong") } }, CancellationToken.None));

        Assert.Contains(nameof(ErrorId.ConnectAccessDenied), status.SourceTrouble, StringComparison.Ordinal);
        Assert.Contains(status.Advice, static advice => advice.EndsWith("Name the source among the servers too, with an account of its own, or give one by -SourceCredential.", StringComparison.Ordinal));
        Assert.Null(status.MissingGtidSet);
        Assert.DoesNotContain("wrong", status.ToString(), StringComparison.Ordinal);
    }

    private async Task BreakAsync(int id)
    {
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "SET SESSION sql_log_bin = 0", string.Create(CultureInfo.InvariantCulture, $"INSERT INTO shop.t VALUES ({id}, 0)"));
        await ReplicaPairFixture.RunAsync(servers.Source.Server, string.Create(CultureInfo.InvariantCulture, $"DELETE FROM shop.t WHERE id = {id}"), string.Create(CultureInfo.InvariantCulture, $"INSERT INTO shop.t VALUES ({id}, 1)"));
    }
}
