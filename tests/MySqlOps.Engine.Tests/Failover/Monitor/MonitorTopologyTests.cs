using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Monitor;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Tests.Failover.Promotion;

namespace MySqlOps.Engine.Tests.Failover.Monitor;

/// <summary>Whom a monitor watches after what has happened.</summary>
public sealed class MonitorTopologyTests
{
    private static readonly MonitorTopology Before = new(At(3306), [At(3307), At(3308), At(3309)], []);

    [Theory]
    [InlineData(OldPrimaryAction.Await, "3307: 3308 3309 / 3306")]
    [InlineData(OldPrimaryAction.Keep, "3307: 3308 3309 / 3306")]
    [InlineData(OldPrimaryAction.Fence, "3307: 3308 3309 / 3306")]
    [InlineData(OldPrimaryAction.Rejoin, "3307: 3306 3308 3309 / ")]
    [InlineData(OldPrimaryAction.Leave, "3307: 3306 3308 3309 / ")]
    public void AnOldPrimaryHasAVoteAgainWhenItFollows(OldPrimaryAction action, string topology) => Assert.Equal(topology, Text(Before.After(Outcome(3307, action))));

    [Fact]
    public void WhoCouldNotFollowIsAway() => Assert.Equal("3307: 3309 / 3306 3308", Text(Before.After(Outcome(3307, OldPrimaryAction.Await, 3308))));

    [Fact]
    public void WhoWasAwayBeforeStaysSo()
    {
        var second = Before.After(Outcome(3307, OldPrimaryAction.Await)).After(Outcome(3308, OldPrimaryAction.Await) with { OldPrimary = At(3307) });
        Assert.Equal("3308: 3309 / 3306 3307", Text(second));
        Assert.Equal("3308: 3306 3309 / 3307", Text(second.Rejoined(At(3306))));
    }

    [Fact]
    public void AFailoverThatCameToNothingChangesNothing() => Assert.Same(Before, Before.After(Outcome(3307, OldPrimaryAction.Await) with { NewPrimary = null }));

    [Fact]
    public void AfterAMoveWhoFollowsHasAVote() => Assert.Equal("3308: 3306 3307 / 3309", Text(Before.MovedTo(At(3308), ["db:3306", "db:3307"])));

    [Fact]
    public void APrimaryWithoutReplicasVotesForItself()
    {
        Assert.Equal([3307, 3308, 3309], Before.Voters.Select(static server => server.Port));
        Assert.Equal([3306], (Before with { Replicas = [] }).Voters.Select(static server => server.Port));
    }

    private static string Text(MonitorTopology topology) =>
        $"{topology.Primary.Port}: {string.Join(' ', topology.Replicas.Select(static server => server.Port).Order())} / {string.Join(' ', topology.Away.Select(static server => server.Port).Order())}";

    private static MySqlServer At(int port) => Survivors.At(port);

    private static MySqlFailover Outcome(int primary, OldPrimaryAction action, params int[] detached) => new()
    {
        Server = At(primary),
        OldPrimary = At(3306),
        NewPrimary = At(primary),
        Epoch = 1,
        IsComplete = true,
        Elapsed = TimeSpan.Zero,
        Steps = [],
        OldPrimaryAction = action,
        Detached = [.. detached.Select(static port => new DetachedServer(At(port), "It could not."))],
    };
}
