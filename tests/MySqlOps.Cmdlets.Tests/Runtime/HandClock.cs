namespace MySqlOps.Cmdlets.Tests.Runtime;

/// <summary>A clock whose hands the test moves.</summary>
internal sealed class HandClock : TimeProvider
{
    private long _ticks;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override long GetTimestamp() => _ticks;

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time) => _ticks += time.Ticks;
}
