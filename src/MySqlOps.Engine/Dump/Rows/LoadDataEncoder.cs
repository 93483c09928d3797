using System.Buffers;

namespace MySqlOps.Engine.Dump.Rows;

/// <summary>
/// Writes rows as LOAD DATA reads them with FIELDS TERMINATED BY '\t' ESCAPED BY '\\' LINES TERMINATED BY '\n' CHARACTER SET binary; NULL is <c>\N</c>
/// (manual 15.2.9, "Field and Line Handling").
/// </summary>
/// <param name="columns">The columns.</param>
/// <param name="output">Takes the text.</param>
internal sealed class LoadDataEncoder(IReadOnlyList<RowColumn> columns, IRowOutput output) : RowEncoder(columns, output)
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("\0\t\n\r\\\u001A"u8);
    private static readonly byte[] Second = MakeSecond();

    private int _whole;

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
        if (column > 0)
            Buffer.Append((byte)'\t');
        Buffer.Append("\\N"u8);
    }

    /// <inheritdoc />
    public override void EndRow()
    {
        Buffer.Append((byte)'\n');
        _whole = Buffer.Length;
        base.EndRow();
    }

    /// <inheritdoc />
    protected override void Write(int column, ReadOnlySpan<byte> piece, bool isFirst, bool isLast)
    {
        if (isFirst && column > 0)
            Buffer.Append((byte)'\t');
        if (Kinds[column] is CellKind.Number or CellKind.Temporal)
            Buffer.Append(piece);
        else
            Buffer.AppendEscaped(piece, Special, (byte)'\\', Second);
    }

    /// <inheritdoc />
    protected override void Removed(int length) => _whole -= length;

    private static byte[] MakeSecond()
    {
        var second = new byte[256];
        second[0] = (byte)'0';
        second['\t'] = (byte)'t';
        second['\n'] = (byte)'n';
        second['\r'] = (byte)'r';
        second['\\'] = (byte)'\\';
        second[0x1A] = (byte)'Z';
        return second;
    }
}
