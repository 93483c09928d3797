using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Replication.Status;
using System.Text.Json;
using static MySqlOps.Engine.Tests.Failover.Promotion.Survivors;

namespace MySqlOps.Engine.Tests.Failover.Promotion;

public sealed class RunRecordTests
{
    [Fact]
    public void RunThatGoesOnKeepsWhatTheFirstOneFound()
    {
        var first = RunRecord.Of(Facts(Back() with { SemiSync = new MemberSemiSync { IsSourceEnabled = true } }, Replica(3307)), new FailoverOptions());
        var stopped = Replica(3307) with { Channels = [Channel() with { Receiver = ReceiverState.Off }] };

        var second = RunRecord.Of(Facts(Gone(), stopped) with { Journal = Entry(JournalState.Begun) with { Document = JsonSerializer.Serialize(first) } }, new FailoverOptions());

        Assert.Equal([$"{Uuid(3307)}/"], second.Receivers);
        Assert.True(second.WasWritable);
        Assert.True(second.WaitedForReplicas);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    public void TextThatIsNoRecordSaysNothing(string document) => Assert.Same(RunRecord.None, RunRecord.Read(document));
}
