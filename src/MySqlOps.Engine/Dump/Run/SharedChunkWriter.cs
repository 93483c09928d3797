using MySqlOps.Engine.Dump.Rows;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>Writes a unit's rows into a text that others write to as well.</summary>
internal sealed class SharedChunkWriter(RowEncoder encoder, SharedTextWriter writer) : IChunkWriter
{
    /// <inheritdoc />
    public IRowSink Rows => encoder;

    /// <inheritdoc />
    public async Task<ChunkOutcome> CompleteAsync(CancellationToken cancellationToken)
    {
        await encoder.CompleteAsync(cancellationToken).ConfigureAwait(false);
        return new ChunkOutcome(encoder.Rows, encoder.SuspiciousJson);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        writer.Dispose();
        return ValueTask.CompletedTask;
    }
}
