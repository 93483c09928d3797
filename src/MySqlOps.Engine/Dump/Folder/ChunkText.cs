using System.IO.Compression;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Folder;

/// <summary>The text of a data file while it is read: uncompressed, and its end is only told once the file is proved.</summary>
internal sealed class ChunkText : ForwardStream
{
    private readonly CheckedFile _file;
    private readonly Stream _text;
    private readonly long _expectedBytes;
    private readonly byte[] _rest = new byte[16 * 1024];
    private long _bytes;

    /// <summary>Opens the file.</summary>
    public ChunkText(string folder, ExportedChunk chunk, ExportCompression compression)
    {
        _file = new CheckedFile(folder, chunk.File);
        _text = compression == ExportCompression.Gzip ? new GZipStream(_file, CompressionMode.Decompress, leaveOpen: true) : _file;
        _expectedBytes = chunk.TextBytes;
    }

    /// <inheritdoc />
    public override long Length => _expectedBytes;

    /// <inheritdoc />
    public override long Position
    {
        get => _bytes;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await _text.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _bytes += read;
            if (read == 0 && !buffer.IsEmpty)
                await EndAsync(cancellationToken).ConfigureAwait(false);
            return read;
        }
        catch (InvalidDataException e)
        {
            throw _file.Damaged("is no gzip file", e);
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _text.Dispose();
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    // What follows the compressed text belongs to the file too: only its end proves it.
    private async Task EndAsync(CancellationToken cancellationToken)
    {
        while (_text != _file && await _file.ReadAsync(_rest, cancellationToken).ConfigureAwait(false) > 0)
        {
        }

        if (_bytes != _expectedBytes)
            throw _file.Damaged(FormattableString.Invariant($"holds {_bytes} bytes of text, and the manifest says {_expectedBytes}"), null);
    }
}
