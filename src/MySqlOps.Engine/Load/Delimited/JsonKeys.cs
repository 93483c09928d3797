using System.Text;
using System.Text.Json;

namespace MySqlOps.Engine.Load.Delimited;

/// <summary>The keys of JSON objects as columns. Objects mostly have their keys in one order, so the one after the last is tried first.</summary>
/// <param name="names">The keys.</param>
/// <param name="rawNames">Those whose values stay JSON text.</param>
internal sealed class JsonKeys(IReadOnlyList<string> names, IReadOnlySet<string> rawNames)
{
    private readonly byte[][] _names = [.. names.Select(Encoding.UTF8.GetBytes)];
    private readonly bool[] _raw = [.. names.Select(rawNames.Contains)];
    private readonly bool[] _claimed = new bool[names.Count];
    private int _next;

    /// <summary>The number of columns.</summary>
    public int Count => _names.Length;

    /// <summary>True when the column's values stay JSON text.</summary>
    public bool IsRaw(int column) => _raw[column];

    /// <summary>Begins with the next object.</summary>
    public void Begin()
    {
        Array.Clear(_claimed);
        _next = 0;
    }

    /// <summary>The column of the key that the reader is at; -1 for none.</summary>
    public int Find(ref Utf8JsonReader reader)
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var column = (_next + tries) % Count;
            if (!reader.ValueTextEquals(_names[column]))
                continue;
            _next = column + 1;
            return column;
        }

        return -1;
    }

    /// <summary>Marks the column as told.</summary>
    /// <returns>False when it was told before.</returns>
    public bool Claim(int column)
    {
        var isFirst = !_claimed[column];
        _claimed[column] = true;
        return isFirst;
    }
}
