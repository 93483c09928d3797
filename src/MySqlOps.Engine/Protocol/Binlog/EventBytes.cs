using System.Text;

namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>Reads the fields of an event, one after another, and never past its end. An event of a gigabyte takes no more memory than a small one.</summary>
internal sealed class EventBytes(IByteSource source)
{
    private const int LongestField = 1024 * 1024;

    private readonly byte[] _buffer = new byte[32 * 1024];
    private readonly EventChecksum _checksum = new();
    private int _start;
    private int _end;

    /// <summary>Bytes of the event that are not in the buffer yet.</summary>
    private long _outside;

    /// <summary>Bytes that are left of what was opened.</summary>
    public long Left => _outside + (_end - _start);

    /// <summary>Opens the first bytes of an event.</summary>
    public void Begin(long length)
    {
        (_start, _end, _outside) = (0, 0, length);
        _checksum.Clear();
    }

    /// <summary>Opens more bytes of the same event.</summary>
    public void Continue(long length)
    {
        if (length < 0)
            throw new BinlogFormatException("An event of the binary log is shorter than its header says.");
        _outside += length;
    }

    /// <summary>Passes over what is left, and compares the checksum behind it.</summary>
    public void EndWithChecksum(bool verifies)
    {
        Skip(Left);
        var expected = _checksum.Value;
        _outside = EventChecksum.Length;
        var found = UInt32();
        if (verifies && found != expected)
            throw new BinlogFormatException("The checksum of an event of the binary log is wrong.");
    }

    /// <summary>Fills a span.</summary>
    public void Read(Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            var read = ReadSome(target);
            if (read == 0)
                throw TooShort();
            target = target[read..];
        }
    }

    /// <summary>Reads what has come, at least one byte unless the event is at its end.</summary>
    public int ReadSome(Span<byte> target)
    {
        if (target.IsEmpty || Left == 0)
            return 0;
        if (_start == _end)
            Fill();
        var count = Math.Min(target.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(target);
        _start += count;
        return count;
    }

    /// <summary>Passes over bytes.</summary>
    public void Skip(long count)
    {
        if (count < 0 || count > Left)
            throw TooShort();
        while (count > 0)
        {
            if (_start == _end)
                Fill();
            var piece = (int)Math.Min(count, _end - _start);
            _start += piece;
            count -= piece;
        }
    }

    /// <summary>One byte.</summary>
    public byte Byte()
    {
        if (_start == _end)
        {
            if (_outside == 0)
                throw TooShort();
            Fill();
        }

        return _buffer[_start++];
    }

    /// <summary>A number of so many bytes, little-endian; at most 8.</summary>
    public ulong Number(int width)
    {
        var number = 0UL;
        for (var place = 0; place < width; place++)
            number |= (ulong)Byte() << (8 * place);
        return number;
    }

    /// <summary>Two bytes, little-endian.</summary>
    public int UInt16() => (int)Number(2);

    /// <summary>Four bytes, little-endian.</summary>
    public uint UInt32() => (uint)Number(4);

    /// <summary>A length-encoded number (MySQL Source Code Documentation, "Protocol::LengthEncodedInteger") that must fit into what is left, as a count or length does.</summary>
    public long Length()
    {
        var first = Byte();
        var number = first switch
        {
            < 0xFB => first,
            0xFC => Number(2),
            0xFD => Number(3),
            0xFE => Number(8),
            _ => throw new BinlogFormatException("An event of the binary log has a length that is none."),
        };
        return number <= long.MaxValue ? (long)number : throw new BinlogFormatException("An event of the binary log has a length beyond all bounds.");
    }

    /// <summary>So many bytes, which must be few: names, bitmaps, types.</summary>
    public byte[] Take(long count)
    {
        if (count < 0 || count > Left)
            throw TooShort();
        if (count > LongestField)
            throw new BinlogFormatException("An event of the binary log has a field that is longer than any can be.");
        var bytes = new byte[count];
        Read(bytes);
        return bytes;
    }

    /// <summary>A text of so many bytes.</summary>
    public string Text(long count) => Encoding.UTF8.GetString(Take(count));

    /// <summary>A UUID in the order in which it is written.</summary>
    public Guid Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Read(bytes);
        return new Guid(bytes, bigEndian: true);
    }

    private static BinlogFormatException TooShort() => new("An event of the binary log ends too soon.");

    private void Fill()
    {
        var read = source.Read(_buffer.AsSpan(0, (int)Math.Min(_buffer.Length, _outside)));
        if (read == 0)
            throw TooShort();
        _checksum.Add(_buffer.AsSpan(0, read));
        (_start, _end) = (0, read);
        _outside -= read;
    }
}
