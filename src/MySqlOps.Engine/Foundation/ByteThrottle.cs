namespace MySqlOps.Engine.Foundation;

/// <summary>
/// Holds a flow of bytes down to a rate that all who share it keep together. Who asks pays afterwards: bytes go through at once, and the next
/// caller waits until they are paid for, so that a piece larger than the rate needs no special case.
/// </summary>
/// <param name="bytesPerSecond">The rate; null for no limit.</param>
/// <param name="time">The clock.</param>
internal sealed class ByteThrottle(long? bytesPerSecond, TimeProvider time)
{
    /// <summary>How long a flow may have rested and still catch up.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _paidUntil;

    /// <summary>True when there is a limit.</summary>
    public bool IsLimited => bytesPerSecond is > 0;

    /// <summary>Waits until bytes may pass.</summary>
    /// <param name="bytes">How many are about to pass.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public ValueTask TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        if (bytesPerSecond is not { } rate || rate <= 0)
            return ValueTask.CompletedTask;
        TimeSpan wait;
        lock (_gate)
        {
            var now = time.GetElapsedTime(_start);
            var from = _paidUntil < now - Burst ? now - Burst : _paidUntil;
            wait = from - now;
            _paidUntil = from + TimeSpan.FromSeconds((double)bytes / rate);
        }

        return wait > TimeSpan.Zero ? new ValueTask(Task.Delay(wait, time, cancellationToken)) : ValueTask.CompletedTask;
    }
}
