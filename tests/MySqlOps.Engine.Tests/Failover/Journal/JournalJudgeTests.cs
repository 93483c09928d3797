using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Tests.Failover.Promotion;

namespace MySqlOps.Engine.Tests.Failover.Journal;

public sealed class JournalJudgeTests
{
    [Fact]
    public void NothingIsNothing() => Assert.Null(JournalJudge.Newest([null, null]));

    [Fact]
    public void HighestEpochCounts() => Assert.Equal(7, JournalJudge.Newest([Entry(JournalState.Completed, epoch: 6), null, Entry(JournalState.Begun, epoch: 7)])!.Epoch);

    [Theory]
    [InlineData(JournalState.Begun, JournalState.Promoting)]
    [InlineData(JournalState.Promoting, JournalState.Promoted)]
    [InlineData(JournalState.Promoted, JournalState.Completed)]
    [InlineData(JournalState.Begun, JournalState.Aborted)]
    public void OfOneRunTheFurtherStateCounts(JournalState one, JournalState other)
    {
        Assert.Equal(other, JournalJudge.Newest([Entry(one), Entry(one), Entry(other)])!.State);
        Assert.Equal(other, JournalJudge.Newest([Entry(other), Entry(one)])!.State);
    }

    [Fact]
    public void OfTwoRunsWithOneEpochTheFurtherOneCounts()
    {
        // The first could reach one member only, and died; the second could not see that member.
        var newest = JournalJudge.Newest([Entry(JournalState.Begun) with { RunId = "first" }, Entry(JournalState.Completed) with { RunId = "second" }]);

        Assert.Equal("second", newest!.RunId);
    }

    [Fact]
    public void OfTwoRunsThatCameAsFarTheOneThatMoreMembersKnowCounts()
    {
        var newest = JournalJudge.Newest([Entry(JournalState.Begun) with { RunId = "first" }, Entry(JournalState.Begun) with { RunId = "second" }, Entry(JournalState.Begun) with { RunId = "second" }]);

        Assert.Equal("second", newest!.RunId);
    }

    [Theory]
    [InlineData(JournalState.Begun, true)]
    [InlineData(JournalState.Promoting, true)]
    [InlineData(JournalState.Promoted, true)]
    [InlineData(JournalState.Aborted, false)]
    [InlineData(JournalState.Completed, false)]
    public void RunIsUnfinishedUntilItIsCompletedOrAborted(JournalState state, bool isUnfinished) => Assert.Equal(isUnfinished, Entry(state).IsUnfinished);

    private static JournalEntry Entry(JournalState state, long epoch = 1) => Survivors.Entry(state, 3307, epoch);
}
