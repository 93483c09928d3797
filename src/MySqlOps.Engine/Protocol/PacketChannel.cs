using System.Buffers.Binary;

namespace MySqlOps.Engine.Protocol;

/// <summary>
/// Packets over a stream: three bytes of length, a sequence number, a payload; a payload of 16 MB - 1 is continued in the next packet
/// (MySQL Source Code Documentation, "MySQL Packets").
/// </summary>
/// <remarks>
/// It waits by blocking its thread: with bulk rows, hops between threads for every few packets cost three times the processor time of all the rest. Closing it from another
/// thread ends the wait.
/// </remarks>
internal sealed class PacketChannel : IDisposable
{
    /// <summary>The longest payload of one packet.</summary>
    public const int LongestPayload = 0xFF_FFFF;

    /// <summary>The bytes before a payload.</summary>
    public const int HeaderLength = 4;

    private const int BufferLength = 256 * 1024;

    private readonly byte[] _buffer = new byte[BufferLength];
    private Stream _stream;
    private int _start;
    private int _end;
    private byte _sequence;

    /// <summary>Speaks over a stream.</summary>
    public PacketChannel(Stream stream) => _stream = stream;

    /// <summary>Bytes that have come and were not taken.</summary>
    public int Available => _end - _start;

    /// <summary>Goes on over another stream, as TLS over the first. Nothing may have come that was not taken.</summary>
    public void Wrap(Func<Stream, Stream> wrap)
    {
        if (Available != 0)
            throw new WireFormatException("The server spoke on before TLS was agreed.");
        _stream = wrap(_stream);
    }

    /// <summary>Starts a new command: sequence numbers begin again.</summary>
    public void BeginCommand() => _sequence = 0;

    /// <summary>Takes the next packet if it has come whole and is not continued.</summary>
    /// <param name="payload">Its payload, good until the next call.</param>
    public bool TryTake(out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (Available < HeaderLength)
            return false;
        var length = PeekLength();
        if (length == LongestPayload || Available < HeaderLength + length)
            return false;
        CheckSequence();
        payload = _buffer.AsSpan(_start + HeaderLength, length);
        _start += HeaderLength + length;
        return true;
    }

    /// <summary>True when the next packet's header has come and its payload will never fit into the buffer, or is continued.</summary>
    public bool NextIsLong => Available >= HeaderLength && PeekLength() > BufferLength - HeaderLength;

    /// <summary>Takes the next packet's header.</summary>
    /// <returns>Its payload's length.</returns>
    public int TakeHeader()
    {
        while (Available < HeaderLength)
            Fill();
        var length = PeekLength();
        CheckSequence();
        _start += HeaderLength;
        return length;
    }

    /// <summary>Takes what has come, at most so many bytes; they are good until the next call.</summary>
    public ReadOnlySpan<byte> TakeAvailable(int most)
    {
        var count = Math.Min(most, Available);
        var taken = _buffer.AsSpan(_start, count);
        _start += count;
        return taken;
    }

    /// <summary>Waits for a packet that fits into the buffer, and takes it.</summary>
    /// <returns>Its payload, good until the next call.</returns>
    public ReadOnlySpan<byte> Read()
    {
        while (true)
        {
            if (TryTake(out var payload))
                return payload;
            if (NextIsLong)
                throw new WireFormatException("The server sent a packet that is longer than any that belongs here.");
            Fill();
        }
    }

    /// <summary>Waits for more bytes.</summary>
    /// <exception cref="EndOfStreamException">The server hung up.</exception>
    public void Fill()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_start > 0 && (_end == BufferLength || _start > BufferLength / 2))
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, Available);
            (_start, _end) = (0, Available);
        }

        var read = _stream.Read(_buffer.AsSpan(_end));
        if (read == 0)
            throw new EndOfStreamException("The server hung up.");
        _end += read;
    }

    /// <summary>Sends a payload, in as many packets as it takes.</summary>
    public void Write(ReadOnlySpan<byte> payload)
    {
        while (true)
        {
            var length = Math.Min(payload.Length, LongestPayload);
            if (length <= 64 * 1024)
            {
                // One write, and so one network packet, for what is small.
                var packet = new byte[HeaderLength + length];
                WriteHeader(packet, length);
                payload[..length].CopyTo(packet.AsSpan(HeaderLength));
                _stream.Write(packet);
            }
            else
            {
                var header = new byte[HeaderLength];
                WriteHeader(header, length);
                _stream.Write(header);
                _stream.Write(payload[..length]);
            }

            payload = payload[length..];
            if (length < LongestPayload)
                return;
        }
    }

    /// <summary>Sends a packet whose payload lies behind four free bytes, which the header takes.</summary>
    public void WriteFramed(Span<byte> packet)
    {
        WriteHeader(packet, packet.Length - HeaderLength);
        _stream.Write(packet);
    }

    /// <inheritdoc />
    public void Dispose() => _stream.Dispose();

    private int PeekLength() => _buffer[_start] | (_buffer[_start + 1] << 8) | (_buffer[_start + 2] << 16);

    private void CheckSequence()
    {
        var sequence = _buffer[_start + 3];
        if (sequence != _sequence)
            throw new WireFormatException($"The server sent packet {sequence} where {_sequence} was to come.");
        _sequence++;
    }

    private void WriteHeader(Span<byte> packet, int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(packet, length);
        packet[3] = _sequence++;
    }
}
