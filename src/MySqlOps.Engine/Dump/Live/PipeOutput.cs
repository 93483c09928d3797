using System.IO.Pipelines;
using MySqlOps.Engine.Dump.Rows;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Live;

/// <summary>Hands text to whoever reads the other end of a pipe, and waits for a slow reader. When the reader has gone, the rest is dropped, so that the session can read its result to the end.</summary>
internal sealed class PipeOutput(PipeWriter pipe, ByteThrottle throttle) : IRowOutput
{
    private bool _isDeserted;

    /// <inheritdoc />
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, bool isWhole, CancellationToken cancellationToken)
    {
        if (_isDeserted)
            return;
        await throttle.TakeAsync(bytes.Length, cancellationToken).ConfigureAwait(false);
        var result = await pipe.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        _isDeserted = result.IsCompleted;
    }
}
