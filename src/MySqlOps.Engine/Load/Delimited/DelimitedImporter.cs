using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Delimited;

/// <summary>Loads CSV, TSV or JSON files into tables that are there, with all that <see cref="ExportLoader"/> promises.</summary>
/// <param name="target">The server.</param>
/// <param name="observer">Hears of progress and warnings.</param>
/// <param name="time">The clock.</param>
internal sealed class DelimitedImporter(MySqlServer target, IOperationObserver observer, TimeProvider time)
{
    /// <summary>Goes through a file, and makes the loader that loads it: ask it for the plan, then let it load.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">The table.</param>
    /// <param name="file">How the file goes into the table.</param>
    /// <param name="load">How it is loaded; its content is always rows alone.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The loader, and the file, which is to be disposed after it.</returns>
    /// <exception cref="MySqlOpsException">TableMissing, LoadRowInvalid, LoadColumnInvalid, LoadFileInvalid, FileFailed, or any Connect error.</exception>
    public async Task<(ExportLoader Loader, DelimitedSource Source)> OpenAsync(
        string path, ObjectName table, DelimitedLoadOptions file, LoadOptions load, CancellationToken cancellationToken)
    {
        var definition = await FindTableAsync(table, cancellationToken).ConfigureAwait(false);

        // Objects are told by their keys, and a file that has none of its own is taken to have the table's.
        var named = file.File is { Format: DelimitedFormat.Json, Columns: null } && file.ColumnMap.Count == 0
            ? file with { File = file.File with { Columns = DelimitedColumns.Default(definition) } }
            : file;
        var json = definition.Columns.Where(column => column.DataType == "json").Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var raw = json.Concat(file.ColumnMap.Where(pair => json.Contains(pair.Value)).Select(pair => pair.Key)).ToHashSet(StringComparer.Ordinal);
        named = named with { File = named.File with { RawKeys = raw } };
        var source = await DelimitedSource.OpenAsync(path, definition, named, observer, cancellationToken).ConfigureAwait(false);
        return (new ExportLoader(target, source, load with { Content = ExportContent.Data, Selection = new CatalogSelection(), AppendsRows = true }, observer, time), source);
    }

    private async Task<TableDefinition> FindTableAsync(ObjectName table, CancellationToken cancellationToken)
    {
        // Names are patterns there.
        var selection = new CatalogSelection { Databases = [NamePattern.Escape(table.Database)], Tables = [$"{NamePattern.Escape(table.Database)}.{NamePattern.Escape(table.Name)}"] };
        var catalog = await CatalogReader.ReadAsync(target, selection, CatalogDetail.Data, observer, cancellationToken).ConfigureAwait(false);
        return catalog.Databases.SelectMany(database => database.Tables).FirstOrDefault()
            ?? throw new MySqlOpsException(ErrorId.TableMissing, $"{target} has no table {table}, or the account can't see it. Create it first.", target);
    }
}
