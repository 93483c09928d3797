using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Dump.Rows;
using MySqlOps.Engine.Dump.Run;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Delimited;

/// <summary>An export as a folder with one file of CSV, tab-separated values or JSON lines for each table, for other programs. A file gets its name once all of its rows are in it.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="throttle">Holds the text of all files together down to a rate.</param>
internal sealed class DelimitedTarget(ExportOptions options, ByteThrottle throttle) : IExportTarget
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectName, DelimitedFile> _files = [];
    private ExportMeter _meter = null!;
    private Dictionary<ObjectName, string> _names = [];

    private string Extension => (options.Format switch { ExportFormat.Csv => ".csv", ExportFormat.Tsv => ".tsv", _ => ".jsonl" }) + (options.Compression == ExportCompression.Gzip ? ".gz" : "");

    /// <inheritdoc />
    public IReadOnlyList<RowColumn> ColumnsOf(TableDefinition table) => SelectList.Readable(table);

    /// <inheritdoc />
    public void Check()
    {
        if (options.Content == ExportContent.Schema)
            throw new MySqlOpsException(ErrorId.DumpNothingSelected, $"The format {options.Format} holds rows only, and definitions were asked for. Take the folder or SQL format for definitions.", options.Path);
        if (File.Exists(options.Path) || (Directory.Exists(options.Path) && Directory.EnumerateFileSystemEntries(options.Path).Any() && !options.Overwrite))
            throw new MySqlOpsException(ErrorId.ExportPathTaken, $"{options.Path} is taken. Choose another path, or remove what is there.", options.Path);
    }

    /// <inheritdoc />
    public Task BeginAsync(ExportScope scope, ExportMeter meter, CancellationToken cancellationToken)
    {
        _meter = meter;
        _names = GiveNames(scope.Tables.Select(static table => table.Definition.Name));
        try
        {
            if (!Directory.Exists(options.Path))
                PrivateFile.CreateFolder(options.Path);
        }
        catch (Exception e) when (FileTrouble.Is(e))
        {
            throw FileTrouble.Write(options.Path, e);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public IChunkWriter OpenChunk(ExportUnit unit)
    {
        var file = FileOf(unit.Table);
        var writer = file.Text.OpenWriter("");
        RowEncoder encoder = options.Format == ExportFormat.Json
            ? new JsonLinesEncoder(unit.Table.Columns, writer)
            : new DelimitedEncoder(unit.Table.Columns, options.Format == ExportFormat.Csv, writer);
        return new SharedChunkWriter(encoder, writer);
    }

    /// <inheritdoc />
    public async Task<ExportFootprint> CompleteAsync(ExportClosing closing, CancellationToken cancellationToken)
    {
        var written = new List<ExportedFile>();
        foreach (var file in _files.Values)
            written.Add(await file.CompleteAsync().ConfigureAwait(false));
        return new ExportFootprint(written.Count, written.Sum(static file => file.Bytes));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files.Values)
            await file.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>database.table: a dot in a name itself is encoded, so that the one between them is plain.</summary>
    private Dictionary<ObjectName, string> GiveNames(IEnumerable<ObjectName> tables)
    {
        var databases = new FileStems();
        var names = new Dictionary<ObjectName, string>();
        foreach (var database in tables.GroupBy(static table => table.Database, StringComparer.Ordinal))
        {
            var (stem, stems) = (databases.Give(database.Key), new FileStems());
            foreach (var table in database)
                names[table] = $"{stem}.{stems.Give(table.Name)}{Extension}";
        }

        return names;
    }

    private DelimitedFile FileOf(ExportTable table)
    {
        // The header must stand before all rows, whichever unit's come first.
        lock (_gate)
        {
            if (_files.TryGetValue(table.Definition.Name, out var file))
                return file;
            file = new DelimitedFile(new HashedFile(options.Path, _names[table.Definition.Name], isHashed: false), options, throttle, _meter);
            _files.Add(table.Definition.Name, file);
            if (options.Format != ExportFormat.Json)
                file.WriteHeader(DelimitedEncoder.Header(table.Columns, options.Format == ExportFormat.Csv));
            return file;
        }
    }
}
