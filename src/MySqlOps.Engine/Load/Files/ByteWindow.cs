using System.Text;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Files;

/// <summary>
/// A part of a stream that grows at its end and shrinks at its beginning, so that one statement or row lies in memory in one piece. It holds no more than that
/// piece and one read beyond it.
/// </summary>
/// <param name="stream">What is read.</param>
/// <param name="name">The file's name, for messages.</param>
internal sealed class ByteWindow(Stream stream, string name) : IAsyncDisposable
{
    private const int UsualSize = 512 * 1024;

    /// <summary>A buffer that grew for one long piece is kept for the next up to this size.</summary>
    private const int LargestKept = 16 * 1024 * 1024;

    private byte[] _buffer = new byte[UsualSize];
    private int _start;
    private int _end;

    /// <summary>The file's name, for messages.</summary>
    public string Name { get; } = name;

    /// <summary>How many bytes of the stream lie before the window.</summary>
    public long Offset { get; private set; }

    /// <summary>The line that the window begins in, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>True when the stream has nothing beyond the window.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The window's bytes; good until the window changes.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_start, _end - _start);

    /// <summary>The same bytes as memory.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(_start, _end - _start);

    /// <summary>The line of a byte in the window.</summary>
    public long LineAt(int position) => Line + Bytes[..position].Count((byte)'\n');

    /// <summary>Gives up bytes at the beginning. Memory that was handed out stays good until <see cref="FillAsync"/>.</summary>
    public void Advance(int count)
    {
        Line = LineAt(count);
        Offset += count;
        _start += count;
    }

    /// <summary>Reads on.</summary>
    /// <returns>False at the stream's end.</returns>
    /// <exception cref="MySqlOpsException">LoadFileInvalid: what is read is damaged. FileFailed: it can't be read.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (IsWhole)
            return false;
        MakeRoom();
        var count = await ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        IsWhole = count == 0;
        return !IsWhole;
    }

    /// <summary>Reads on until the window holds so many bytes, or the stream is at its end.</summary>
    /// <returns>False when there are not so many.</returns>
    public async ValueTask<bool> HoldAsync(int count, CancellationToken cancellationToken)
    {
        while (_end - _start < count)
        {
            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
                return false;
        }

        return true;
    }

    /// <summary>Skips to a place that an earlier reading named.</summary>
    /// <param name="offset">The place in the stream.</param>
    /// <param name="line">The line there.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="MySqlOpsException">LoadFileInvalid: the file is shorter.</exception>
    public async Task SkipToAsync(long offset, long line, CancellationToken cancellationToken)
    {
        while (Offset < offset)
        {
            if (_start == _end && !await FillAsync(cancellationToken).ConfigureAwait(false))
                throw new MySqlOpsException(ErrorId.LoadFileInvalid, $"{Name} ends after {Offset} bytes, but {offset} were read from it before. The file has changed.", Name);
            var count = (int)Math.Min(offset - Offset, _end - _start);
            Offset += count;
            _start += count;
        }

        Line = line;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private void MakeRoom()
    {
        var length = _end - _start;
        var isTooLarge = _buffer.Length > LargestKept && length < UsualSize / 2;
        if (_buffer.Length - _end >= UsualSize / 4 && !isTooLarge)
            return;
        var wanted = isTooLarge ? UsualSize : length <= _buffer.Length / 2 ? _buffer.Length : (int)Math.Min(_buffer.Length * 2L, Array.MaxLength);
        var buffer = wanted == _buffer.Length ? _buffer : GC.AllocateUninitializedArray<byte>(wanted);
        Buffer.BlockCopy(_buffer, _start, buffer, 0, length);
        (_buffer, _start, _end) = (buffer, 0, length);
    }

    private async ValueTask<int> ReadAsync(Memory<byte> room, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(room, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            throw new MySqlOpsException(ErrorId.LoadFileInvalid, $"{Name} is damaged or cut off: its gzip data can't be unpacked after {Offset + Bytes.Length} bytes of text. Fetch or make it again.", Name, e);
        }
        catch (DecoderFallbackException e)
        {
            throw new MySqlOpsException(ErrorId.LoadFileInvalid, $"{Name} holds bytes that are no text in its character set, after about line {LineAt(_end - _start)}. Name the right character set.", Name, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MySqlOpsException(ErrorId.FileFailed, $"{Name} can't be read: {e.Message}", Name, e);
        }
    }
}
