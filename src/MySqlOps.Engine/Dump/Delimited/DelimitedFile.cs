using System.IO.Compression;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Dump.Run;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Delimited;

/// <summary>A table's file while it is written.</summary>
internal sealed class DelimitedFile : IAsyncDisposable
{
    private readonly HashedFile _file;
    private readonly Stream _stream;

    /// <summary>Creates the file.</summary>
    public DelimitedFile(HashedFile file, ExportOptions options, ByteThrottle throttle, ExportMeter meter)
    {
        _file = file;
        _stream = options.Compression == ExportCompression.Gzip ? new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true) : file;
        Text = new SharedText(_stream, throttle, meter);
    }

    /// <summary>What is written into it.</summary>
    public SharedText Text { get; }

    /// <summary>Writes the header, before all rows.</summary>
    public void WriteHeader(ReadOnlySpan<byte> header) => _stream.Write(header);

    /// <summary>All rows are there.</summary>
    public async Task<ExportedFile> CompleteAsync()
    {
        if (_stream != _file)
            await _stream.DisposeAsync().ConfigureAwait(false);
        return await _file.CompleteAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync().ConfigureAwait(false);
        Text.Dispose();
    }
}
