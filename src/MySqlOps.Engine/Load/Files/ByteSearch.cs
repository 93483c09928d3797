using System.Buffers;

namespace MySqlOps.Engine.Load.Files;

/// <summary>Looks for the next of some bytes: one by one at first, because in rows of data it is mostly near, and then many at once.</summary>
internal sealed class ByteSearch
{
    private const int Near = 16;

    private readonly bool[] _wanted = new bool[256];
    private readonly SearchValues<byte> _values;

    /// <summary>Prepares to look for these bytes.</summary>
    public ByteSearch(ReadOnlySpan<byte> values)
    {
        _values = SearchValues.Create(values);
        foreach (var value in values)
            _wanted[value] = true;
    }

    /// <summary>The place of the first of the bytes, from a place on; -1 when there is none.</summary>
    public int Find(ReadOnlySpan<byte> bytes, int from)
    {
        var wanted = _wanted;
        var near = Math.Min(bytes.Length, from + Near);
        for (; from < near; from++)
        {
            if (wanted[bytes[from]])
                return from;
        }

        var found = bytes[from..].IndexOfAny(_values);
        return found < 0 ? -1 : from + found;
    }
}
