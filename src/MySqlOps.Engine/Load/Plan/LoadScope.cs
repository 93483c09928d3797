using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Manifest;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>What of an export is meant, with the names that it gets.</summary>
internal sealed record LoadScope
{
    /// <summary>The databases of the export with their names on the target, and the script that makes each; null where rows alone are loaded.</summary>
    public required IReadOnlyList<(string Source, string Target, string? Script)> Databases { get; init; }

    /// <summary>The tables, in the export's order.</summary>
    public required IReadOnlyList<ScopedTable> Tables { get; init; }

    /// <summary>Views, routines, triggers and events, each kind in the order in which it can be made.</summary>
    public required IReadOnlyList<ScopedObject> Objects { get; init; }

    /// <summary>True when nothing that the export holds is left out, and no database gets another name.</summary>
    public required bool IsWholeExport { get; init; }

    /// <summary>Plain names that were asked for and that the export lacks.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Picks what is meant.</summary>
    public static LoadScope Select(ExportManifest manifest, ExportDefinitions definitions, LoadOptions options)
    {
        var filter = new SelectionFilter(options.Selection, manifest.Server.LowerCaseTableNames != 0);
        var databases = manifest.Databases.Where(database => filter.Includes(database.Name)).ToArray();
        var hasDefinitions = options.Content != ExportContent.Data;
        var tables = databases
            .SelectMany(database => database.Tables.Select(table => (database, table)))
            .Where(pair => filter.Includes(ObjectKind.Table) && filter.Includes(new ObjectName(pair.database.Name, pair.table.Name)))
            .Select(pair => new ScopedTable
            {
                Database = pair.database,
                Table = pair.table,
                Target = new ObjectName(Rename(options, pair.database.Name), pair.table.Name),
                Definition = hasDefinitions && pair.table.Definition is { } file ? Adapt(definitions.Tables[file.Path], options) : null,
            })
            .ToArray();
        return new LoadScope
        {
            Databases = [.. databases.Select(database => (database.Name, Rename(options, database.Name), hasDefinitions && database.Definition is { } file ? definitions.Scripts[file.Path] : null))],
            Tables = tables,
            Objects = hasDefinitions ? [.. databases.SelectMany(database => SelectObjects(database, tables, filter, definitions, options))] : [],
            IsWholeExport = options.Content == ExportContent.All && manifest.Content == ExportContent.All
                && databases.Length == manifest.Databases.Count && filter.IsWholeServer(manifest.Databases.Select(database => database.Name))
                && databases.All(database => Rename(options, database.Name) == database.Name),
            Missing =
            [
                .. filter.MissingDatabases(manifest.Databases.Select(database => database.Name)),
                .. filter.MissingTables([.. databases.SelectMany(NamesOfTables)]),
            ],
        };
    }

    private static IEnumerable<ObjectName> NamesOfTables(ExportedDatabase database) =>
        database.Tables.Select(table => table.Name).Concat(database.Views.Select(view => view.Name)).Select(name => new ObjectName(database.Name, name));

    private static string Rename(LoadOptions options, string database) => options.RenamedDatabases.GetValueOrDefault(database, database);

    private static CreateTableText Adapt(CreateTableText definition, LoadOptions options)
    {
        var adapted = definition.WithDatabases(options.RenamedDatabases);
        return options.Engine is { } engine ? adapted.WithEngine(engine) : adapted;
    }

    private static IEnumerable<ScopedObject> SelectObjects(ExportedDatabase database, ScopedTable[] tables, SelectionFilter filter, ExportDefinitions definitions, LoadOptions options)
    {
        var target = Rename(options, database.Name);
        var views = database.Views.Where(view => filter.Includes(ObjectKind.View) && filter.Includes(new ObjectName(database.Name, view.Name)));
        var routines = database.Routines.Where(_ => filter.Includes(ObjectKind.Routine));
        var events = database.Events.Where(_ => filter.Includes(ObjectKind.Event));
        var plain = routines.Concat(views).Concat(events).Select(one => (one, Table: (ObjectName?)null));
        var triggers = tables
            .Where(table => table.Database == database && filter.Includes(ObjectKind.Trigger))
            .SelectMany(table => table.Table.Triggers.Select(trigger => (one: trigger, Table: (ObjectName?)table.Target)));
        return plain.Concat(triggers).Select(pair => new ScopedObject(
            pair.one.Kind, new ObjectName(database.Name, pair.one.Name), new ObjectName(target, pair.one.Name), definitions.Scripts[pair.one.Definition.Path], pair.Table));
    }
}
