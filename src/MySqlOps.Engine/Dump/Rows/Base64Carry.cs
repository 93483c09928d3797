using System.Buffers.Text;

namespace MySqlOps.Engine.Dump.Rows;

/// <summary>Base64 (RFC 4648) of a cell that may come in pieces: three bytes make four characters, so up to two bytes wait for the next piece.</summary>
internal sealed class Base64Carry(OutputBuffer buffer)
{
    private readonly byte[] _carry = new byte[3];
    private int _carried;

    /// <summary>Appends a piece.</summary>
    public void Append(ReadOnlySpan<byte> piece, bool isFirst, bool isLast)
    {
        if (isFirst)
            _carried = 0;
        while (_carried is > 0 and < 3 && !piece.IsEmpty)
        {
            _carry[_carried++] = piece[0];
            piece = piece[1..];
        }

        if (_carried == 3)
        {
            Encode(_carry);
            _carried = 0;
        }

        var whole = isLast && _carried == 0 ? piece.Length : piece.Length - (piece.Length % 3);
        Encode(piece[..whole]);
        foreach (var left in piece[whole..])
            _carry[_carried++] = left;
        if (isLast && _carried > 0)
            Encode(_carry.AsSpan(0, _carried));
    }

    private void Encode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        _ = Base64.EncodeToUtf8(bytes, buffer.Room(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out var written);
        buffer.Advance(written);
    }
}
