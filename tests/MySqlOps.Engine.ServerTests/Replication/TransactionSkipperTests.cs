using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Control;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.ServerTests.Replication;

/// <summary>Transactions are skipped on real replicas: by set, with tags, on many, and the one that stops the applier.</summary>
[Collection(ReplicaCollection.Name)]
public sealed class TransactionSkipperTests(ReplicaPairFixture servers) : IAsyncLifetime
{
    public Task InitializeAsync() => servers.RestoreAsync();

    public async Task DisposeAsync() => await ReplicaPairFixture.RunAsync(servers.Source.Server, "DELETE FROM shop.t");

    [Fact]
    public async Task TheBlockingTransactionIsSkippedAndTheApplierGoesOn()
    {
        await BreakAsync();
        var broken = await servers.AwaitAsync(static status => status.Health == ReplicaHealth.Broken);
        await ReplicaPairFixture.RunAsync(servers.Source.Server, "INSERT INTO shop.t VALUES (801, 1)");

        var plan = await SkipAsync(servers.Replica.Server, new SkipOptions { Start = true, Sources = servers.Access });
        await servers.AwaitAsync(static status => status is { Health: ReplicaHealth.Healthy, MissingGtidSet.IsEmpty: true });
        var again = await SkipAsync(servers.Replica.Server, new SkipOptions { Start = true, Sources = servers.Access });

        Assert.Equal(broken.ApplierError!.Transaction, plan.Steps[0].Skipped!.ToString());
        Assert.Equal("START REPLICA SQL_THREAD FOR CHANNEL ''", plan.Steps[1].Sql);
        Assert.Equal("800:0,801:1", await ReplicaPairFixture.TextAsync(servers.Replica.Server, "SELECT GROUP_CONCAT(id, ':', v ORDER BY id) FROM shop.t WHERE id >= 800"));
        Assert.Empty(again.Steps);
        Assert.Contains("it runs", Assert.Single(again.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATransactionWithoutAGtidIsRefusedAndNotCounted()
    {
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "STOP REPLICA", "CHANGE REPLICATION SOURCE TO SOURCE_AUTO_POSITION = 0", "SET GLOBAL gtid_mode = ON_PERMISSIVE");
        await ReplicaPairFixture.RunAsync(servers.Source.Server, "SET GLOBAL gtid_mode = ON_PERMISSIVE", "SET GLOBAL gtid_mode = OFF_PERMISSIVE");
        try
        {
            await BreakAsync();
            await ReplicaPairFixture.RunAsync(servers.Replica.Server, "START REPLICA");
            await servers.AwaitAsync(static status => status.ApplierError is not null);

            var error = await Assert.ThrowsAsync<MySqlOpsException>(() => SkipAsync(servers.Replica.Server, new SkipOptions()));

            Assert.Equal((ErrorId.ReplicationSkipRefused, ServerErrorNumber.DuplicateEntry), (error.Id, error.ServerErrorNumber));
            Assert.Contains("sql_replica_skip_counter", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            await ReplicaPairFixture.RunAsync(servers.Source.Server, "SET GLOBAL gtid_mode = ON_PERMISSIVE", "SET GLOBAL gtid_mode = ON", "DROP DATABASE shop", "RESET BINARY LOGS AND GTIDS", "CREATE DATABASE shop", "CREATE TABLE shop.t (id INT PRIMARY KEY, v INT)");
            await ReplicaPairFixture.RunAsync(servers.Replica.Server, "STOP REPLICA", "RESET REPLICA ALL", "SET GLOBAL gtid_mode = ON");
        }
    }

    [Fact]
    public async Task ASetWithTagsIsSkippedOnManyAndOnlyWhereItIsNotExecuted()
    {
        const string Text = "dddddddd-0000-0000-0000-000000000001:1-1200:5000:tag:3-4";
        var options = new SkipOptions { Gtids = GtidSet.Parse(Text), AllowUnknown = true, Sources = servers.Access };
        await SkipAsync(servers.Replica.Server, options with { Gtids = GtidSet.Parse("dddddddd-0000-0000-0000-000000000001:7-9:tag:3") });

        var replica = await SkipAsync(servers.Replica.Server, options);
        var third = await SkipAsync(servers.Third.Server, options);
        var again = await SkipAsync(servers.Third.Server, options);

        Assert.Equal(["1-6", "10-1200", "5000", "tag:4"], replica.Steps.Select(static step => step.Skipped!.ToString()[37..]));
        Assert.Equal(["1-1200", "5000", "tag:3-4"], third.Steps.Select(static step => step.Skipped!.ToString()[37..]));
        Assert.Empty(again.Steps);
        foreach (var server in new[] { servers.Replica.Server, servers.Third.Server })
            Assert.Equal(Text, GtidSet.Parse(await ReplicaPairFixture.TextAsync(server, "SELECT @@GLOBAL.gtid_executed") ?? "").WithSource("dddddddd-0000-0000-0000-000000000001").ToString());
    }

    [Fact]
    public async Task WhatTheSourceHasNotCommittedYetIsRefusedWhateverIsAllowed()
    {
        var uuid = await ReplicaPairFixture.TextAsync(servers.Source.Server, "SELECT @@GLOBAL.server_uuid");
        var before = await ReplicaPairFixture.TextAsync(servers.Replica.Server, "SELECT @@GLOBAL.gtid_executed");

        var error = await Assert.ThrowsAsync<MySqlOpsException>(
            () => SkipAsync(servers.Replica.Server, new SkipOptions { Gtids = GtidSet.Of(uuid!, "", 1, 100_000), AllowUnknown = true, Sources = servers.Access }));

        Assert.Equal(ErrorId.ReplicationSkipRefused, error.Id);
        Assert.Equal(before, await ReplicaPairFixture.TextAsync(servers.Replica.Server, "SELECT @@GLOBAL.gtid_executed"));
    }

    [Fact]
    public async Task WhatNobodyIsKnownToHaveIsRefusedUnlessAllowed()
    {
        var options = new SkipOptions { Gtids = GtidSet.Parse("eeeeeeee-0000-0000-0000-000000000001:1"), Sources = servers.Access };

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => SkipAsync(servers.Replica.Server, options));
        var plan = await SkipAsync(servers.Replica.Server, options with { AllowUnknown = true });

        Assert.Equal(ErrorId.ReplicationSkipRefused, error.Id);
        Assert.Single(plan.Steps);
    }

    [Fact]
    public async Task WhatTheReplicaHasFetchedMayBeSkippedEvenWhenTheSourceIsGone()
    {
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "STOP REPLICA SQL_THREAD");
        await ReplicaPairFixture.RunAsync(servers.Source.Server, "INSERT INTO shop.t VALUES (850, 1)");
        var status = await servers.AwaitAsync(static status => status.RetrievedGtidSet.Subtract(status.ExecutedGtidSet).Count == 1);
        var blind = new SourceAccess { Account = servers.Source.Server.WithPassword("wrong") };

        var plan = await SkipAsync(servers.Replica.Server, new SkipOptions { Gtids = status.MissingGtidSet, Sources = blind });

        Assert.Single(plan.Steps);
        Assert.True((await servers.ReadAsync()).MissingGtidSet!.IsEmpty);
    }

    private static async Task<ReplicaPlan> SkipAsync(MySqlServer server, SkipOptions options)
    {
        var plan = await TransactionSkipper.PlanAsync(server, options, CancellationToken.None);
        await new TransactionSkipper(SilentObserver.Instance).SkipAsync(plan, CancellationToken.None);
        return plan;
    }

    private async Task BreakAsync()
    {
        await ReplicaPairFixture.RunAsync(servers.Replica.Server, "SET SESSION sql_log_bin = 0", "INSERT INTO shop.t VALUES (800, 0)");
        await ReplicaPairFixture.RunAsync(servers.Source.Server, "INSERT INTO shop.t VALUES (800, 1)");
    }
}
