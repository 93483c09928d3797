using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Topology;
using MySqlOps.Engine.Topology.Facts;

namespace MySqlOps.Engine.Tests.Topology;

public sealed class TopologyExplorerTests
{
    [Theory]
    [InlineData("db1")]
    [InlineData("db2")]
    [InlineData("db4")]
    public async Task EveryMemberLeadsToTheWholeTopology(string from)
    {
        var nodes = await Chain().ReadAsync(from);
        Assert.Equal(["db1:3306", "db2:3306", "db3:3306", "db4:3306"], nodes.Select(static node => node.Name));
    }

    [Fact]
    public async Task RoundARingEveryServerIsAskedOnce()
    {
        var scene = new TopologyScene().Add("db1", "db2", "db3").Follow("db2", "db1").Follow("db3", "db2").Follow("db1", "db3");
        await scene.ReadAsync("db2");
        Assert.Equal(["db1", "db2", "db3"], scene.Asked.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0, "db2")]
    [InlineData(1, "db1 db2 db3")]
    [InlineData(2, "db1 db2 db3 db4")]
    public async Task DepthIsCountedFromTheNamedServer(int depth, string expected)
    {
        var scene = Chain();
        await scene.ReadAsync("db2", new TopologyOptions { MaxDepth = depth });
        Assert.Equal(expected, string.Join(' ', scene.Asked.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task SourceBeyondTheDepthIsStillNamed()
    {
        var node = Assert.Single(await Chain().ReadAsync("db4", new TopologyOptions { MaxDepth = 0 }));
        Assert.Equal((TopologyRole.Replica, "db3:3306"), (node.Role, node.Source));
    }

    [Fact]
    public async Task ReplicaWithoutReportHostIsFoundWhereItsDumpThreadComesFrom()
    {
        var scene = new TopologyScene().Add("db1", "db2").Follow("db2", "db1");
        scene.Change("db1", static facts => facts with { Replicas = ReplicaListings.Combine([new ReplicaListing { Uuid = TopologyScene.Uuid("db2"), Port = 3306 }], [new ReplicaListing { Uuid = TopologyScene.Uuid("db2"), Hosts = ["db2"] }]) });
        Assert.Equal(["db1:3306", "db2:3306"], (await scene.ReadAsync()).Select(static node => node.Name));
    }

    [Fact]
    public async Task NextAddressIsTriedWhenAnotherServerAnswersAtTheFirst()
    {
        var scene = new TopologyScene().Add("db1", "db2", "db3").Follow("db2", "db1").Change("db1", static facts => facts with { Replicas = [new ReplicaListing { Uuid = TopologyScene.Uuid("db2"), Hosts = ["db3", "db2"], Port = 3306 }] });
        var nodes = await scene.ReadAsync();
        Assert.Equal(["db1:3306", "db2:3306"], nodes.Select(static node => node.Name));
    }

    [Fact]
    public async Task OtherServerAtTheOnlyAddressIsTheReason()
    {
        var scene = new TopologyScene().Add("db1", "db3").Change("db1", static facts => facts with { Replicas = [new ReplicaListing { Uuid = TopologyScene.Uuid("db2"), Hosts = ["db3"], Port = 3306 }] });
        Assert.Equal(ErrorId.TopologyAddressMismatch, (await scene.ReadAsync())[1].ErrorId);
    }

    [Fact]
    public async Task MapSaysWhereAServerIsReached()
    {
        var scene = new TopologyScene().Add("db1", "db2").Follow("db2", "db1").Change("db1", static facts => facts with { Replicas = [new ReplicaListing { Uuid = TopologyScene.Uuid("db2"), Hosts = ["container"], Port = 3306 }] });
        var options = new TopologyOptions { AddressMap = new Dictionary<string, string> { ["container:3306"] = "db2:33062" } };
        Assert.Equal("db2:33062", (await scene.ReadAsync("db1", options))[1].Name);
    }

    [Fact]
    public async Task HungServerDelaysNobody()
    {
        var scene = Chain();
        var reader = new SlowReader(scene, "db2");
        var reading = new TopologyReader(reader, new TopologyOptions(), SilentObserver.Instance).ReadAsync([TopologyScene.At("db1"), TopologyScene.At("db4")], CancellationToken.None);
        await reader.OthersAnswered.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.False(reading.IsCompleted);
        reader.Answer();
        Assert.Equal(4, (await reading).Count);
    }

    [Fact]
    public async Task SourceThatSeemsBehindIsAskedOnceMore()
    {
        var scene = new TopologyScene().Add("db1", "db2").Follow("db2", "db1").Change("db2", static facts => facts with { GtidExecuted = TopologyScene.Gtids("db1", 11) });
        var reader = new GrowingReader(scene);
        var nodes = await new TopologyReader(reader, new TopologyOptions(), SilentObserver.Instance).ReadAsync([TopologyScene.At("db1")], CancellationToken.None);
        Assert.Equal((GtidState.Identical, TopologyState.Ok), (nodes[1].GtidState, nodes[1].State));
    }

    [Fact]
    public async Task CancellingEndsIt()
    {
        using var stop = new CancellationTokenSource();
        var reader = new SlowReader(Chain(), "db1");
        var reading = new TopologyReader(reader, new TopologyOptions(), SilentObserver.Instance).ReadAsync([TopologyScene.At("db1")], stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private static TopologyScene Chain() => new TopologyScene().Add("db1", "db2", "db3", "db4").Follow("db2", "db1").Follow("db3", "db2").Follow("db4", "db3");

    /// <summary>One server answers only when it is told to.</summary>
    private sealed class SlowReader(IMemberReader inner, string slow) : IMemberReader
    {
        private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _others = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _answered;

        public Task OthersAnswered => _others.Task;

        public void Answer() => _answer.SetResult();

        public async Task<MemberFacts> ReadAsync(MySqlServer server, CancellationToken cancellationToken)
        {
            if (server.Host == slow)
                await _answer.Task.WaitAsync(cancellationToken);
            else if (Interlocked.Increment(ref _answered) == 3)
                _others.SetResult();
            return await inner.ReadAsync(server, cancellationToken);
        }
    }

    /// <summary>The source goes on while it is not looked at.</summary>
    private sealed class GrowingReader(IMemberReader inner) : IMemberReader
    {
        private int _asked;

        public async Task<MemberFacts> ReadAsync(MySqlServer server, CancellationToken cancellationToken)
        {
            var facts = await inner.ReadAsync(server, cancellationToken);
            return server.Host == "db1" && ++_asked > 1 ? facts with { GtidExecuted = TopologyScene.Gtids("db1", 15) } : facts;
        }
    }
}
