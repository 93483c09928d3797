using System.Buffers;

namespace MySqlOps.Engine.Dump.Rows;

/// <summary>Bytes that are appended at one end and handed on from the other.</summary>
internal sealed class OutputBuffer
{
    private byte[] _bytes = new byte[512 * 1024];

    /// <summary>How many bytes wait.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes that wait.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Room for so many bytes; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Room(int length)
    {
        if (_bytes.Length - Length < length)
            Array.Resize(ref _bytes, Math.Max(checked(_bytes.Length * 2), checked(Length + length)));
        return _bytes.AsSpan(Length);
    }

    /// <summary>Counts bytes that were written into <see cref="Room"/>.</summary>
    public void Advance(int length) => Length += length;

    /// <summary>Appends one byte.</summary>
    public void Append(byte value)
    {
        Room(1)[0] = value;
        Length++;
    }

    /// <summary>Appends bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Appends bytes, each that needs it replaced by two.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="special">Those that need it.</param>
    /// <param name="escape">What comes first of the two.</param>
    /// <param name="second">What comes second, by the byte's value.</param>
    public void AppendEscaped(ReadOnlySpan<byte> bytes, SearchValues<byte> special, byte escape, ReadOnlySpan<byte> second)
    {
        var room = Room(checked(bytes.Length * 2));
        var at = 0;
        while (true)
        {
            var next = bytes.IndexOfAny(special);
            var plain = next < 0 ? bytes : bytes[..next];
            plain.CopyTo(room[at..]);
            at += plain.Length;
            if (next < 0)
                break;
            room[at++] = escape;
            room[at++] = second[bytes[next]];
            bytes = bytes[(next + 1)..];
        }

        Length += at;
    }

    /// <summary>Appends bytes as hexadecimal digits.</summary>
    public void AppendHex(ReadOnlySpan<byte> bytes)
    {
        _ = Convert.TryToHexString(bytes, Room(checked(bytes.Length * 2)), out var written);
        Length += written;
    }

    /// <summary>Puts bytes before what was appended from a place on.</summary>
    public void Insert(int at, ReadOnlySpan<byte> bytes)
    {
        _ = Room(bytes.Length);
        _bytes.AsSpan(at, Length - at).CopyTo(_bytes.AsSpan(at + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(at));
        Length += bytes.Length;
    }

    /// <summary>Forgets bytes.</summary>
    /// <param name="at">The first of them.</param>
    /// <param name="length">How many.</param>
    public void Remove(int at, int length)
    {
        _bytes.AsSpan(at + length, Length - at - length).CopyTo(_bytes.AsSpan(at));
        Length -= length;
    }
}
