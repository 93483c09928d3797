using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Rows;

/// <summary>A stream that is read no faster than allowed, and says how much was read.</summary>
/// <param name="inner">The stream; it stays open.</param>
/// <param name="throttle">The rate that all sessions keep together.</param>
/// <param name="hear">Hears of each piece.</param>
internal sealed class MeteredStream(Stream inner, ByteThrottle throttle, Action<int> hear) : ForwardStream
{
    /// <summary>The bytes that were read.</summary>
    public long Bytes { get; private set; }

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Bytes += count;
        hear(count);
        if (throttle.IsLimited)
            await throttle.TakeAsync(count, cancellationToken).ConfigureAwait(false);
        return count;
    }
}
