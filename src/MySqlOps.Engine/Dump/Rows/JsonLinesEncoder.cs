using System.Buffers;
using System.Text;
using System.Text.Json;

namespace MySqlOps.Engine.Dump.Rows;

/// <summary>
/// Writes each row as a JSON object on a line of its own (jsonlines.org): numbers as the server prints them, JSON columns as they are, bytes as base64, all else as strings.
/// </summary>
internal sealed class JsonLinesEncoder : RowEncoder
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F"u8);

    private readonly byte[][] _names;
    private readonly Base64Carry _base64;
    private int _whole;

    /// <summary>Writes JSON lines.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="output">Takes the text.</param>
    public JsonLinesEncoder(IReadOnlyList<RowColumn> columns, IRowOutput output)
        : base(columns, output)
    {
        _names = [.. columns.Select(static (column, i) => Encoding.UTF8.GetBytes($"{(i == 0 ? "{" : ",")}\"{JsonEncodedText.Encode(column.Name)}\":"))];
        _base64 = new Base64Carry(Buffer);
    }

    /// <inheritdoc />
    protected override int FlushableLength => Buffer.Length;

    /// <inheritdoc />
    protected override bool IsWhole => _whole == Buffer.Length;

    /// <inheritdoc />
    public override void BeginRow()
    {
    }

    /// <inheritdoc />
    public override void Null(int column)
    {
        Buffer.Append(_names[column]);
        Buffer.Append("null"u8);
    }

    /// <inheritdoc />
    public override void EndRow()
    {
        Buffer.Append("}\n"u8);
        _whole = Buffer.Length;
        base.EndRow();
    }

    /// <inheritdoc />
    protected override void Write(int column, ReadOnlySpan<byte> piece, bool isFirst, bool isLast)
    {
        if (isFirst)
            Buffer.Append(_names[column]);
        var kind = Kinds[column];
        if (kind is CellKind.Json)
        {
            Buffer.Append(piece);
            return;
        }

        if (kind is CellKind.Number)
        {
            Buffer.Append(WithoutPadding(piece));
            return;
        }

        if (isFirst)
            Buffer.Append((byte)'"');
        if (kind is CellKind.Binary)
            _base64.Append(piece, isFirst, isLast);
        else
            WriteText(piece);
        if (isLast)
            Buffer.Append((byte)'"');
    }

    /// <inheritdoc />
    protected override void Removed(int length) => _whole -= length;

    // ZEROFILL pads with zeros, which JSON's numbers must not start with.
    private static ReadOnlySpan<byte> WithoutPadding(ReadOnlySpan<byte> number)
    {
        var digits = number.TrimStart((byte)'0');
        var isFraction = digits.IsEmpty || digits[0] is (byte)'.' or (byte)'e';
        return isFraction && digits.Length < number.Length ? number[^(digits.Length + 1)..] : digits;
    }

    private void WriteText(ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny(Special) is >= 0 and var at)
        {
            Buffer.Append(text[..at]);
            WriteSpecial(text[at]);
            text = text[(at + 1)..];
        }

        Buffer.Append(text);
    }

    private void WriteSpecial(byte value)
    {
        switch (value)
        {
            case (byte)'"':
                Buffer.Append("\\\""u8);
                break;
            case (byte)'\\':
                Buffer.Append("\\\\"u8);
                break;
            case (byte)'\n':
                Buffer.Append("\\n"u8);
                break;
            case (byte)'\r':
                Buffer.Append("\\r"u8);
                break;
            case (byte)'\t':
                Buffer.Append("\\t"u8);
                break;
            default:
                Buffer.Append("\\u00"u8);
                Buffer.AppendHex([value]);
                break;
        }
    }
}
