using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Compare.Rows.Digests;

/// <summary>Keeps whole rows: all that come, or of each hash that is asked for the first.</summary>
/// <param name="keyColumns">How many of the first columns are the key.</param>
/// <param name="comparedColumns">How many of the first columns are hashed.</param>
/// <param name="seed">The seed of the hashes.</param>
/// <param name="wanted">The hashes of the rows to keep; null for all rows.</param>
/// <param name="throttle">Holds the reading down to a rate.</param>
internal sealed class WholeRows(int keyColumns, int comparedColumns, HashSeed seed, IReadOnlySet<UInt128>? wanted, ByteThrottle throttle) : IRowSink
{
    private readonly RowHasher _hasher = new(keyColumns, seed);
    private readonly CellPieces _pieces = new();
    private readonly List<WholeRow> _rows = [];
    private readonly Dictionary<UInt128, long> _counts = [];
    private byte[]?[] _cells = [];
    private int _width;
    private long _paidBytes;

    /// <summary>The rows.</summary>
    public IReadOnlyList<WholeRow> Rows => _rows;

    /// <summary>How often each hash that was asked for came.</summary>
    public IReadOnlyDictionary<UInt128, long> Counts => _counts;

    /// <summary>The bytes that were read.</summary>
    public long Bytes { get; private set; }

    /// <inheritdoc />
    public void Begin(IReadOnlyList<WireColumn> columns) => _width = columns.Count;

    /// <inheritdoc />
    public void BeginRow()
    {
        _hasher.BeginRow();
        _cells = new byte[]?[_width];
    }

    /// <inheritdoc />
    public void Null(int column)
    {
        if (column < comparedColumns)
            _hasher.Null(column);
    }

    /// <inheritdoc />
    public void Cell(int column, ReadOnlySpan<byte> piece, bool isFirst, bool isLast)
    {
        Bytes += piece.Length;
        if (column < comparedColumns)
            _hasher.Cell(column, piece, isFirst, isLast);
        if (_pieces.Add(piece, isFirst, isLast) is { } cell)
            _cells[column] = cell;
    }

    /// <inheritdoc />
    public void EndRow()
    {
        var hash = _hasher.EndRow();
        if (wanted is not null)
        {
            if (!wanted.Contains(hash))
                return;
            var count = _counts.GetValueOrDefault(hash);
            _counts[hash] = count + 1;
            if (count > 0)
                return;
        }

        _rows.Add(new WholeRow(_cells, hash, _hasher.Key.ToArray()));
    }

    /// <inheritdoc />
    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        var bytes = Bytes - _paidBytes;
        _paidBytes = Bytes;
        return throttle.TakeAsync(bytes, cancellationToken);
    }
}
