namespace MySqlOps.Engine.Tests.Foundation;

/// <summary>A clock on which every waiting is over at once, and has taken its time all the same.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private long _ticks;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The time that has passed.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(_ticks);

    /// <inheritdoc />
    public override long GetTimestamp() => _ticks;

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time) => _ticks += time.Ticks;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Advance(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
