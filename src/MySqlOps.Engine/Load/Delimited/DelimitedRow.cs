namespace MySqlOps.Engine.Load.Delimited;

/// <summary>One row of a file: its cells as bytes, out of quotes and escapes. It is used again for the next row.</summary>
internal sealed class DelimitedRow
{
    private byte[] _bytes = new byte[4096];
    private (int Start, int Length, bool IsNull)[] _cells = new (int, int, bool)[16];
    private int _length;
    private int _start;

    /// <summary>The number of cells.</summary>
    public int Count { get; private set; }

    /// <summary>The row's number, from 1; a header is none.</summary>
    public long Number { get; set; }

    /// <summary>The line that it begins in, from 1.</summary>
    public long Line { get; set; }

    /// <summary>The place of its first byte in the unpacked text.</summary>
    public long Offset { get; set; }

    /// <summary>The cell's bytes; empty for NULL. Good until the next row is read.</summary>
    public ReadOnlySpan<byte> this[int column] => _bytes.AsSpan(_cells[column].Start, _cells[column].Length);

    /// <summary>True when the cell is NULL.</summary>
    public bool IsNull(int column) => _cells[column].IsNull;

    /// <summary>Empties the row.</summary>
    public void Clear() => (_length, _start, Count) = (0, 0, 0);

    /// <summary>Makes so many cells, all of them NULL.</summary>
    public void FillWithNulls(int count)
    {
        Clear();
        while (Count < count)
            EndCell(isNull: true);
    }

    /// <summary>Puts bytes into the cell that is being made.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
    }

    /// <summary>Puts a byte into the cell that is being made.</summary>
    public void Append(byte value)
    {
        Reserve(1)[0] = value;
        _length++;
    }

    /// <summary>Gives room behind what the cell holds, to be taken by <see cref="Take"/>.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _length < count)
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)_length + count, _bytes.Length * 2L)));
        return _bytes.AsSpan(_length, count);
    }

    /// <summary>Takes bytes that were written to the room.</summary>
    public void Take(int count) => _length += count;

    /// <summary>Ends the cell, which is the next one.</summary>
    public void EndCell(bool isNull)
    {
        if (Count == _cells.Length)
            Array.Resize(ref _cells, Count * 2);
        SetCell(Count++, isNull);
    }

    /// <summary>Ends the cell, which is one of those made by <see cref="FillWithNulls"/>.</summary>
    public void SetCell(int column, bool isNull)
    {
        _cells[column] = (_start, _length - _start, isNull);
        _start = _length;
    }
}
