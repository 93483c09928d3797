using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Status;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Replication;

/// <summary>The difference of two servers' clocks, where a session's own time stands for a clock that is wrong.</summary>
[Collection(ServerCollection.Name)]
public sealed class ClockReaderTests(ServerFixture servers)
{
    [Theory]
    [InlineData(-500)]
    [InlineData(500)]
    public async Task AClockThatIsAheadIsAhead(int ahead)
    {
        await using var source = await Session.OpenAsync(servers.Server, CancellationToken.None);
        await using var replica = await Session.OpenAsync(servers.Server, CancellationToken.None);
        await source.ExecuteAsync(FormattableString.Invariant($"SET SESSION timestamp = UNIX_TIMESTAMP(SYSDATE(6)) + {ahead}"), CancellationToken.None);

        var offset = await new ClockReader(TimeProvider.System).CompareAsync(source, replica, CancellationToken.None);

        // The session's time stands still from the statement on, which a busy machine may run late.
        Assert.InRange(offset.Ahead.TotalSeconds, ahead - 60, ahead + 1);
        Assert.True(offset.Uncertainty > TimeSpan.Zero);
    }
}
