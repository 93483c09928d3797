using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Rows;

/// <summary>
/// Some of the rows of a LOAD DATA text, or one of their columns, as a text of its own. It knows where rows and cells end, for a byte after a backslash
/// ends neither, and counts the ENUM cells with the invalid value, whose warnings are expected.
/// </summary>
/// <param name="text">The whole text; it is closed with this.</param>
/// <param name="columns">Its columns.</param>
/// <param name="rows">The rows to take.</param>
/// <param name="onlyColumn">The one column to take, from 0; null for all.</param>
internal sealed class LoadTextSlice(Stream text, IReadOnlyList<ExportedColumn> columns, RowSet rows, int? onlyColumn) : ForwardStream
{
    private static readonly System.Buffers.SearchValues<byte> Marks = System.Buffers.SearchValues.Create("\\\t\n"u8);

    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _at;
    private int _end;
    private long _row;
    private int _column;
    private long _cellBytes;
    private byte _firstByte;
    private bool _isEscaped;
    private bool _takesRow = rows.Contains(0);

    /// <summary>The rows that were taken so far.</summary>
    public long Rows { get; private set; }

    /// <summary>The cells of ENUM columns with the invalid value that were taken so far.</summary>
    public long InvalidEnums { get; private set; }

    private bool TakesCell => _takesRow && (onlyColumn is null || onlyColumn == _column);

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var written = 0;
        while (written == 0 && buffer.Length > 0 && _row < rows.End)
        {
            if (_at == _end)
            {
                _end = await text.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
                _at = 0;
                if (_end == 0)
                    return 0;
            }

            while (_at < _end && written < buffer.Length && _row < rows.End)
                written += Step(buffer.Span[written..]);
        }

        return written;
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await text.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            text.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Goes over a run of plain bytes, or over one mark.</summary>
    private int Step(Span<byte> output)
    {
        var input = _buffer.AsSpan(_at, _end - _at);
        var run = _isEscaped ? 1 : input.IndexOfAny(Marks);
        if (run < 0)
            run = input.Length;
        if (run > 0)
            return Pass(input[..run], output);

        _at++;
        switch (input[0])
        {
            case (byte)'\\':
                _isEscaped = true;
                return Emit(TakesCell, input[0], output, isContent: true);
            case (byte)'\t':
                EndCell();
                var isInside = _takesRow && onlyColumn is null;
                _column++;
                return Emit(isInside, input[0], output, isContent: false);
            default:
                EndCell();
                var wasTaken = _takesRow;
                Rows += wasTaken ? 1 : 0;
                _column = 0;
                _takesRow = rows.Contains(++_row);
                return Emit(wasTaken, input[0], output, isContent: false);
        }
    }

    private int Pass(ReadOnlySpan<byte> run, Span<byte> output)
    {
        var takes = TakesCell;
        if (takes && run.Length > output.Length)
            run = run[..output.Length];
        if (_cellBytes == 0)
            _firstByte = run[0];
        _cellBytes += run.Length;
        _at += run.Length;
        _isEscaped = false;
        if (!takes)
            return 0;
        run.CopyTo(output);
        return run.Length;
    }

    private int Emit(bool takes, byte value, Span<byte> output, bool isContent)
    {
        if (isContent)
        {
            if (_cellBytes == 0)
                _firstByte = value;
            _cellBytes++;
        }

        if (!takes)
            return 0;
        output[0] = value;
        return 1;
    }

    private void EndCell()
    {
        if (TakesCell && _column < columns.Count && columns[_column].IsEnum && HoldsInvalidEnum(columns[_column].Encoding))
            InvalidEnums++;
        _cellBytes = 0;
    }

    private bool HoldsInvalidEnum(CellEncoding encoding) =>
        encoding == CellEncoding.Number ? _cellBytes == 1 && _firstByte == (byte)'0' : _cellBytes == 0;
}
