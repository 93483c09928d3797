using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Live;

/// <summary>The text of a <see cref="LiveChunk"/>, which gives everything back when it is disposed.</summary>
internal sealed class LiveChunkStream(LiveChunk chunk, Action release) : ForwardStream
{
    private bool _isDisposed;

    /// <inheritdoc />
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => chunk.Text.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => chunk.Text.Read(buffer, offset, count);

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await chunk.DisposeAsync().ConfigureAwait(false);
        release();
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
