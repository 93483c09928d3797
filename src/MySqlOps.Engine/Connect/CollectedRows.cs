using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Connect;

/// <summary>Keeps the rows of a small result.</summary>
internal sealed class CollectedRows : IRowSink
{
    private readonly List<SqlRow> _rows = [];
    private readonly CellPieces _pieces = new();
    private Dictionary<string, int> _columns = [];
    private object?[] _cells = [];
    private int _width;

    /// <summary>The rows so far.</summary>
    public IReadOnlyList<SqlRow> Rows => _rows;

    /// <inheritdoc />
    public void Begin(IReadOnlyList<WireColumn> columns)
    {
        _columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        _width = columns.Count;
        for (var i = 0; i < _width; i++)
            _columns.TryAdd(columns[i].Name, i);
    }

    /// <inheritdoc />
    public void BeginRow() => _cells = new object?[_width];

    /// <inheritdoc />
    public void Null(int column) => _cells[column] = null;

    /// <inheritdoc />
    public void Cell(int column, ReadOnlySpan<byte> piece, bool isFirst, bool isLast)
    {
        if (_pieces.Add(piece, isFirst, isLast) is { } cell)
            _cells[column] = cell;
    }

    /// <inheritdoc />
    public void EndRow() => _rows.Add(new SqlRow(_columns, _cells));

    /// <inheritdoc />
    public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
