using ZstdSharp;

namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>Reads events one after another, and tells a builder what they say.</summary>
internal sealed class BinlogEvents(IByteSource source, TransactionBuilder builder)
{
    private const int HeaderLength = 19;
    private const byte Crc32 = 1;
    private const ulong Zstandard = 0;
    private const ulong NotCompressed = 255;

    private readonly EventBytes _bytes = new(source);
    private bool _hasChecksums;

    /// <summary>The transaction that the last event finished; null when it finished none.</summary>
    public BinlogTransaction? TakeFinished() => builder.TakeFinished();

    /// <summary>No more events come.</summary>
    /// <returns>The last transaction, when nothing ended it; null for none.</returns>
    public BinlogTransaction? End() => builder.End();

    /// <summary>Reads one event.</summary>
    public void Read()
    {
        _bytes.Begin(HeaderLength);
        var header = EventHeader.Read(_bytes);
        var length = header.Length - HeaderLength;
        if (header.Type == BinlogEventType.FormatDescription)
        {
            ReadFormat(length);
            return;
        }

        _bytes.Continue(length - (_hasChecksums ? EventChecksum.Length : 0));
        ReadBody(_bytes, header);
        if (_hasChecksums)
            _bytes.EndWithChecksum(verifies: true);
        else
            _bytes.Skip(_bytes.Left);
    }

    /// <summary>The last byte before its checksum says whether the events after it have one; it has the room for one in any case.</summary>
    /// <remarks>Its own is not verified: the server changes the event when it sends it.</remarks>
    private void ReadFormat(long length)
    {
        _bytes.Continue(length - EventChecksum.Length);
        if (_bytes.Left == 0)
            throw new BinlogFormatException("A binary log does not say what its events are like.");
        _bytes.Skip(_bytes.Left - 1);
        _hasChecksums = _bytes.Byte() switch
        {
            0 => false,
            Crc32 => true,
            _ => throw new BinlogFormatException("A binary log has checksums of an unknown kind."),
        };
        _bytes.EndWithChecksum(verifies: false);
    }

    private void ReadBody(EventBytes bytes, EventHeader header)
    {
        switch (header.Type)
        {
            case BinlogEventType.Rotate:
                bytes.Skip(8);
                builder.Rotate(bytes.Text(bytes.Left));
                break;
            case BinlogEventType.Gtid:
                builder.Begin(GtidEvent.Read(bytes), header);
                break;
            case BinlogEventType.GtidTagged:
                builder.Begin(GtidEvent.ReadTagged(bytes), header);
                break;
            case BinlogEventType.AnonymousGtid:
                builder.BeginUnnamed();
                break;
            case BinlogEventType.TransactionPayload when builder.IsInside:
                ReadPayload(bytes);
                break;
            default:
                if (builder.IsInside)
                    builder.Add(bytes, header.Type);
                break;
        }
    }

    /// <summary>A whole transaction in one event, compressed (MySQL Source Code Documentation, "Transaction_payload_event").</summary>
    private void ReadPayload(EventBytes bytes)
    {
        var compression = NotCompressed;
        while (bytes.Length() is var field and not 0)
        {
            var length = bytes.Length();
            if (field == 2 && length <= 9)
                compression = (ulong)new PayloadReader(bytes.Take(length)).Length();
            else
                bytes.Skip(length);
        }

        using var raw = new EventStream(bytes);
        switch (compression)
        {
            case NotCompressed:
                ReadInner(raw);
                break;
            case Zstandard:
                ReadCompressed(raw);
                break;
            default:
                builder.AddUnknown();
                break;
        }
    }

    private void ReadCompressed(EventStream raw)
    {
        try
        {
            using var inflated = new DecompressionStream(raw, bufferSize: 64 * 1024, checkEndOfStream: true, leaveOpen: true);
            ReadInner(inflated);
        }
        catch (Exception e) when (e is ZstdException or EndOfStreamException)
        {
            throw new BinlogFormatException("A compressed transaction of the binary log can't be decompressed.", e);
        }
    }

    /// <summary>The events within have no checksums of their own.</summary>
    private void ReadInner(Stream stream)
    {
        var ahead = new byte[1];
        var inner = new PrefixedSource(stream, ahead);
        var bytes = new EventBytes(inner);
        while (stream.Read(ahead) > 0)
        {
            inner.Rewind();
            bytes.Begin(HeaderLength);
            var header = EventHeader.Read(bytes);
            bytes.Continue(header.Length - HeaderLength);
            builder.Add(bytes, header.Type);
            bytes.Skip(bytes.Left);
        }
    }

    /// <summary>A stream whose first byte was read already, to see whether there is one.</summary>
    private sealed class PrefixedSource(Stream stream, byte[] ahead) : IByteSource
    {
        private bool _isAhead;

        public void Rewind() => _isAhead = true;

        public int Read(Span<byte> buffer)
        {
            if (!_isAhead || buffer.IsEmpty)
                return stream.Read(buffer);
            _isAhead = false;
            buffer[0] = ahead[0];
            return 1;
        }
    }
}
