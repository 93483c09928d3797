using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Status;
using MySqlOps.Engine.ServerTests.Connect;

namespace MySqlOps.Engine.ServerTests.Failover;

/// <summary>What servers say of themselves before a switchover or failover.</summary>
[Collection(FailoverCollection.Name)]
public sealed class MemberFactsReaderTests(FailoverFixture servers) : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public Task InitializeAsync() => servers.HealAsync();

    /// <inheritdoc />
    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task AMemberIsReadWithAllSettingsOfItsChannel()
    {
        await FailoverFixture.RunAsync(
            servers.Replicas[0].Server,
            "STOP REPLICA",
            "CHANGE REPLICATION SOURCE TO SOURCE_COMPRESSION_ALGORITHMS = 'zstd,uncompressed', SOURCE_ZSTD_COMPRESSION_LEVEL = 7, SOURCE_RETRY_COUNT = 11, GET_SOURCE_PUBLIC_KEY = 1, SOURCE_TLS_VERSION = 'TLSv1.3'",
            "CHANGE REPLICATION FILTER REPLICATE_IGNORE_DB = (scratch)",
            "SET PERSIST_ONLY super_read_only = ON",
            "START REPLICA");
        var facts = await MemberFactsReader.ReadAsync([servers.Primary.Server, servers.Replicas[0].Server], Deadline, CancellationToken.None);
        await FailoverFixture.RunAsync(servers.Replicas[0].Server, "RESET PERSIST super_read_only", "STOP REPLICA", "CHANGE REPLICATION FILTER REPLICATE_IGNORE_DB = ()", "START REPLICA");

        var (primary, replica) = (facts[0], facts[1]);
        Assert.All(facts, static member => Assert.True(member.IsReachable));
        Assert.Equal((servers.Primary.Uuid, servers.Primary.ServerId, servers.Primary.Port), (primary.Uuid, primary.ServerId, primary.Port));
        Assert.Equal(("ON", "ON", true, true, "ROW", false), (primary.GtidMode, primary.GtidConsistency, primary.IsBinaryLogOn, primary.LogsReplicaUpdates, primary.BinlogFormat, primary.IsBootFenced));
        Assert.Equal(("ON", false, false, TimeSpan.FromSeconds(4)), (primary.EventScheduler, primary.IsReadOnly, primary.IsGroupMember, primary.NetTimeout));
        Assert.Contains(servers.Replicas[1].Uuid, primary.Replicas!.Select(static known => known.Uuid));
        await using var session = await Session.OpenAsync(servers.Primary.Server, CancellationToken.None);
        Assert.Equal(await session.TextAsync("SELECT LOCAL->>'$.binary_log_file' FROM performance_schema.log_status", CancellationToken.None), primary.BinlogFile);
        Assert.True(primary.BinlogPosition > 4);
        Assert.Empty(primary.Channels!);
        Assert.Empty(primary.Unseen);
        Assert.Equal(servers.Primary.Version, primary.Version);

        var channel = Assert.Single(replica.Channels!);
        Assert.Equal((servers.Primary.Uuid, "127.0.0.1", servers.Ways[0].Port, "follower"), (channel.SourceUuid, channel.Host, channel.Port, channel.User));
        Assert.Equal(("zstd,uncompressed", 7, 11, true), (channel.CompressionAlgorithms, channel.ZstdLevel, channel.RetryCount, channel.GetsPublicKey));
        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), true), (channel.RetryInterval, channel.HeartbeatInterval!.Value, channel.UsesAutoPosition));
        Assert.Equal((true, false, "TLSv1.3"), (channel.Tls.IsUsed, channel.Tls.VerifiesServer, channel.Tls.Versions));
        Assert.Equal((ApplierState.On, "REPLICATE_IGNORE_DB = scratch", true), (channel.Applier, Assert.Single(replica.Filters), replica.IsBootFenced));
        Assert.True(replica.GtidReceived.Contains(replica.GtidRetrieved));
    }

    [Fact]
    public async Task AMemberThatHangsDelaysNobody()
    {
        using var hung = await HungProcess.StopAsync(servers.Replicas[1].ProcessId!.Value);
        var facts = await MemberFactsReader.ReadAsync([servers.Replicas[1].Server, servers.Primary.Server, servers.Replicas[0].Server with { Port = 1 }], TimeSpan.FromSeconds(5), CancellationToken.None);
        Assert.False(facts[0].IsReachable);
        Assert.Equal((ErrorId.ConnectRefused, servers.Primary.Uuid), (facts[2].ErrorId!.Value, facts[1].Uuid));
        Assert.Contains("did not answer", facts[0].ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatAnAccountMayNotSeeIsNullAndSaid()
    {
        var account = await TestAccounts.CreateAsync(servers.Primary, "nobody");
        var facts = (await MemberFactsReader.ReadAsync([account], Deadline, CancellationToken.None))[0];
        Assert.True(facts.IsReachable);
        Assert.Equal((null, null, null, null), (facts.Channels, facts.Replicas, facts.BinlogFilters, facts.LongestTransaction));
        Assert.Equal((null, null), (facts.BinlogFile, facts.BinlogPosition));

        // Anybody may see what is persisted.
        Assert.False(facts.IsBootFenced);
        foreach (var privilege in new[] { "REPLICATION CLIENT", "REPLICATION SLAVE", "PROCESS", "SELECT ON performance_schema.*" })
            Assert.Contains(facts.Unseen, sentence => sentence.Contains(privilege, StringComparison.Ordinal));
    }
}
