using System.Collections.Concurrent;
using System.Globalization;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Dump.Rows;
using MySqlOps.Engine.Dump.Run;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Folder;

/// <summary>
/// An export as a folder: a folder for each database with its scripts and data files, and the manifest, which is written last. Only the owner may look into it.
/// </summary>
/// <param name="options">What was asked for.</param>
/// <param name="throttle">Holds the text of all files together down to a rate.</param>
internal sealed class FolderTarget(ExportOptions options, ByteThrottle throttle) : IExportTarget
{
    /// <summary>A chunk may turn out so many times larger than was reckoned before it gets a second file.</summary>
    private const int Tolerance = 2;

    private readonly ConcurrentDictionary<ObjectName, ConcurrentBag<(int Unit, IReadOnlyList<ExportedChunk> Files)>> _chunks = new();
    private ExportScope _scope = null!;
    private ExportMeter _meter = null!;
    private FolderLayout _layout = null!;
    private FolderScripts _scripts = null!;

    /// <inheritdoc />
    public IReadOnlyList<RowColumn> ColumnsOf(TableDefinition table) => SelectList.Stored(table);

    /// <inheritdoc />
    public void Check() => ExportPlace.Check(options.Path, options.Overwrite);

    /// <inheritdoc />
    public async Task BeginAsync(ExportScope scope, ExportMeter meter, CancellationToken cancellationToken)
    {
        (_scope, _meter) = (scope, meter);
        _layout = new FolderLayout(scope.Catalog);
        ExportPlace.Prepare(options.Path, _layout.Folders, options.Overwrite);
        await ManifestFile.BeginAsync(options.Path, cancellationToken).ConfigureAwait(false);
        var tables = scope.Tables.ToDictionary(table => table.Definition.Name);
        _scripts = new FolderScripts(_layout, StoreAsync);
        await _scripts.WriteAsync(scope, table => Describe(table, tables.GetValueOrDefault(table.Name)), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public IChunkWriter OpenChunk(ExportUnit unit)
    {
        var longest = unit.Table.Key is null ? options.ChunkBytes : options.ChunkBytes * Tolerance;
        var name = unit.Table.Definition.Name;
        return new FolderChunkWriter(unit, longest, Open, files => _chunks.GetOrAdd(name, static _ => []).Add((unit.Number, files)));

        ChunkFile Open(int part)
        {
            var partNumber = part == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".{part + 1:000}");
            var extension = options.Compression == ExportCompression.Gzip ? ".tsv.gz" : ".tsv";
            var path = string.Create(CultureInfo.InvariantCulture, $"{_layout.OfData(name)}.{unit.Number + 1:00000}{partNumber}{extension}");
            return new ChunkFile(new HashedFile(options.Path, path), options.Compression, throttle, _meter);
        }
    }

    /// <inheritdoc />
    public async Task<ExportFootprint> CompleteAsync(ExportClosing closing, CancellationToken cancellationToken)
    {
        var manifest = new ExportManifest
        {
            Format = ExportManifest.FormatName,
            FormatVersion = ExportManifest.NewestVersion,
            Id = Guid.NewGuid(),
            SnapshotTime = _scope.SnapshotTime,
            Server = _scope.Server,
            Snapshot = _scope.Snapshot,
            Content = options.Content,
            IsWholeServer = _scope.IsWholeServer,
            Compression = options.Compression,
            Databases = [.. _scripts.Databases.Select(database => database with { Tables = [.. database.Tables.Select(table => AddChunks(database.Name, table))] })],
            Accounts = _scripts.Accounts,
            Replication = _scripts.Replication,
            Warnings = closing.Warnings,
        };
        try
        {
            var bytes = await ManifestFile.WriteAsync(options.Path, manifest, cancellationToken).ConfigureAwait(false);
            var files = manifest.AllFiles().ToList();
            return new ExportFootprint(files.Count + 1, files.Sum(file => file.Bytes) + bytes);
        }
        catch (Exception e) when (FileTrouble.Is(e))
        {
            throw FileTrouble.Write(Path.Combine(options.Path, ExportManifest.FileName), e);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<ExportedFile> StoreAsync(string path, byte[] script, CancellationToken cancellationToken)
    {
        var file = new HashedFile(options.Path, path);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(script, cancellationToken).ConfigureAwait(false);
            return await file.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A table for the manifest, yet without scripts and chunks.</summary>
    internal static ExportedTable Describe(TableDefinition table, ExportTable? read) => new()
    {
        Name = table.Name.Name,
        Engine = table.Engine,
        Triggers = [],
        Histograms = [.. table.Histograms.Select(histogram => new ExportedHistogram(histogram.Column, histogram.Buckets, histogram.IsAutomatic))],
        Columns = [.. SelectList.Stored(table).Select(column => new ExportedColumn(column.Name, column.Encoding, column.IsEnum))],
        ChunkKey = read?.Key is { } key ? [.. key.Parts.Select(part => part.Column)] : [],
        Where = read?.Where,
        Chunks = [],
        Rows = 0,
    };

    private ExportedTable AddChunks(string database, ExportedTable table)
    {
        var name = new ObjectName(database, table.Name);
        if (!_chunks.TryGetValue(name, out var units))
            return table;
        List<ExportedChunk> chunks = [.. units.OrderBy(unit => unit.Unit).SelectMany(unit => unit.Files)];
        var losses = _scope.Tables.First(read => read.Definition.Name == name).JsonLosses;
        return table with
        {
            Columns = losses.Count == 0 ? table.Columns : [.. table.Columns.Select((column, i) => column with { LossyRows = losses.GetValueOrDefault(i) })],
            Chunks = chunks,
            Rows = chunks.Sum(chunk => chunk.Rows),
        };
    }
}
