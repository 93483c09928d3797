using System.Buffers.Binary;

namespace MySqlOps.Engine.Compare.Rows.Digests;

/// <summary>
/// Cells as bytes that no other cells have: each is followed by its length, so that nothing need part them and <c>'a','bc'</c> is not <c>'ab','c'</c>; NULL has a length of its own and is not the
/// empty text. Lengths come last because a cell that is read in pieces tells its length at its end.
/// </summary>
internal static class CellBytes
{
    /// <summary>The bytes of a length.</summary>
    public const int LengthSize = 4;

    /// <summary>The length of NULL; no packet of the server is so long.</summary>
    public const uint NullLength = uint.MaxValue;

    /// <summary>Writes a length.</summary>
    public static void WriteLength(Span<byte> target, uint length) => BinaryPrimitives.WriteUInt32LittleEndian(target, length);

    /// <summary>Takes the bytes apart again.</summary>
    /// <param name="bytes">So many cells, one after another.</param>
    /// <param name="count">How many.</param>
    /// <returns>The cells; null for NULL.</returns>
    public static byte[]?[] Split(ReadOnlySpan<byte> bytes, int count)
    {
        var cells = new byte[]?[count];
        for (var i = count - 1; i >= 0; i--)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^LengthSize..]);
            bytes = bytes[..^LengthSize];
            if (length == NullLength)
                continue;
            cells[i] = bytes[^(int)length..].ToArray();
            bytes = bytes[..^(int)length];
        }

        return cells;
    }

    /// <summary>Puts cells together.</summary>
    public static byte[] Join(IEnumerable<byte[]?> cells)
    {
        using var bytes = new MemoryStream();
        Span<byte> length = stackalloc byte[LengthSize];
        foreach (var cell in cells)
        {
            bytes.Write(cell ?? []);
            WriteLength(length, cell is null ? NullLength : (uint)cell.Length);
            bytes.Write(length);
        }

        return bytes.ToArray();
    }

    /// <summary>True when one of the cells is NULL.</summary>
    public static bool HasNull(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^LengthSize..]);
            if (length == NullLength)
                return true;
            bytes = bytes[..^(LengthSize + (int)length)];
        }

        return false;
    }
}
