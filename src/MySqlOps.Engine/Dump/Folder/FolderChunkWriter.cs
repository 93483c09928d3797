using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Dump.Rows;
using MySqlOps.Engine.Dump.Run;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Dump.Folder;

/// <summary>
/// Writes a unit into data files: one, or more when it turns out larger than a file should be, as a table without a key does. A file ends after a whole row; the rows that come
/// before the next flush wait in the next file's encoder.
/// </summary>
/// <param name="unit">The unit.</param>
/// <param name="longest">Bytes of text after which the next row starts another file.</param>
/// <param name="open">Opens the file of that number.</param>
/// <param name="report">Takes the files once they are whole.</param>
internal sealed class FolderChunkWriter(ExportUnit unit, long longest, Func<int, ChunkFile> open, Action<IReadOnlyList<ExportedChunk>> report) : IChunkWriter, IRowSink
{
    private readonly Queue<(LoadDataEncoder Encoder, ChunkFile File)> _full = new();
    private readonly List<ExportedChunk> _written = [];
    private readonly SortedSet<int> _suspicious = [];
    private LoadDataEncoder _encoder = null!;
    private ChunkFile _file = null!;
    private int _files;

    /// <inheritdoc />
    public IRowSink Rows => this;

    /// <inheritdoc />
    public void Begin(IReadOnlyList<WireColumn> columns) => Start();

    /// <inheritdoc />
    public void BeginRow()
    {
        if (_encoder.Bytes >= longest)
        {
            _full.Enqueue((_encoder, _file));
            Start();
        }

        _encoder.BeginRow();
    }

    /// <inheritdoc />
    public void Null(int column) => _encoder.Null(column);

    /// <inheritdoc />
    public void Cell(int column, ReadOnlySpan<byte> piece, bool isFirst, bool isLast) => _encoder.Cell(column, piece, isFirst, isLast);

    /// <inheritdoc />
    public void EndRow() => _encoder.EndRow();

    /// <inheritdoc />
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        while (_full.TryPeek(out var full))
        {
            await EndAsync(full.Encoder, full.File, cancellationToken).ConfigureAwait(false);
            _full.Dequeue();
        }

        await _encoder.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<ChunkOutcome> CompleteAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        await EndAsync(_encoder, _file, cancellationToken).ConfigureAwait(false);
        report(_written);
        return new ChunkOutcome(_written.Sum(chunk => chunk.Rows), _suspicious);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, file) in _full)
            await file.DisposeAsync().ConfigureAwait(false);
        if (_file is not null)
            await _file.DisposeAsync().ConfigureAwait(false);
    }

    private void Start()
    {
        _file = open(_files++);
        _encoder = new LoadDataEncoder(unit.Table.Columns, _file);
    }

    private async Task EndAsync(LoadDataEncoder encoder, ChunkFile file, CancellationToken cancellationToken)
    {
        await encoder.CompleteAsync(cancellationToken).ConfigureAwait(false);
        var exported = await file.CompleteAsync().ConfigureAwait(false);
        await file.DisposeAsync().ConfigureAwait(false);
        _suspicious.UnionWith(encoder.SuspiciousJson);
        _written.Add(new ExportedChunk
        {
            File = exported,
            Rows = encoder.Rows,
            TextBytes = file.TextBytes,
            InvalidEnums = encoder.InvalidEnums,
            Range = unit.Range.Condition,
            Partition = unit.Range.Partition,
        });
    }
}
