using System.Globalization;
using System.Numerics;
using System.Text;
using MySqlOps.Engine.Compare.Rows.Values;
using MySqlOps.Engine.Dump.Chunks;

namespace MySqlOps.Engine.Compare.Rows.Pairs;

/// <summary>A column of the key by which rows of both sides are matched.</summary>
/// <param name="Pair">The column.</param>
/// <param name="Chunk">How its values are written in ranges; null for a type over which ranges can't be trusted.</param>
internal sealed record RowKeyPart(ColumnPair Pair, ChunkKeyPart? Chunk)
{
    /// <summary>True when the server may take two values for equal whose bytes differ: text by its collation, 0 and -0.</summary>
    public bool IsFuzzy => Chunk?.Kind is KeyValueKind.Text or KeyValueKind.Double;

    /// <summary>The literal that finds the value by the key's index.</summary>
    /// <param name="cell">The value's bytes as they were read for the comparison.</param>
    public string Literal(byte[] cell) => Chunk is null
        ? CellLiteral.Write(StoredColumn.Create(Pair.Source), cell)
        : Chunk.Literal(Chunk.Kind switch
        {
            KeyValueKind.Text or KeyValueKind.Bytes => Convert.ToHexString(cell),
            KeyValueKind.Bits => new BigInteger(cell, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture),
            _ => Encoding.ASCII.GetString(cell),
        });
}
