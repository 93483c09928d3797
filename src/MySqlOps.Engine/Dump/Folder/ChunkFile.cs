using System.IO.Compression;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Dump.Rows;
using MySqlOps.Engine.Dump.Run;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Folder;

/// <summary>A data file while it is written.</summary>
internal sealed class ChunkFile : IRowOutput, IAsyncDisposable
{
    private readonly HashedFile _file;
    private readonly Stream _text;
    private readonly ByteThrottle _throttle;
    private readonly ExportMeter _meter;

    /// <summary>Creates the file.</summary>
    /// <param name="file">Where the bytes go.</param>
    /// <param name="compression">How they are compressed.</param>
    /// <param name="throttle">Holds the text down to a rate.</param>
    /// <param name="meter">Counts the text.</param>
    public ChunkFile(HashedFile file, ExportCompression compression, ByteThrottle throttle, ExportMeter meter)
    {
        _file = file;
        _throttle = throttle;
        _meter = meter;

        // The fastest level takes most of what can be had, and the others cost more time than the server needs to send.
        _text = compression == ExportCompression.Gzip ? new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true) : file;
    }

    /// <summary>Bytes of text so far.</summary>
    public long TextBytes { get; private set; }

    /// <inheritdoc />
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, bool isWhole, CancellationToken cancellationToken)
    {
        await _throttle.TakeAsync(bytes.Length, cancellationToken).ConfigureAwait(false);
        await _text.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        TextBytes += bytes.Length;
        _meter.Add(bytes.Length);
    }

    /// <summary>The file is whole.</summary>
    public async Task<ExportedFile> CompleteAsync()
    {
        if (_text != _file)
            await _text.DisposeAsync().ConfigureAwait(false);
        return await _file.CompleteAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
