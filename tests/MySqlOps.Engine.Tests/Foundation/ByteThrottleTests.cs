using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Foundation;

public sealed class ByteThrottleTests
{
    private readonly JumpingClock _clock = new();

    [Fact]
    public async Task BytesTakeTheTimeThatTheRateAllows()
    {
        var throttle = new ByteThrottle(1000, _clock);

        for (var i = 0; i < 100; i++)
            await throttle.TakeAsync(100, CancellationToken.None);

        // Whoever comes last has not paid yet.
        Assert.InRange(_clock.Elapsed.TotalSeconds, 9.6, 10);
    }

    [Fact]
    public async Task PieceLargerThanTheRateGoesThrough()
    {
        var throttle = new ByteThrottle(10, _clock);

        await throttle.TakeAsync(1000, CancellationToken.None);
        await throttle.TakeAsync(1, CancellationToken.None);

        Assert.InRange(_clock.Elapsed.TotalSeconds, 99, 101);
    }

    [Fact]
    public async Task RestIsNotSavedUp()
    {
        var throttle = new ByteThrottle(1000, _clock);
        _clock.Advance(TimeSpan.FromHours(1));

        for (var i = 0; i < 100; i++)
            await throttle.TakeAsync(100, CancellationToken.None);

        Assert.InRange((_clock.Elapsed - TimeSpan.FromHours(1)).TotalSeconds, 9.6, 10);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    public async Task WithoutALimitNobodyWaits(long? rate)
    {
        var throttle = new ByteThrottle(rate, _clock);

        await throttle.TakeAsync(long.MaxValue, CancellationToken.None);
        await throttle.TakeAsync(1, CancellationToken.None);

        Assert.Equal((TimeSpan.Zero, false), (_clock.Elapsed, throttle.IsLimited));
    }

    [Fact]
    public async Task CancelledWaitEnds()
    {
        var throttle = new ByteThrottle(1, TimeProvider.System);
        using var cancel = new CancellationTokenSource();
        await throttle.TakeAsync(1_000_000, cancel.Token);
        var wait = throttle.TakeAsync(1, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.AsTask());
    }
}
