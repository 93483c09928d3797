using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Files;

/// <summary>A stream with some bytes before it and some after it. It is read asynchronously, from its beginning to its end, and disposes what it wraps.</summary>
/// <param name="before">The bytes that come first.</param>
/// <param name="inner">What comes then.</param>
/// <param name="after">The bytes that come last.</param>
internal sealed class WrappedStream(ReadOnlyMemory<byte> before, Stream inner, ReadOnlyMemory<byte> after) : ForwardStream
{
    private ReadOnlyMemory<byte> _before = before;
    private ReadOnlyMemory<byte> _after = after;

    /// <summary>Looks at the first bytes of a stream.</summary>
    /// <returns>The bytes, fewer where the stream is shorter, and the stream as if nobody had looked.</returns>
    public static async Task<(ReadOnlyMemory<byte> Head, Stream Whole)> PeekAsync(Stream stream, int length, CancellationToken cancellationToken)
    {
        var head = new byte[length];
        var count = await stream.ReadAtLeastAsync(head, length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return (head.AsMemory(0, count), new WrappedStream(head.AsMemory(0, count), stream, default));
    }

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_before.IsEmpty)
            return Take(ref _before, buffer.Span);
        var count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return count > 0 ? count : Take(ref _after, buffer.Span);
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private static int Take(ref ReadOnlyMemory<byte> from, Span<byte> room)
    {
        var count = Math.Min(room.Length, from.Length);
        from.Span[..count].CopyTo(room);
        from = from[count..];
        return count;
    }
}
