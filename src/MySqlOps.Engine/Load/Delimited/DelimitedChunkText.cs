using System.Security.Cryptography;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Delimited;

/// <summary>The rows of a chunk as LOAD DATA text, made while it is read. At its end it must be what it was when the file was gone through.</summary>
/// <param name="cursor">The file, at the chunk's beginning.</param>
/// <param name="columns">The columns to write.</param>
/// <param name="chunk">The chunk.</param>
/// <param name="path">The file's name, for messages.</param>
/// <param name="giveBack">Takes the cursor back in the end.</param>
internal sealed class DelimitedChunkText(DelimitedCursor cursor, IReadOnlyList<DelimitedColumn> columns, DelimitedChunk chunk, string path, Func<DelimitedCursor, ValueTask> giveBack) : ForwardStream
{
    private const int Piece = 64 * 1024;

    private readonly DelimitedRowEncoder _encoder = new(columns);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ReadOnlyMemory<byte> _text;
    private long _rows;
    private bool _isDone;
    private bool _isDisposed;

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_text.IsEmpty && !_isDone)
            await FillAsync(cancellationToken).ConfigureAwait(false);
        var count = Math.Min(buffer.Length, _text.Length);
        _text[..count].CopyTo(buffer);
        _text = _text[count..];
        return count;
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        if (!_isDisposed)
            await giveBack(cursor).ConfigureAwait(false);
        _isDisposed = true;
        _hash.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        _encoder.Clear();
        while (_rows < chunk.Rows && _encoder.Text.Length < Piece)
        {
            if (!await cursor.Reader.ReadAsync(cancellationToken).ConfigureAwait(false) || _encoder.Add(cursor.Reader.Row) is not null)
                throw Changed();
            _rows++;
        }

        _text = _encoder.Text;
        _hash.AppendData(_text.Span);
        _isDone = _rows == chunk.Rows;
        if (_isDone && Convert.ToHexStringLower(_hash.GetHashAndReset()) != chunk.Sha256)
            throw Changed();
    }

    private MySqlOpsException Changed() => new(ErrorId.LoadFileInvalid, $"{path} has changed since the import began: its rows {chunk.Start.Rows + 1} to {chunk.Start.Rows + chunk.Rows} are not what they were. Import it again when nobody writes to it.", path);
}
