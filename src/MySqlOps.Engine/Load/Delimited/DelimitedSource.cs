using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Delimited;

/// <summary>
/// A delimited file as an export of rows: so it is loaded by the same loader, in parallel, exactly once, with warnings as errors and a file of rejected rows. The file is gone
/// through once before anything is loaded: a row that can't be read is known before the first one goes in.
/// </summary>
internal sealed class DelimitedSource : IExportSource
{
    private readonly DelimitedLoadOptions _options;
    private readonly IReadOnlyList<DelimitedColumn> _columns;
    private readonly IReadOnlyList<DelimitedChunk> _chunks;
    private readonly List<DelimitedCursor> _idle = [];

    private DelimitedSource(string path, TableDefinition table, DelimitedLoadOptions options, DelimitedScan scan)
    {
        Origin = path;
        _options = options;
        _columns = scan.Columns;
        _chunks = scan.Chunks;
        Manifest = Describe(path, table, scan);
    }

    /// <inheritdoc />
    public ExportManifest Manifest { get; }

    /// <inheritdoc />
    public string Origin { get; }

    /// <summary>Goes through a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">The table that it is to go into.</param>
    /// <param name="options">How.</param>
    /// <param name="observer">Hears of the progress.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="MySqlOpsException">LoadRowInvalid, LoadColumnInvalid, LoadFileInvalid, FileFailed.</exception>
    public static async Task<DelimitedSource> OpenAsync(string path, TableDefinition table, DelimitedLoadOptions options, IOperationObserver observer, CancellationToken cancellationToken) =>
        new(path, table, options, await DelimitedScan.RunAsync(path, table, options, observer, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc />
    public Task<string> ReadScriptAsync(ExportedFile file, CancellationToken cancellationToken) => throw new NotSupportedException("A delimited file holds no definitions.");

    /// <inheritdoc />
    public async Task<ChunkReading> OpenChunkAsync(ExportedDatabase database, ExportedTable table, ExportedChunk chunk, CancellationToken cancellationToken)
    {
        var wanted = _chunks[int.Parse(chunk.File.Path.AsSpan(chunk.File.Path.LastIndexOf('#') + 1), NumberStyles.None, CultureInfo.InvariantCulture) - 1];
        var cursor = TakeCursor(wanted.Start) ?? await DelimitedCursor.OpenAsync(Origin, _options, cancellationToken).ConfigureAwait(false);
        try
        {
            await cursor.Reader.SkipToAsync(wanted.Start, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await cursor.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new ChunkReading(new DelimitedChunkText(cursor, _columns, wanted, Origin, GiveBackAsync), () => new ChunkTotals(wanted.Rows, 0));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var cursor in _idle)
            await cursor.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The cursor that is nearest before the place, so that a packed file is not unpacked from its beginning for each chunk; null when none is before it.</summary>
    private DelimitedCursor? TakeCursor(RowPosition place)
    {
        lock (_idle)
        {
            var cursor = _idle.Where(one => one.Reader.Position.Rows <= place.Rows).MaxBy(one => one.Reader.Position.Rows);
            if (cursor is not null)
                _idle.Remove(cursor);
            return cursor;
        }
    }

    private async ValueTask GiveBackAsync(DelimitedCursor cursor)
    {
        const int Kept = 16;
        lock (_idle)
        {
            if (_idle.Count < Kept)
            {
                _idle.Add(cursor);
                return;
            }
        }

        await cursor.DisposeAsync().ConfigureAwait(false);
    }

    private static ExportManifest Describe(string path, TableDefinition table, DelimitedScan scan)
    {
        var name = Path.GetFileName(path);
        var chunks = scan.Chunks.Select((chunk, i) => new ExportedChunk
        {
            File = new ExportedFile(string.Create(CultureInfo.InvariantCulture, $"{name}#{i + 1}"), chunk.TextBytes, chunk.Sha256),
            Rows = chunk.Rows,
            TextBytes = chunk.TextBytes,
            InvalidEnums = 0,
        });
        var exported = new ExportedTable
        {
            Name = table.Name.Name,
            Engine = table.Engine,
            Triggers = [],
            Histograms = [],
            Columns = [.. scan.Columns.Select(column => column.Column)],
            ChunkKey = [],
            Chunks = [.. chunks],
            Rows = scan.Chunks.Sum(chunk => chunk.Rows),
        };
        return new ExportManifest
        {
            Format = ExportManifest.FormatName,
            FormatVersion = ExportManifest.NewestVersion,
            Id = Identify(table, exported),
            SnapshotTime = new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero),
            Server = new ExportedServer(path, "", "", 0),
            Snapshot = new SnapshotFacts { Method = SnapshotMethod.None, IsPointInTime = false, LockTime = TimeSpan.Zero, DdlWasLocked = false, Notes = [] },
            Content = ExportContent.Data,
            IsWholeServer = false,
            Compression = ExportCompression.None,
            Databases = [new ExportedDatabase { Name = table.Name.Database, Tables = [exported], Views = [], Routines = [], Events = [] }],
            Warnings = [],
        };
    }

    /// <summary>The same file for the same table is the same export, so that an import that ended half-way is gone on with; any other is another.</summary>
    private static Guid Identify(TableDefinition table, ExportedTable exported)
    {
        var parts = exported.Chunks.Select(chunk => chunk.File.Sha256).Concat(exported.Columns.Select(column => $"{column.Encoding} {column.Name}"));
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{table.Name.Quoted}\n{string.Join('\n', parts)}")).AsSpan(0, 16));
    }
}
