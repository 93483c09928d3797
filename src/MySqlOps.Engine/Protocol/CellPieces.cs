using System.Buffers;

namespace MySqlOps.Engine.Protocol;

/// <summary>Puts the pieces of cells together, for a sink that keeps them whole.</summary>
internal sealed class CellPieces
{
    private readonly ArrayBufferWriter<byte> _cell = new();

    /// <summary>Takes a piece.</summary>
    /// <param name="piece">The bytes.</param>
    /// <param name="isFirst">True for the cell's first piece.</param>
    /// <param name="isLast">True for the cell's last piece.</param>
    /// <returns>The whole cell, with its last piece; null before.</returns>
    public byte[]? Add(ReadOnlySpan<byte> piece, bool isFirst, bool isLast)
    {
        if (isFirst && isLast)
            return piece.ToArray();
        if (isFirst)
            _cell.ResetWrittenCount();
        _cell.Write(piece);
        return isLast ? _cell.WrittenSpan.ToArray() : null;
    }
}
