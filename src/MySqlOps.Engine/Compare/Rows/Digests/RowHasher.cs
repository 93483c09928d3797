namespace MySqlOps.Engine.Compare.Rows.Digests;

/// <summary>Hashes rows cell by cell, and keeps the bytes of the key, which are the first cells. Memory does not grow with the size of a row.</summary>
/// <param name="keyColumns">How many of the first cells are the key.</param>
/// <param name="seed">The seed.</param>
internal sealed class RowHasher(int keyColumns, HashSeed seed)
{
    /// <summary>Bytes of a row that are gathered before they are hashed; a whole number of blocks, and longer than any key (3,072 bytes, manual 17.22).</summary>
    private const int BufferLength = 64 * 1024;

    private readonly byte[] _row = new byte[BufferLength];
    private byte[] _savedKey = [];
    private RowHash _hash;
    private int _length;
    private int _keyLength;
    private uint _cellLength;
    private bool _isLong;

    /// <summary>The key's bytes, as <see cref="CellBytes"/> writes them; of the row that ended last, until the next begins.</summary>
    public ReadOnlySpan<byte> Key => _isLong ? _savedKey : _row.AsSpan(0, _keyLength);

    /// <summary>A row starts.</summary>
    public void BeginRow()
    {
        _hash = new RowHash(seed.First, seed.Second);
        _length = 0;
        _keyLength = 0;
        _isLong = false;
    }

    /// <summary>A cell is NULL.</summary>
    public void Null(int column) => EndCell(column, CellBytes.NullLength);

    /// <summary>A piece of a cell.</summary>
    public void Cell(int column, ReadOnlySpan<byte> piece, bool isFirst, bool isLast)
    {
        _cellLength = isFirst ? (uint)piece.Length : _cellLength + (uint)piece.Length;
        if (piece.Length <= BufferLength - _length)
        {
            piece.CopyTo(_row.AsSpan(_length));
            _length += piece.Length;
        }
        else
        {
            AppendLong(piece);
        }

        if (isLast)
            EndCell(column, _cellLength);
    }

    /// <summary>The row is whole.</summary>
    /// <returns>Its hash.</returns>
    public UInt128 EndRow() => _hash.Finish(_row.AsSpan(0, _length));

    private void EndCell(int column, uint length)
    {
        if (_length > BufferLength - CellBytes.LengthSize)
            Flush();
        CellBytes.WriteLength(_row.AsSpan(_length), length);
        _length += CellBytes.LengthSize;
        if (column == keyColumns - 1)
            _keyLength = _length;
    }

    private void AppendLong(ReadOnlySpan<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            if (_length == BufferLength)
                Flush();
            var count = Math.Min(piece.Length, BufferLength - _length);
            piece[..count].CopyTo(_row.AsSpan(_length));
            _length += count;
            piece = piece[count..];
        }
    }

    private void Flush()
    {
        if (!_isLong)
            _savedKey = _row.AsSpan(0, _keyLength).ToArray();
        _isLong = true;
        var whole = _length & ~(RowHash.BlockLength - 1);
        _hash.Append(_row.AsSpan(0, whole));
        _row.AsSpan(whole, _length - whole).CopyTo(_row);
        _length -= whole;
    }
}
