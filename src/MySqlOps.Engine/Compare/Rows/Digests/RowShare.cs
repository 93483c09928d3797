using System.Runtime.InteropServices;

namespace MySqlOps.Engine.Compare.Rows.Digests;

/// <summary>One of some shares into which rows are dealt out by their keys, or where they have none by their hashes, so that equal ones and the two versions of one come into the same.</summary>
/// <param name="Number">Which share, from 0.</param>
/// <param name="Of">How many there are.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowShare(int Number, int Of)
{
    /// <summary>The share that is everything.</summary>
    public static RowShare All => new(0, 1);

    /// <summary>True for a row of this share.</summary>
    public bool Holds(UInt128 hash, ReadOnlySpan<byte> key)
    {
        if (Of == 1)
            return true;
        var value = key.IsEmpty || CellBytes.HasNull(key) ? hash : new RowHash(0, 0).Finish(key);
        return (int)((ulong)(value >> 64) % (ulong)Of) == Number;
    }
}
