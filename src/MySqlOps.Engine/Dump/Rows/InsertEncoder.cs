using System.Buffers;
using System.Text;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Rows;

/// <summary>
/// Writes rows as INSERT statements of many rows, as a client with SET NAMES utf8mb4 sends them. What is not UTF-8 is written as hexadecimal literals, with the
/// column's character set as introducer where it is text, so that the script itself is plain UTF-8 and every byte comes back.
/// </summary>
internal sealed class InsertEncoder : RowEncoder
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("\0\n\r\\'\u001A"u8);
    private static readonly byte[] Second = MakeSecond();

    private readonly byte[] _start;
    private readonly byte[][] _introducers;
    private readonly bool[] _holdsAscii;
    private readonly int _longest;
    private int _rowStart;
    private int _whole;
    private long _statementLength;
    private bool _inStatement;
    private bool _isHex;

    /// <summary>Writes INSERTs into a table.</summary>
    /// <param name="table">The table; its database is not named.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="longest">Bytes after which a statement takes no further row. A statement is longer only when one row is.</param>
    /// <param name="output">Takes the script.</param>
    public InsertEncoder(ObjectName table, IReadOnlyList<RowColumn> columns, int longest, IRowOutput output)
        : base(columns, output)
    {
        _start = Encoding.UTF8.GetBytes($"INSERT INTO {SqlIdentifier.Quote(table.Name)} ({string.Join(", ", columns.Select(static column => SqlIdentifier.Quote(column.Name)))}) VALUES\n");
        _introducers = [.. columns.Select(static column => Encoding.ASCII.GetBytes(column.Kind == CellKind.ForeignText ? $"_{column.CharacterSet} 0x" : "0x"))];
        _holdsAscii = [.. columns.Select(static column => column.HoldsAscii)];
        _longest = longest;
    }

    /// <inheritdoc />
    protected override int FlushableLength => _whole > 0 ? _whole : Buffer.Length > _longest ? Buffer.Length : 0;

    /// <inheritdoc />
    protected override bool IsWhole => _whole > 0;

    /// <inheritdoc />
    public override void BeginRow()
    {
        _rowStart = Buffer.Length;
        Buffer.Append(_inStatement ? ",\n("u8 : "("u8);
        if (!_inStatement)
            Open();
    }

    /// <inheritdoc />
    public override void Null(int column)
    {
        if (column > 0)
            Buffer.Append((byte)',');
        Buffer.Append("NULL"u8);
    }

    /// <inheritdoc />
    public override void EndRow()
    {
        Buffer.Append((byte)')');
        var row = Buffer.Length - _rowStart;

        // The row that would make the statement too long starts the next one.
        if (_statementLength > 0 && _statementLength + row > _longest && _rowStart > 0)
            Break();
        _statementLength += row;
        if (_statementLength > _longest)
            Close();
        base.EndRow();
    }

    /// <inheritdoc />
    protected override void Write(int column, ReadOnlySpan<byte> piece, bool isFirst, bool isLast)
    {
        // A row that comes in pieces is handed on before its length is known: it gets a statement of its own.
        if (!isLast && _statementLength > 0 && _rowStart > 0)
            Break();
        if (isFirst && column > 0)
            Buffer.Append((byte)',');
        switch (Kinds[column])
        {
            case CellKind.Number:
                // A minus before the whole number 0 is lost; before the floating-point number it is kept.
                Buffer.Append(piece.SequenceEqual("-0"u8) ? "-0e0"u8 : piece);
                break;
            case CellKind.Text or CellKind.Json or CellKind.Temporal:
                WriteText(piece, isFirst, isLast);
                break;
            case CellKind.ForeignText when isFirst && isLast && _holdsAscii[column] && Ascii.IsValid(piece):
                WriteText(piece, isFirst, isLast);
                break;
            default:
                WriteHex(column, piece, isFirst, isLast);
                break;
        }
    }

    /// <inheritdoc />
    protected override void Removed(int length)
    {
        _whole = Math.Max(0, _whole - length);
        _rowStart -= length;
    }

    /// <inheritdoc />
    protected override void Finish()
    {
        if (_inStatement)
            Close();
    }

    private void WriteText(ReadOnlySpan<byte> piece, bool isFirst, bool isLast)
    {
        if (isFirst)
            Buffer.Append((byte)'\'');
        Buffer.AppendEscaped(piece, Special, (byte)'\\', Second);
        if (isLast)
            Buffer.Append((byte)'\'');
    }

    private void WriteHex(int column, ReadOnlySpan<byte> piece, bool isFirst, bool isLast)
    {
        // 0x without digits is a name, not a value.
        if (isFirst)
        {
            _isHex = !(isLast && piece.IsEmpty);
            Buffer.Append(_isHex ? _introducers[column] : "''"u8);
        }

        if (_isHex)
            Buffer.AppendHex(piece);
    }

    private void Open()
    {
        Buffer.Insert(_rowStart, _start);
        _rowStart += _start.Length;
        _inStatement = true;
        _statementLength = 0;
    }

    /// <summary>Ends the statement before the row that was just written, and puts the row into one of its own.</summary>
    private void Break()
    {
        // ",\n" before the row becomes ";\n".
        Buffer.Insert(_rowStart, [(byte)';', (byte)'\n', .. _start]);
        _whole = _rowStart + 2;
        var row = _rowStart + 2 + _start.Length;
        Buffer.Remove(row, 2);
        _rowStart = row;
        _statementLength = 0;
    }

    private void Close()
    {
        Buffer.Append(";\n"u8);
        _whole = Buffer.Length;
        _inStatement = false;
        _statementLength = 0;
    }

    private static byte[] MakeSecond()
    {
        var second = new byte[256];
        second[0] = (byte)'0';
        second['\n'] = (byte)'n';
        second['\r'] = (byte)'r';
        second['\\'] = (byte)'\\';
        second['\''] = (byte)'\'';
        second[0x1A] = (byte)'Z';
        return second;
    }
}
