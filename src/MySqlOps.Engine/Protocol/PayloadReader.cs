using System.Buffers.Binary;
using System.Text;

namespace MySqlOps.Engine.Protocol;

/// <summary>Reads the fields of a packet's payload (MySQL Source Code Documentation, "Protocol Basics: Data Types").</summary>
internal ref struct PayloadReader(ReadOnlySpan<byte> payload)
{
    private const byte NullCell = 0xFB;
    private ReadOnlySpan<byte> _rest = payload;

    /// <summary>True when nothing is left.</summary>
    public readonly bool IsEmpty => _rest.IsEmpty;

    /// <summary>One byte.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>Two bytes, little-endian.</summary>
    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    /// <summary>Four bytes, little-endian.</summary>
    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>A length-encoded integer; null for the mark of a NULL cell.</summary>
    public long? LengthOrNull()
    {
        var first = Byte();
        return first switch
        {
            < NullCell => first,
            NullCell => null,
            0xFC => BinaryPrimitives.ReadUInt16LittleEndian(Take(2)),
            0xFD => UInt24(),
            0xFE => Checked(BinaryPrimitives.ReadUInt64LittleEndian(Take(8))),
            _ => throw new WireFormatException("The server sent a length that is none."),
        };
    }

    /// <summary>A length-encoded integer.</summary>
    public long Length() => LengthOrNull() ?? throw new WireFormatException("The server sent NULL where a length belongs.");

    /// <summary>A length-encoded integer that is no length and may have all 64 bits, as the last AUTO_INCREMENT value; what does not fit stops at the greatest number.</summary>
    public long Number()
    {
        if (_rest is [0xFE, ..] && _rest.Length > 8 && BinaryPrimitives.ReadUInt64LittleEndian(_rest[1..]) > long.MaxValue)
        {
            _ = Take(9);
            return long.MaxValue;
        }

        return Length();
    }

    /// <summary>So many bytes.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length)
            throw new WireFormatException("The server sent a packet that ends too soon.");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    /// <summary>A length-encoded run of bytes.</summary>
    public ReadOnlySpan<byte> Bytes() => Take(checked((int)Length()));

    /// <summary>A length-encoded text.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes());

    /// <summary>A text that ends with a NUL, or with the payload.</summary>
    public string TextToNul()
    {
        var end = _rest.IndexOf((byte)0);
        if (end < 0)
            return Encoding.UTF8.GetString(Take(_rest.Length));
        var text = Encoding.UTF8.GetString(Take(end));
        _ = Take(1);
        return text;
    }

    /// <summary>All that is left.</summary>
    public ReadOnlySpan<byte> Rest() => Take(_rest.Length);

    private int UInt24()
    {
        var bytes = Take(3);
        return bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
    }

    private static long Checked(ulong length) =>
        length <= long.MaxValue ? (long)length : throw new WireFormatException("The server sent a length beyond all bounds.");
}
