using MySqlOps.Engine.Topology.Facts;
using MySqlOps.Engine.Topology.Graph;

namespace MySqlOps.Engine.Tests.Topology;

public sealed class ReplicaListingsTests
{
    [Fact]
    public void DumpThreadOfTheSameUuidSaysWhereAReplicaIs()
    {
        var found = ReplicaListings.Combine([new ReplicaListing { Uuid = "A", Hosts = ["named"], Port = 3307 }], [new ReplicaListing { Uuid = "a", Hosts = ["10.0.0.7"] }, new ReplicaListing { Uuid = "b", Hosts = ["10.0.0.8"] }]);
        Assert.Equal(["named 10.0.0.7", "10.0.0.8"], found.Select(static replica => string.Join(' ', replica.Hosts)));
    }

    [Fact]
    public void WithoutUuidsEveryPeerIsTriedForEveryReplica()
    {
        var found = ReplicaListings.Combine([new ReplicaListing { Uuid = "a", Port = 3307 }, new ReplicaListing { Uuid = "b", Port = 3308 }], [new ReplicaListing { Hosts = ["10.0.0.7"] }, new ReplicaListing { Hosts = ["10.0.0.8"] }]);
        Assert.All(found, static replica => Assert.Equal(["10.0.0.7", "10.0.0.8"], replica.Hosts));
        Assert.Equal(2, found.Count);
    }

    [Fact]
    public void DumpThreadAloneIsAReplicaToo() =>
        Assert.Equal("10.0.0.9", ReplicaListings.Combine([], [new ReplicaListing { Hosts = ["10.0.0.9"] }]).Single().Hosts.Single());

    [Theory]
    [InlineData("10.0.0.7:51234", "10.0.0.7")]
    [InlineData("[fe80::1]:51234", "fe80::1")]
    [InlineData("localhost", "localhost")]
    public void PortOfAConnectionIsNotThatOfTheServer(string peer, string expected) => Assert.Equal(expected, ReplicaListings.WithoutPort(peer));

    [Theory]
    [InlineData("db2:3306", "db10:3306", -1)]
    [InlineData("db10:3306", "db2:3306", 1)]
    [InlineData("db1:3306", "db1:13306", -1)]
    [InlineData("db1", "db1:3306", -1)]
    [InlineData("db01", "db1", -1)]
    [InlineData("a", "a", 0)]
    public void NamesAreOrderedAsPeopleDo(string left, string right, int expected) => Assert.Equal(expected, Math.Sign(EndpointOrder.Instance.Compare(left, right)));
}
