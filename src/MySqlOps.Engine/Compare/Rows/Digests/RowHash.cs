using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MySqlOps.Engine.Compare.Rows.Digests;

/// <summary>
/// A 128-bit hash of bytes that come in pieces: MurmurHash3 for x64, whose two halves start from a seed each. It tells rows apart that differ by chance; the seed is drawn anew for
/// each comparison, so that no data is made to collide.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct RowHash(ulong seed1, ulong seed2)
{
    /// <summary>Bytes that are hashed at once; only the last piece may have another number of them.</summary>
    public const int BlockLength = 16;

    private const ulong C1 = 0x87C3_7B91_1142_53D5;
    private const ulong C2 = 0x4CF5_AD43_2745_937F;

    private ulong _h1 = seed1;
    private ulong _h2 = seed2;
    private ulong _length;

    /// <summary>Hashes whole blocks, which are not the last.</summary>
    public void Append(ReadOnlySpan<byte> blocks)
    {
        _length += (ulong)blocks.Length;
        for (; blocks.Length >= BlockLength; blocks = blocks[BlockLength..])
        {
            _h1 ^= Mix1(BinaryPrimitives.ReadUInt64LittleEndian(blocks));
            _h1 = ((BitOperations.RotateLeft(_h1, 27) + _h2) * 5) + 0x52DC_E729;
            _h2 ^= Mix2(BinaryPrimitives.ReadUInt64LittleEndian(blocks[8..]));
            _h2 = ((BitOperations.RotateLeft(_h2, 31) + _h1) * 5) + 0x3849_5AB5;
        }
    }

    /// <summary>Hashes the last bytes, however many.</summary>
    /// <returns>The hash.</returns>
    public UInt128 Finish(ReadOnlySpan<byte> rest)
    {
        var whole = rest.Length & ~(BlockLength - 1);
        Append(rest[..whole]);
        var tail = rest[whole..];
        _length += (ulong)tail.Length;
        if (tail.Length > 8)
            _h2 ^= Mix2(ReadPart(tail[8..]));
        if (tail.Length > 0)
            _h1 ^= Mix1(ReadPart(tail[..Math.Min(8, tail.Length)]));
        _h1 ^= _length;
        _h2 ^= _length;
        _h1 += _h2;
        _h2 += _h1;
        _h1 = Scatter(_h1);
        _h2 = Scatter(_h2);
        _h1 += _h2;
        _h2 += _h1;
        return new UInt128(_h2, _h1);
    }

    private static ulong Mix1(ulong block) => BitOperations.RotateLeft(block * C1, 31) * C2;

    private static ulong Mix2(ulong block) => BitOperations.RotateLeft(block * C2, 33) * C1;

    private static ulong ReadPart(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 8)
            return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var value = 0UL;
        for (var i = bytes.Length - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        return value;
    }

    private static ulong Scatter(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xFF51_AFD7_ED55_8CCD;
        value = (value ^ (value >> 33)) * 0xC4CE_B9FE_1A85_EC53;
        return value ^ (value >> 33);
    }
}
