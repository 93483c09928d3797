using System.Buffers;
using System.Text;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Rows;

/// <summary>
/// Turns LOAD DATA text into INSERT statements, for servers that have local_infile off. IGNORE gives what LOAD DATA LOCAL does: what does not fit is a warning.
/// A cell goes as <c>_binary'...'</c>, so that its bytes are taken as they are.
/// </summary>
internal sealed class InsertWriter
{
    private static readonly SearchValues<byte> Marks = SearchValues.Create("\\\t\n'"u8);

    private readonly byte[] _head;
    private readonly (byte[] Open, byte[] Close)[] _quotes;
    private readonly int _wantedBytes;
    private byte[] _statement = new byte[64 * 1024];
    private int _rowsEnd;
    private int _cellStart;
    private int _column;
    private bool _isEscaped;
    private bool _isNull;

    /// <summary>Makes a writer.</summary>
    /// <param name="quotedTable">The table's name in backticks.</param>
    /// <param name="columns">The columns of the text, in their order.</param>
    /// <param name="wantedBytes">A statement is whole once it has so many bytes; one row may make it longer.</param>
    public InsertWriter(string quotedTable, IReadOnlyList<ExportedColumn> columns, int wantedBytes)
    {
        _head = Encoding.UTF8.GetBytes($"INSERT IGNORE INTO {quotedTable} ({string.Join(", ", columns.Select(column => SqlIdentifier.Quote(column.Name)))}) VALUES ");
        _quotes = [.. columns.Select(column => Quotes(column.Encoding))];
        _wantedBytes = wantedBytes;
        Clear();
    }

    /// <summary>The bytes of the statement, its last and unfinished row among them.</summary>
    public int Bytes { get; private set; }

    /// <summary>The finished rows of the statement.</summary>
    public int Rows { get; private set; }

    /// <summary>The finished rows' statement. Call <see cref="Clear"/> once it was sent.</summary>
    public ReadOnlyMemory<byte> Statement => _statement.AsMemory(0, _rowsEnd);

    /// <summary>Takes text until it ends or the statement is whole.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isWhole">True when the statement is whole and is to be sent.</param>
    /// <returns>How many bytes were taken.</returns>
    public int Take(ReadOnlySpan<byte> text, out bool isWhole)
    {
        var at = 0;
        while (at < text.Length)
        {
            Open();
            var run = _isEscaped ? 0 : text[at..].IndexOfAny(Marks);
            if (run < 0)
                run = text.Length - at;
            Put(text.Slice(at, run));
            at += run;
            if (at < text.Length && TakeMark(text[at++]) && Bytes >= _wantedBytes)
            {
                isWhole = true;
                return at;
            }
        }

        isWhole = false;
        return at;
    }

    /// <summary>Starts the next statement.</summary>
    public void Clear()
    {
        Bytes = 0;
        Put(_head);
        _rowsEnd = Bytes;
        Rows = 0;
    }

    private static (byte[] Open, byte[] Close) Quotes(CellEncoding encoding) => encoding switch
    {
        CellEncoding.Json => ("CONVERT(_binary'"u8.ToArray(), "' USING utf8mb4)"u8.ToArray()),
        CellEncoding.Number => ("CAST('"u8.ToArray(), "' AS UNSIGNED)"u8.ToArray()),
        _ => ("_binary'"u8.ToArray(), "'"u8.ToArray()),
    };

    private void Open()
    {
        if (_cellStart != 0)
            return;
        if (_column == 0)
            Put(Rows == 0 ? "("u8 : ",("u8);
        Put(_quotes[_column].Open);
        _cellStart = Bytes;
    }

    /// <summary>Takes a byte that is not plain; true when a row has ended with it.</summary>
    private bool TakeMark(byte value)
    {
        if (_isEscaped)
            TakeEscaped(value);
        else if (value == (byte)'\\')
            _isEscaped = true;
        else if (value == (byte)'\'')
            Put("\\'"u8);
        else
            EndCell();
        return !_isEscaped && _cellStart == 0 && EndedRow(value);
    }

    /// <summary>The escapes of LOAD DATA mean the same in a string literal; any other byte after a backslash is meant itself.</summary>
    private void TakeEscaped(byte value)
    {
        _isEscaped = false;
        if (value == (byte)'N' && Bytes == _cellStart)
            _isNull = true;
        else if (value is (byte)'0' or (byte)'b' or (byte)'n' or (byte)'r' or (byte)'t' or (byte)'Z' or (byte)'\\' or (byte)'\'')
            Put([(byte)'\\', value]);
        else
            Put([value]);
    }

    private void EndCell()
    {
        if (_isNull)
        {
            Bytes = _cellStart - _quotes[_column].Open.Length;
            Put("NULL"u8);
        }
        else
        {
            Put(_quotes[_column].Close);
        }

        _isNull = false;
        _cellStart = 0;
    }

    private bool EndedRow(byte value)
    {
        if (value == (byte)'\t')
        {
            Put(","u8);
            _column++;
            return false;
        }

        Put(")"u8);
        _column = 0;
        Rows++;
        _rowsEnd = Bytes;
        return true;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (_statement.Length - Bytes < bytes.Length)
            Array.Resize(ref _statement, (int)Math.Min(Array.MaxLength, Math.Max((long)Bytes + bytes.Length, _statement.Length * 2L)));
        bytes.CopyTo(_statement.AsSpan(Bytes));
        Bytes += bytes.Length;
    }
}
