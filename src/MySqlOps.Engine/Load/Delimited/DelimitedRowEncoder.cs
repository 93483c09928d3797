using System.Buffers;
using System.Buffers.Text;
using MySqlOps.Engine.Load.Files;

namespace MySqlOps.Engine.Load.Delimited;

/// <summary>Writes rows of a delimited file as LOAD DATA text, in the form that our chunks have.</summary>
internal sealed class DelimitedRowEncoder(IReadOnlyList<DelimitedColumn> columns)
{
    private static readonly ByteSearch Marks = new("\\\t\n"u8);

    private readonly ArrayBufferWriter<byte> _text = new(256 * 1024);
    private byte[] _decoded = [];

    /// <summary>What was written since <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Text => _text.WrittenMemory;

    /// <summary>Forgets what was written.</summary>
    public void Clear() => _text.ResetWrittenCount();

    /// <summary>Writes a row.</summary>
    /// <returns>Null, or the name of the column whose cell is not written as its bytes should be.</returns>
    public string? Add(DelimitedRow row)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (i > 0)
                _text.Write("\t"u8);
            if (!TryAdd(columns[i], row))
                return columns[i].Column.Name;
        }

        _text.Write("\n"u8);
        return null;
    }

    private bool TryAdd(DelimitedColumn column, DelimitedRow row)
    {
        if (column.Source < 0 ? column.Constant is null : row.IsNull(column.Source))
        {
            _text.Write("\\N"u8);
            return true;
        }

        var cell = column.Source < 0 ? column.Constant : row[column.Source];
        switch (column.Binary)
        {
            case BinaryText.Plain:
                Write(cell);
                return true;
            case BinaryText.Hex:
                cell = cell.StartsWith("0x"u8) || cell.StartsWith("0X"u8) ? cell[2..] : cell;
                var isHex = Convert.FromHexString(cell, Room(cell.Length / 2), out _, out var bytes) == OperationStatus.Done;
                Write(_decoded.AsSpan(0, bytes));
                return isHex && bytes * 2 == cell.Length;
            default:
                var status = Base64.DecodeFromUtf8(cell, Room(Base64.GetMaxDecodedFromUtf8Length(cell.Length)), out _, out var count);
                Write(_decoded.AsSpan(0, count));
                return status == OperationStatus.Done;
        }
    }

    private Span<byte> Room(int count)
    {
        if (_decoded.Length < count)
            _decoded = new byte[Math.Max(count, _decoded.Length * 2)];
        return _decoded;
    }

    private void Write(ReadOnlySpan<byte> cell)
    {
        while (Marks.Find(cell, 0) is >= 0 and var mark)
        {
            _text.Write(cell[..mark]);
            _text.Write(cell[mark] switch
            {
                (byte)'\t' => "\\t"u8,
                (byte)'\n' => "\\n"u8,
                _ => "\\\\"u8,
            });
            cell = cell[(mark + 1)..];
        }

        _text.Write(cell);
    }
}
