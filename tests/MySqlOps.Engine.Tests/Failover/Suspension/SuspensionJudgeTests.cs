using MySqlOps.Engine.Failover.Suspension;
using MySqlOps.Engine.Tests.Failover.Promotion;

namespace MySqlOps.Engine.Tests.Failover.Suspension;

public sealed class SuspensionJudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void NothingIsNothing() => Assert.Null(SuspensionJudge.Newest([null, null]));

    [Fact]
    public void HighestNumberCountsHoweverFewKnowIt() =>
        Assert.Equal(3, SuspensionJudge.Newest([Order(2, true), null, Order(3, false), Order(2, true)])!.Number);

    [Fact]
    public void OfOneNumberTheSuspensionCounts()
    {
        Assert.True(SuspensionJudge.Newest([Order(2, false), Order(2, true)])!.IsSuspended);
        Assert.True(SuspensionJudge.Newest([Order(2, true), Order(2, false)])!.IsSuspended);
    }

    [Fact]
    public void FirstOrderIsNumberOneAndAcknowledgesNothing()
    {
        var order = SuspensionJudge.Next(null, Request(isSuspended: true) with { Reason = "kernel", Until = Now.AddHours(1) }, "ann", Now, 7);

        Assert.Equal((1, true, "kernel", "ann", Now, Now.AddHours(1), 0L), (order.Number, order.IsSuspended, order.Reason, order.By, order.Since, order.Until, order.AcknowledgedEpoch));
    }

    [Fact]
    public void NextOrderCountsOnAndKeepsWhatWasAcknowledged()
    {
        var order = SuspensionJudge.Next(Order(4, true) with { AcknowledgedEpoch = 5 }, Request(isSuspended: true), "ann", Now, 7);

        Assert.Equal((5, 5L), (order.Number, order.AcknowledgedEpoch));
    }

    [Fact]
    public void AcknowledgementIsOfTheNewestRun() =>
        Assert.Equal(7, SuspensionJudge.Next(Order(4, true) with { AcknowledgedEpoch = 5 }, Request(isSuspended: false) with { IsAcknowledging = true }, "ann", Now, 7).AcknowledgedEpoch);

    [Fact]
    public void AcknowledgementIsNotTakenBackByMembersThatKnowLess() =>
        Assert.Equal(5, SuspensionJudge.Next(Order(4, true) with { AcknowledgedEpoch = 5 }, Request(isSuspended: false) with { IsAcknowledging = true }, "ann", Now, 0).AcknowledgedEpoch);

    [Fact]
    public void ResumptionHasNoEnd() => Assert.Null(SuspensionJudge.Next(null, Request(isSuspended: false) with { Until = Now.AddHours(1) }, "ann", Now, 0).Until);

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, 1, true)]
    [InlineData(true, 0, false)]
    [InlineData(true, -1, false)]
    [InlineData(false, null, false)]
    public void SuspensionIsInForceUntilItsEnd(bool isSuspended, int? seconds, bool isInForce) =>
        Assert.Equal(isInForce, (Order(1, isSuspended) with { Until = seconds is { } some ? Now.AddSeconds(some) : null }).IsInForce(Now));

    [Fact]
    public void OrderSaysWhoAndWhy() =>
        Assert.Equal("suspended since 2026-11-22 12:00:00Z by ann, until 2026-11-22 13:00:00Z: kernel", (Order(1, true) with { Until = Now.AddHours(1), Reason = "kernel" }).ToString());

    private static SuspensionRequest Request(bool isSuspended) => new() { Server = Survivors.At(3306), IsSuspended = isSuspended };

    private static FailoverSuspension Order(long number, bool isSuspended) => new() { Server = Survivors.At(3307), Number = number, IsSuspended = isSuspended, By = "ann", Since = Now };
}
