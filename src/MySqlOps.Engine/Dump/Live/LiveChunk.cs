using System.IO.Pipelines;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Rows;
using MySqlOps.Engine.Dump.Run;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Live;

/// <summary>A unit that is read from the server while somebody loads it. Its end comes only after all that must be proven of it is.</summary>
internal sealed class LiveChunk : IAsyncDisposable
{
    /// <summary>Bytes that may wait in the pipe: enough that neither end waits for the other at every step.</summary>
    private const int PipeLength = 4 * 1024 * 1024;

    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: PipeLength, resumeWriterThreshold: PipeLength / 2, useSynchronizationContext: false));
    private readonly LoadDataEncoder _encoder;
    private readonly Task _reading;

    /// <summary>Begins to read.</summary>
    /// <param name="session">A session of the snapshot, which is this chunk's until it is disposed.</param>
    /// <param name="unit">What to read.</param>
    /// <param name="throttle">Holds the text down to a rate.</param>
    /// <param name="finish">Is called with the rows when all are read; what it throws takes the place of the text's end.</param>
    /// <param name="cancellationToken">Cancels; the session is of no more use then.</param>
    public LiveChunk(DataSession session, ExportUnit unit, ByteThrottle throttle, Func<LoadDataEncoder, Task> finish, CancellationToken cancellationToken)
    {
        _encoder = new LoadDataEncoder(unit.Table.Columns, new PipeOutput(_pipe.Writer, throttle));
        Text = _pipe.Reader.AsStream();
        _reading = ReadAsync(session, unit, finish, cancellationToken);
    }

    /// <summary>The LOAD DATA text.</summary>
    public Stream Text { get; }

    /// <summary>What was read; only at the end of <see cref="Text"/>.</summary>
    public ChunkTotals Totals => new(_encoder.Rows, _encoder.InvalidEnums);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Text.DisposeAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReadAsync(DataSession session, ExportUnit unit, Func<LoadDataEncoder, Task> finish, CancellationToken cancellationToken)
    {
        try
        {
            await TableTrouble.GuardAsync(unit.Table, () => session.ReadAsync(unit.Query, _encoder, cancellationToken)).ConfigureAwait(false);
            await _encoder.CompleteAsync(cancellationToken).ConfigureAwait(false);
            await finish(_encoder).ConfigureAwait(false);
            await _pipe.Writer.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await _pipe.Writer.CompleteAsync(e).ConfigureAwait(false);
            throw;
        }
    }
}
