using System.IO.Compression;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Definitions;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Dump.Rows;
using MySqlOps.Engine.Dump.Run;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Script;

/// <summary>
/// An export as one SQL script that the mysql client loads as it is. Definitions of tables come first, then the rows, then what must not stand in their way: triggers, routines,
/// views, events, grants. With several readers, statements of different chunks and tables take turns; with one they stand in the key's order.
/// </summary>
/// <param name="options">What was asked for.</param>
/// <param name="throttle">Holds the script down to a rate.</param>
internal sealed class ScriptTarget(ExportOptions options, ByteThrottle throttle) : IExportTarget
{
    /// <summary>Bytes of an INSERT after which it takes no further row: what a server with the smallest usual max_allowed_packet takes, and enough to load fast.</summary>
    private const int StatementLength = 1024 * 1024;

    private HashedFile? _file;
    private Stream? _stream;
    private SharedText? _text;
    private ExportScope _scope = null!;

    /// <inheritdoc />
    public IReadOnlyList<RowColumn> ColumnsOf(TableDefinition table) => SelectList.Stored(table);

    /// <inheritdoc />
    public void Check() => FilePlace.Check(options.Path, options.Overwrite);

    /// <inheritdoc />
    public async Task BeginAsync(ExportScope scope, ExportMeter meter, CancellationToken cancellationToken)
    {
        Check();
        _scope = scope;
        _file = FilePlace.Create(options.Path);
        _stream = options.Compression == ExportCompression.Gzip ? new GZipStream(_file, CompressionLevel.Fastest, leaveOpen: true) : _file;
        _text = new SharedText(_stream, throttle, meter);
        await WriteAsync(ScriptFrame.Head(scope), cancellationToken).ConfigureAwait(false);
        if (scope.Accounts is { } accounts)
            await WriteAsync(DefinitionScript.OfAccountCreations(accounts), cancellationToken).ConfigureAwait(false);
        foreach (var database in scope.Catalog.Databases)
        {
            if (options.Content == ExportContent.Data)
                continue;
            await WriteAsync(DefinitionScript.OfDatabase(database) + Use(database.Name), cancellationToken).ConfigureAwait(false);
            foreach (var table in database.Tables)
                await WriteAsync(DefinitionScript.OfTable(table), cancellationToken).ConfigureAwait(false);
        }

        await WriteAsync("\n-- Rows\n", cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public IChunkWriter OpenChunk(ExportUnit unit)
    {
        var name = unit.Table.Definition.Name;
        var writer = _text!.OpenWriter(Use(name.Database));
        return new SharedChunkWriter(new InsertEncoder(name, unit.Table.Columns, StatementLength, writer), writer);
    }

    /// <inheritdoc />
    public async Task<ExportFootprint> CompleteAsync(ExportClosing closing, CancellationToken cancellationToken)
    {
        if (options.Content != ExportContent.Data)
            await WriteProgramsAsync(cancellationToken).ConfigureAwait(false);
        if (_scope.Accounts is { } accounts)
            await WriteAsync(DefinitionScript.OfAccountGrants(accounts), cancellationToken).ConfigureAwait(false);
        if (_scope.ReplicationScript is { } replication)
            await WriteAsync($"\n{replication}", cancellationToken).ConfigureAwait(false);
        await WriteAsync(ScriptFrame.Tail(closing), cancellationToken).ConfigureAwait(false);
        if (_stream != _file)
            await _stream!.DisposeAsync().ConfigureAwait(false);
        var written = await _file!.CompleteAsync().ConfigureAwait(false);
        return new ExportFootprint(1, written.Bytes);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_file is not null)
            await _file.DisposeAsync().ConfigureAwait(false);
        _text?.Dispose();
    }

    private async Task WriteProgramsAsync(CancellationToken cancellationToken)
    {
        var databases = _scope.Catalog.Databases;
        await WriteAllAsync(databases, static database => database.Views.Select(DefinitionScript.OfPlaceholder), cancellationToken).ConfigureAwait(false);
        await WriteAllAsync(databases, static database => database.Tables.SelectMany(static table => table.Triggers).Select(trigger => DefinitionScript.OfTrigger(trigger, database.Collation)), cancellationToken).ConfigureAwait(false);
        await WriteAllAsync(databases, static database => database.Routines.Select(routine => DefinitionScript.OfRoutine(routine, database.Collation)), cancellationToken).ConfigureAwait(false);
        await WriteAllAsync(databases, static database => database.Views.Select(static view => DefinitionScript.OfView(view, replacesPlaceholder: true)), cancellationToken).ConfigureAwait(false);
        await WriteAllAsync(databases, static database => database.Tables.SelectMany(static table => Histograms(table)), cancellationToken).ConfigureAwait(false);
        await WriteAllAsync(databases, static database => database.Events.Select(definition => DefinitionScript.OfEvent(definition, database.Collation)), cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<string> Histograms(TableDefinition table) =>
        DefinitionScript.HistogramStatements(table.Name.Name, table.Histograms).Select(static statement => $"{statement};\n");

    private async Task WriteAllAsync(IEnumerable<DatabaseDefinition> databases, Func<DatabaseDefinition, IEnumerable<string>> render, CancellationToken cancellationToken)
    {
        foreach (var database in databases)
        {
            var isFirst = true;
            foreach (var script in render(database))
            {
                await WriteAsync((isFirst ? Use(database.Name) : "") + script, cancellationToken).ConfigureAwait(false);
                isFirst = false;
            }
        }
    }

    private ValueTask WriteAsync(string script, CancellationToken cancellationToken) => _stream!.WriteAsync(ScriptText.Encode(script), cancellationToken);

    private static string Use(string database) => $"\nUSE {SqlIdentifier.Quote(database)};\n";
}
