using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Compare.Rows.Digests;

/// <summary>
/// What the rows of a chunk come to: their number and the sum of their hashes modulo 2^128. A sum and not an exclusive or, in which a row that is there twice would vanish. Beside it the
/// hashes are kept with their keys, as far as memory is given for them, so that a chunk that differs need not be read again.
/// </summary>
/// <param name="keyColumns">How many of the first columns are the key; 0 for rows without one.</param>
/// <param name="seed">The seed of the hashes.</param>
/// <param name="prints">Keeps hashes and keys.</param>
/// <param name="throttle">Holds the reading down to a rate.</param>
internal sealed class RowDigest(int keyColumns, HashSeed seed, RowPrints prints, ByteThrottle throttle) : IRowSink
{
    private readonly RowHasher _hasher = new(keyColumns, seed);
    private long _paidBytes;

    /// <summary>How many rows there are.</summary>
    public long Rows { get; private set; }

    /// <summary>The bytes of their cells.</summary>
    public long Bytes { get; private set; }

    /// <summary>The sum of their hashes.</summary>
    public UInt128 Sum { get; private set; }

    /// <summary>Their hashes and keys, or those of the share of rows that was asked for.</summary>
    public RowPrints Prints { get; } = prints;

    /// <summary>Of rows that are too many to keep, those are kept that fall into one of so many shares: by their keys, so that both sides keep the same.</summary>
    public RowShare Share { get; set; } = RowShare.All;

    /// <summary>True when the same rows are there as often.</summary>
    public bool HasSameRows(RowDigest other) => Rows == other.Rows && Sum == other.Sum;

    /// <inheritdoc />
    public void Begin(IReadOnlyList<WireColumn> columns)
    {
    }

    /// <inheritdoc />
    public void BeginRow() => _hasher.BeginRow();

    /// <inheritdoc />
    public void Null(int column) => _hasher.Null(column);

    /// <inheritdoc />
    public void Cell(int column, ReadOnlySpan<byte> piece, bool isFirst, bool isLast)
    {
        Bytes += piece.Length;
        _hasher.Cell(column, piece, isFirst, isLast);
    }

    /// <inheritdoc />
    public void EndRow()
    {
        var hash = _hasher.EndRow();
        Rows++;
        Sum = unchecked(Sum + hash);
        if (Share.Holds(hash, _hasher.Key))
            Prints.Add(hash, _hasher.Key);
    }

    /// <inheritdoc />
    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        var bytes = Bytes - _paidBytes;
        _paidBytes = Bytes;
        return throttle.TakeAsync(bytes, cancellationToken);
    }
}
