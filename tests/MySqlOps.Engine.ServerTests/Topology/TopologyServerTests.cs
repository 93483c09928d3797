using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Connect;
using MySqlOps.Engine.ServerTests.Servers;
using MySqlOps.Engine.Topology;

namespace MySqlOps.Engine.ServerTests.Topology;

[Collection(TopologyCollection.Name)]
public sealed class TopologyServerTests(TopologyFixture topology) : IAsyncLifetime
{
    public Task InitializeAsync() => topology.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task SourceWithThreeReplicasIsFoundFromAnyOfThem(int from)
    {
        for (var replica = 1; replica <= 3; replica++)
            await topology.FollowAsync(replica, 0);
        var nodes = await topology.ReadAsync(from);
        Assert.Equal(["0 0 Source", "1 1 Replica", "1 2 Replica", "1 3 Replica"], topology.Say(nodes));
        Assert.All(nodes, static node => Assert.True(node.State == TopologyState.Ok, string.Join(' ', node.Problems)));
    }

    [Fact]
    public async Task ChainOfThreeTiersIsFoundFromItsEnd()
    {
        await topology.FollowAsync(1, 0);
        await topology.FollowAsync(2, 1);
        await ClientProgram.QueryAsync(topology.Boxes[0], "CREATE DATABASE topo; CREATE TABLE topo.t (id INT PRIMARY KEY); INSERT INTO topo.t VALUES (1)");
        await TopologyFixture.WaitAsync(async () => (await topology.ReadAsync(2)).Skip(1).All(static node => node.GtidState == GtidState.Identical), "The replicas do not catch up.");
        Assert.Equal(["0 0 Source", "1 1 Relay", "2 2 Replica"], topology.Say(await topology.ReadAsync(2)));
    }

    [Fact]
    public async Task CoSourcesAreTold()
    {
        await topology.FollowAsync(0, 1, isReadOnly: false);
        await topology.FollowAsync(1, 0, isReadOnly: false);
        await topology.FollowAsync(2, 1);
        Assert.Equal(["0 1 CoSource", "1 0 CoSource", "1 2 Replica"], topology.Say(await topology.ReadAsync(2)));
    }

    [Fact]
    public async Task RingEnds()
    {
        await topology.FollowAsync(1, 0, isReadOnly: false);
        await topology.FollowAsync(2, 1, isReadOnly: false);
        await topology.FollowAsync(0, 2, isReadOnly: false);
        var nodes = await topology.ReadAsync(1);
        Assert.Equal(["0 0 CoSource", "1 1 CoSource", "2 2 CoSource"], topology.Say(nodes));
        Assert.Equal(topology.Name(2), nodes[0].Links.Single().Source);
    }

    [Fact]
    public async Task MultiSourceReplicaHasBothChannels()
    {
        await topology.FollowAsync(2, 0, "a");
        await topology.FollowAsync(2, 1, "b");
        var nodes = await topology.ReadAsync(0);
        Assert.Equal(["0 0 Source", "1 2 Replica", "0 1 Source"], topology.Say(nodes));
        Assert.Equal([$"{topology.Name(0)} (a)", $"{topology.Name(1)} (b)"], nodes[1].Links.Select(static link => link.ToString()));
    }

    [Fact]
    public async Task DelayedReplicaShowsItsDelayAndIsNotLagging()
    {
        await topology.FollowAsync(1, 0, delay: 3600);
        var node = (await topology.ReadAsync(0))[1];
        Assert.Equal((TimeSpan.FromHours(1), TopologyState.Ok), (node.Delay, node.State));
    }

    [Fact]
    public async Task ErrantTransactionIsTold()
    {
        await topology.FollowAsync(1, 0, isReadOnly: false);
        await ClientProgram.QueryAsync(topology.Boxes[1], "CREATE DATABASE topo");
        var node = (await topology.ReadAsync(0))[1];
        var uuid = await ClientProgram.QueryAsync(topology.Boxes[1], "SELECT @@server_uuid");
        Assert.Equal((GtidState.Diverged, $"{uuid}:1", TopologyState.Warning), (node.GtidState, node.ErrantGtids, node.State));
    }

    [Fact]
    public async Task PurgedTransactionsMakeAReplicaIrrecoverable()
    {
        await ClientProgram.QueryAsync(topology.Boxes[0], "CREATE DATABASE topo; FLUSH BINARY LOGS; PURGE BINARY LOGS BEFORE NOW() + INTERVAL 1 DAY; SELECT 1");
        await TopologyFixture.WaitAsync(async () => await ClientProgram.QueryAsync(topology.Boxes[0], "PURGE BINARY LOGS BEFORE NOW() + INTERVAL 1 DAY; SELECT @@gtid_purged <> ''") == "1", "Nothing was purged.");
        await ClientProgram.QueryAsync(topology.Boxes[1], $"CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = {topology.Boxes[0].Port}, SOURCE_AUTO_POSITION = 1");
        var node = (await topology.ReadAsync(1))[1];
        Assert.Equal((GtidState.Irrecoverable, TopologyState.Broken), (node.GtidState, node.State));
    }

    [Fact]
    public async Task MemberThatRefusesTheLoginIsANodeWithTheReason()
    {
        await topology.FollowAsync(1, 0);
        await topology.FollowAsync(2, 0);
        await ClientProgram.QueryAsync(topology.Boxes[1], "SET GLOBAL super_read_only = OFF; SET sql_log_bin = 0; ALTER USER topo@'127.0.0.1' ACCOUNT LOCK");
        var nodes = await topology.ReadAsync(0);
        Assert.Equal(["0 0 Source", "1 1 Replica", "1 2 Replica"], topology.Say(nodes));
        Assert.Equal((TopologyState.Refused, ErrorId.ConnectAccountLocked, topology.Name(0)), (nodes[1].State, nodes[1].ErrorId, nodes[1].Source));
    }

    [Fact]
    public async Task MemberThatHangsIsANodeWithTheReasonAndHidesNobody()
    {
        await topology.FollowAsync(1, 0);
        await topology.FollowAsync(2, 0);
        await topology.FollowAsync(3, 2);
        using var hung = await HungProcess.StopAsync(topology.Boxes[1].ProcessId!.Value);
        var nodes = await topology.ReadAsync(0, new TopologyOptions { Timeout = TimeSpan.FromSeconds(1) });
        Assert.Equal(["0 0 Source", "1 1 Replica", "1 2 Relay", "2 3 Replica"], topology.Say(nodes));
        Assert.Equal((TopologyState.Unreachable, ErrorId.ConnectTimeout), (nodes[1].State, nodes[1].ErrorId));
    }

    [Fact]
    public async Task BrokenApplierIsToldWithItsError()
    {
        await topology.FollowAsync(1, 0, isReadOnly: false);
        await ClientProgram.QueryAsync(topology.Boxes[1], "SET sql_log_bin = 0; CREATE DATABASE topo");
        await ClientProgram.QueryAsync(topology.Boxes[0], "CREATE DATABASE topo");
        await TopologyFixture.WaitAsync(async () => (await topology.ReadAsync(0))[1].State == TopologyState.Broken, "Nothing breaks.");
        Assert.Contains("1007", (await topology.ReadAsync(0))[1].Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AccountThatMaySeeNothingSaysWhichPrivilegesItLacks()
    {
        await topology.FollowAsync(1, 0);
        await ClientProgram.QueryAsync(topology.Boxes[0], "SET sql_log_bin = 0; CREATE USER IF NOT EXISTS humble@'127.0.0.1' IDENTIFIED BY 'Topo_1logy'");
        var nodes = await new TopologyReader(new TopologyOptions(), SilentObserver.Instance).ReadAsync([topology.Server(0) with { User = "humble" }], CancellationToken.None);
        var problems = string.Join(' ', Assert.Single(nodes).Problems);
        Assert.Contains("REPLICATION CLIENT ON *.*", problems, StringComparison.Ordinal);
        Assert.Contains("REPLICATION SLAVE ON *.*", problems, StringComparison.Ordinal);
        Assert.Contains("SELECT ON performance_schema.*", problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingIsWrittenAnywhere()
    {
        await topology.FollowAsync(1, 0);
        var before = await StateAsync();
        await topology.ReadAsync(0);
        Assert.Equal(before, await StateAsync());
    }

    private async Task<string> StateAsync()
    {
        var state = new List<string>();
        foreach (var box in topology.Boxes)
            state.Add(await ClientProgram.QueryAsync(box, "SHOW BINARY LOG STATUS; SELECT COUNT(*) FROM performance_schema.persisted_variables; SELECT @@super_read_only"));
        return string.Join('\n', state);
    }
}
