using System.IO.Compression;
using System.Security.Cryptography;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Files;

/// <summary>
/// Unpacks gzip and notices when it was cut off. .NET takes the end of the file for the end of the data (seen in .NET 10, unless a switch for the whole process is
/// set). So a small member of our own is put behind the file's last one: it only comes out again when the file was whole.
/// </summary>
internal sealed class GzipText : ForwardStream
{
    private const int BufferSize = 128 * 1024;

    private readonly byte[] _seal = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly GZipStream _unpacked;
    private int _start;
    private int _end;

    /// <summary>Unpacks a stream, and disposes it in the end.</summary>
    public GzipText(Stream packed) => _unpacked = new GZipStream(new WrappedStream(default, packed, Pack(_seal)), CompressionMode.Decompress);

    /// <inheritdoc />
    /// <exception cref="InvalidDataException">The data is damaged or cut off.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The last bytes are held back, because they may be the seal.
        while (_end - _start <= _seal.Length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            var count = await _unpacked.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            _end += count;
            if (count > 0)
                continue;
            return _buffer.AsSpan(0, _end).SequenceEqual(_seal) ? 0 : throw new InvalidDataException("The gzip data ends too early.");
        }

        var given = Math.Min(buffer.Length, _end - _start - _seal.Length);
        _buffer.AsSpan(_start, given).CopyTo(buffer.Span);
        _start += given;
        return given;
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await _unpacked.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }
}
