using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Tests.Replication.Status;

public sealed class LagCalculatorTests
{
    private const long Second = 1_000_000;
    private const long Now = 1_000 * Second;

    private static readonly GtidSet Behind = Handmade.Set("1-8");
    private static readonly ChannelProgress Idle = new() { Now = Now, Workers = [Worker(1, null, Now - (50 * Second))] };

    [Fact]
    public void NothingPendingAndAReceiverThatRunsIsZero() =>
        Assert.Equal((TimeSpan.Zero, LagBasis.CaughtUp), LagCalculator.Calculate(Handmade.Channel, Idle, Handmade.Set("1-10"), Handmade.Set("11"), null));

    [Fact]
    public void TheOldestTransactionThatAWorkerAppliesCounts()
    {
        var progress = Idle with { Workers = [Worker(1, "9", Now - (3 * Second)), Worker(2, "10", Now - Second)], ProcessingCommitted = Now };

        Assert.Equal((TimeSpan.FromSeconds(3), LagBasis.Transaction), LagCalculator.Calculate(Handmade.Channel, progress, Behind, null, null));
    }

    [Fact]
    public void ATransactionThatWasAppliedMeanwhileDoesNotCount()
    {
        var progress = Idle with { Workers = [Worker(1, "8", Now - (30 * Second)), Worker(2, "9", Now - Second)] };

        Assert.Equal(TimeSpan.FromSeconds(1), LagCalculator.Calculate(Handmade.Channel, progress, Behind, null, null).Lag);
    }

    [Theory]
    [InlineData(5, 8)]
    [InlineData(-2, 1)]
    [InlineData(-4, 0)]
    public void TheDifferenceOfTheClocksIsTakenOutAndTheLagIsNeverNegative(int ahead, int lag)
    {
        var progress = Idle with { Workers = [Worker(1, "9", Now - (3 * Second))] };

        Assert.Equal(TimeSpan.FromSeconds(lag), LagCalculator.Calculate(Handmade.Channel, progress, Behind, null, TimeSpan.FromSeconds(ahead)).Lag);
    }

    [Fact]
    public void MicrosecondsAreKept()
    {
        var progress = Idle with { Workers = [Worker(1, "9", Now - 1_234_567)] };

        Assert.Equal(1_234_567, LagCalculator.Calculate(Handmade.Channel, progress, Behind, null, null).Lag!.Value.TotalMicroseconds);
    }

    [Fact]
    public void WhatTheCoordinatorHandsOutCountsWhileNoWorkerHasIt() =>
        Assert.Equal((TimeSpan.FromSeconds(2), LagBasis.Transaction), LagCalculator.Calculate(Handmade.Channel, Idle with { ProcessingCommitted = Now - (2 * Second) }, Behind, null, null));

    [Fact]
    public void AStoppedApplierWithOneTransactionToDoIsAsOldAsThat()
    {
        var progress = Idle with { LastQueued = $"{Handmade.SourceUuid}:10", LastQueuedCommitted = Now - (7 * Second) };

        Assert.Equal((TimeSpan.FromSeconds(7), LagBasis.Transaction), LagCalculator.Calculate(Stopped(), progress, Handmade.Set("1-9"), null, null));
    }

    [Fact]
    public void AStoppedApplierWithSeveralIsAtMostAsOldAsTheLastThatItApplied() =>
        Assert.Equal((TimeSpan.FromSeconds(50), LagBasis.AtMost), LagCalculator.Calculate(Stopped(), Idle with { LastQueued = $"{Handmade.SourceUuid}:10", LastQueuedCommitted = Now }, Behind, null, null));

    [Fact]
    public void AReceiverWithoutItsSourceKnowsNothing() =>
        Assert.Equal((null, LagBasis.Unknown), LagCalculator.Calculate(Handmade.Channel with { Receiver = ReceiverState.Connecting }, Idle, Handmade.Set("1-10"), null, null));

    [Fact]
    public void AStoppedReceiverWhoseSourceHasNoMoreIsNotBehind() =>
        Assert.Equal((TimeSpan.Zero, LagBasis.CaughtUp), LagCalculator.Calculate(Handmade.Channel with { Receiver = ReceiverState.Off }, Idle, Handmade.Set("1-10"), GtidSet.Empty, null));

    [Fact]
    public void AStoppedReceiverWhoseSourceHasMoreIsAtMostAsOldAsTheLastThatItFetched() =>
        Assert.Equal(
            (TimeSpan.FromSeconds(9), LagBasis.AtMost),
            LagCalculator.Calculate(Handmade.Channel with { Receiver = ReceiverState.Off }, Idle with { LastQueuedCommitted = Now - (9 * Second) }, Handmade.Set("1-10"), Handmade.Set("11"), null));

    [Fact]
    public void ATransactionThatIsBeingFetchedCounts() =>
        Assert.Equal((TimeSpan.FromSeconds(4), LagBasis.Transaction), LagCalculator.Calculate(Handmade.Channel, Idle with { QueueingCommitted = Now - (4 * Second) }, Handmade.Set("1-10"), null, null));

    [Fact]
    public void WithoutPerformanceSchemaWhatIsPendingHasNoAge() =>
        Assert.Equal((null, LagBasis.Unknown), LagCalculator.Calculate(Handmade.Channel, null, Behind, null, null));

    [Fact]
    public void WithoutGtidsThePositionsTellWhatIsPending()
    {
        var channel = Handmade.Channel with { AutoPosition = false, Retrieved = "", ReceivedFile = "b.2", ReceivedPosition = 900, AppliedFile = "b.2", AppliedPosition = 900 };

        Assert.Equal(LagBasis.CaughtUp, LagCalculator.Calculate(channel, Idle, GtidSet.Empty, null, null).Basis);
        Assert.Equal(LagBasis.AtMost, LagCalculator.Calculate(channel with { AppliedPosition = 400 }, Idle, GtidSet.Empty, null, null).Basis);
    }

    private static ChannelFacts Stopped() => Handmade.Channel with { Applier = ApplierState.Off };

    private static WorkerFacts Worker(int id, string? number, long committed) => number is null
        ? new WorkerFacts { Id = id, IsRunning = true, LastCommitted = committed }
        : new WorkerFacts { Id = id, IsRunning = true, Transaction = $"{Handmade.SourceUuid}:{number}", Committed = committed };
}
