using System.Buffers;
using System.Text;

namespace MySqlOps.Engine.Dump.Rows;

/// <summary>
/// Writes rows as CSV (RFC 4180: a header, CRLF, fields in double quotes where they hold a comma, quote or line break; NULL is an empty field, an empty text <c>""</c>) or as
/// tab-separated values (a header, LF, <c>\t \n \r \\</c> escaped, NULL is <c>\N</c>). Bytes are base64 (RFC 4648).
/// </summary>
internal sealed class DelimitedEncoder : RowEncoder
{
    private static readonly SearchValues<byte> TsvSpecial = SearchValues.Create("\t\n\r\\"u8);
    private static readonly SearchValues<byte> CsvSpecial = SearchValues.Create(",\"\r\n"u8);
    private static readonly SearchValues<byte> Quote = SearchValues.Create("\""u8);
    private static readonly byte[] TsvSecond = MakeTsvSecond();
    private static readonly byte[] CsvSecond = MakeCsvSecond();

    private readonly bool _isCsv;
    private readonly byte _separator;
    private readonly Base64Carry _base64;
    private int _whole;

    /// <summary>Writes CSV or tab-separated values.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="isCsv">False for tab-separated values.</param>
    /// <param name="output">Takes the text.</param>
    public DelimitedEncoder(IReadOnlyList<RowColumn> columns, bool isCsv, IRowOutput output)
        : base(columns, output)
    {
        _isCsv = isCsv;
        _separator = (byte)(isCsv ? ',' : '\t');
        _base64 = new Base64Carry(Buffer);
    }

    /// <inheritdoc />
    protected override int FlushableLength => Buffer.Length;

    /// <inheritdoc />
    protected override bool IsWhole => _whole == Buffer.Length;

    /// <summary>The header, with its line's end.</summary>
    public static byte[] Header(IReadOnlyList<RowColumn> columns, bool isCsv)
    {
        var header = new OutputBuffer();
        for (var i = 0; i < columns.Count; i++)
        {
            if (i > 0)
                header.Append((byte)(isCsv ? ',' : '\t'));
            WriteText(header, isCsv, Encoding.UTF8.GetBytes(columns[i].Name), true, true);
        }

        header.Append(isCsv ? "\r\n"u8 : "\n"u8);
        return header.Written.ToArray();
    }

    /// <inheritdoc />
    public override void BeginRow()
    {
    }

    /// <inheritdoc />
    public override void Null(int column)
    {
        Separate(column);
        if (!_isCsv)
            Buffer.Append("\\N"u8);
    }

    /// <inheritdoc />
    public override void EndRow()
    {
        EndLine();
        base.EndRow();
    }

    /// <inheritdoc />
    protected override void Write(int column, ReadOnlySpan<byte> piece, bool isFirst, bool isLast)
    {
        switch (Kinds[column])
        {
            case CellKind.Number or CellKind.Temporal:
                Separate(column);
                Buffer.Append(piece);
                break;
            case CellKind.Binary when isFirst && isLast && piece.IsEmpty:
                WriteText(column, piece, true, true);
                break;
            case CellKind.Binary:
                if (isFirst)
                    Separate(column);
                _base64.Append(piece, isFirst, isLast);
                break;
            default:
                WriteText(column, piece, isFirst, isLast);
                break;
        }
    }

    /// <inheritdoc />
    protected override void Removed(int length) => _whole -= length;

    private void WriteText(int column, ReadOnlySpan<byte> piece, bool isFirst, bool isLast)
    {
        if (isFirst)
            Separate(column);
        WriteText(Buffer, _isCsv, piece, isFirst, isLast);
    }

    private static void WriteText(OutputBuffer buffer, bool isCsv, ReadOnlySpan<byte> piece, bool isFirst, bool isLast)
    {
        if (!isCsv)
        {
            buffer.AppendEscaped(piece, TsvSpecial, (byte)'\\', TsvSecond);
            return;
        }

        // What comes in pieces is quoted in any case: its rest is not known yet.
        var isQuoted = !(isFirst && isLast) || piece.IsEmpty || piece.ContainsAny(CsvSpecial);
        if (isQuoted && isFirst)
            buffer.Append((byte)'"');
        buffer.AppendEscaped(piece, Quote, (byte)'"', CsvSecond);
        if (isQuoted && isLast)
            buffer.Append((byte)'"');
    }

    private void Separate(int column)
    {
        if (column > 0)
            Buffer.Append(_separator);
    }

    private void EndLine()
    {
        Buffer.Append(_isCsv ? "\r\n"u8 : "\n"u8);
        _whole = Buffer.Length;
    }

    private static byte[] MakeTsvSecond()
    {
        var second = new byte[256];
        second['\t'] = (byte)'t';
        second['\n'] = (byte)'n';
        second['\r'] = (byte)'r';
        second['\\'] = (byte)'\\';
        return second;
    }

    private static byte[] MakeCsvSecond()
    {
        var second = new byte[256];
        second['"'] = (byte)'"';
        return second;
    }
}
