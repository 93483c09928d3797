namespace MySqlOps.Engine.Compare.Rows.Digests;

/// <summary>The hashes of a chunk's rows with the bytes of their keys, up to a limit of memory. Past it nothing more is kept, and what was kept does not count.</summary>
/// <param name="limitBytes">The limit.</param>
internal sealed class RowPrints(long limitBytes)
{
    private UInt128[] _hashes = new UInt128[1024];
    private int[] _ends = new int[1024];
    private byte[] _keys = new byte[16 * 1024];
    private int _keyBytes;

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <summary>True when there were more rows than the limit lets be kept.</summary>
    public bool IsFull { get; private set; }

    /// <summary>The hash of a row.</summary>
    public UInt128 Hash(int row) => _hashes[row];

    /// <summary>The key's bytes of a row.</summary>
    public ReadOnlySpan<byte> Key(int row) => _keys.AsSpan(Start(row), _ends[row] - Start(row));

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        Count = 0;
        IsFull = false;
        _keyBytes = 0;
    }

    /// <summary>Keeps a row.</summary>
    public void Add(UInt128 hash, ReadOnlySpan<byte> key)
    {
        if (IsFull)
            return;
        if (_keyBytes + key.Length + ((Count + 1L) * (CellBytes.LengthSize + RowHash.BlockLength)) > limitBytes)
        {
            IsFull = true;
            return;
        }

        if (Count == _hashes.Length)
        {
            Array.Resize(ref _hashes, Count * 2);
            Array.Resize(ref _ends, Count * 2);
        }

        if (_keyBytes + key.Length > _keys.Length)
            Array.Resize(ref _keys, Math.Max(_keys.Length * 2, _keyBytes + key.Length));
        key.CopyTo(_keys.AsSpan(_keyBytes));
        _keyBytes += key.Length;
        _hashes[Count] = hash;
        _ends[Count] = _keyBytes;
        Count++;
    }

    private int Start(int row) => row == 0 ? 0 : _ends[row - 1];
}
