using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Dump.Rows;

/// <summary>
/// Turns raw cells into a file's bytes without decoding them. Its buffer is handed on once it is filled, so memory stays bounded whatever the rows' size.
/// </summary>
/// <param name="columns">The columns, in the order of the query.</param>
/// <param name="output">Takes the bytes.</param>
internal abstract class RowEncoder(IReadOnlyList<RowColumn> columns, IRowOutput output) : IRowSink
{
    private const int FlushLength = 192 * 1024;

    private readonly bool[] _isEnum = [.. columns.Select(static column => column.IsEnum)];
    private readonly bool[] _isEnumNumber = [.. columns.Select(static column => column.IsEnum && column.Kind == CellKind.Number)];

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Bytes made so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Cells of ENUM columns that held the invalid value, index 0.</summary>
    public long InvalidEnums { get; private set; }

    /// <summary>Columns with a JSON cell that may hold a value of a type that JSON's text can't express, by their place.</summary>
    public IReadOnlySet<int> SuspiciousJson => JsonSuspects;

    /// <summary>Where <see cref="SuspiciousJson"/> is gathered.</summary>
    protected SortedSet<int> JsonSuspects { get; } = [];

    /// <summary>The columns.</summary>
    protected IReadOnlyList<RowColumn> Columns { get; } = columns;

    /// <summary>What each column's cells are.</summary>
    protected CellKind[] Kinds { get; } = [.. columns.Select(static column => column.Kind)];

    /// <summary>The bytes that were not handed on yet.</summary>
    protected OutputBuffer Buffer { get; } = new();

    /// <summary>How far <see cref="Buffer"/> may be handed on now.</summary>
    protected abstract int FlushableLength { get; }

    /// <summary>True when what <see cref="FlushableLength"/> covers ends with a whole row or statement.</summary>
    protected abstract bool IsWhole { get; }

    /// <inheritdoc />
    public virtual void Begin(IReadOnlyList<WireColumn> columns)
    {
    }

    /// <inheritdoc />
    public abstract void BeginRow();

    /// <inheritdoc />
    public abstract void Null(int column);

    /// <inheritdoc />
    public void Cell(int column, ReadOnlySpan<byte> piece, bool isFirst, bool isLast)
    {
        if (_isEnum[column] && isFirst && (_isEnumNumber[column] ? piece is [(byte)'0'] : piece.IsEmpty))
            InvalidEnums++;

        // A long piece may cut a date or number in two: then the cell counts as suspicious, and the server decides.
        if (Kinds[column] == CellKind.Json && (!isLast || !isFirst || JsonSuspicion.IsRaisedBy(piece)))
            JsonSuspects.Add(column);
        Write(column, piece, isFirst, isLast);
    }

    /// <inheritdoc />
    public virtual void EndRow() => Rows++;

    /// <inheritdoc />
    public ValueTask FlushAsync(CancellationToken cancellationToken) =>
        Buffer.Length < FlushLength || FlushableLength == 0 ? ValueTask.CompletedTask : HandOnAsync(cancellationToken);

    /// <summary>Ends the rows and hands on all that is left.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        Finish();
        await HandOnAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a piece of a cell.</summary>
    protected abstract void Write(int column, ReadOnlySpan<byte> piece, bool isFirst, bool isLast);

    /// <summary>Writes what belongs after the last row.</summary>
    protected virtual void Finish()
    {
    }

    /// <summary>Hears that the first bytes of the buffer are gone.</summary>
    protected virtual void Removed(int length)
    {
    }

    private async ValueTask HandOnAsync(CancellationToken cancellationToken)
    {
        var length = FlushableLength;
        if (length == 0)
            return;
        await output.WriteAsync(Buffer.Written[..length], IsWhole, cancellationToken).ConfigureAwait(false);
        Bytes += length;
        Buffer.Remove(0, length);
        Removed(length);
    }
}
