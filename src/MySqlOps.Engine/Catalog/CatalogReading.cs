using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Catalog;

/// <summary>One reading of a catalogue: asks for the facts in bulk, then for the definitions, and puts them together.</summary>
internal sealed class CatalogReading(Session session, SessionCrew crew, CatalogDetail detail, IOperationObserver observer)
{
    private readonly TableFactsReader _facts = new(session);
    private readonly TableReading _tables = new(session, crew, detail);
    private readonly ViewReading _views = new(session, crew, detail);
    private readonly ProgramReading _programs = new(session, crew, detail, observer);

    /// <summary>Reads.</summary>
    public async Task<ServerCatalog> RunAsync(CatalogSelection selection, CancellationToken cancellationToken)
    {
        var filter = new SelectionFilter(selection, await _facts.FoldsCaseAsync(cancellationToken).ConfigureAwait(false));
        var all = await _facts.ReadDatabasesAsync(cancellationToken).ConfigureAwait(false);
        var databases = all.Where(database => filter.Includes(database.Name)).ToArray();
        string[] names = [.. all.Select(database => database.Name)];
        if (detail == CatalogDetail.Definitions && databases.Length > 0)
            await new BlindSpots(session, observer).WarnAsync([.. databases.Select(database => database.Name)], filter, cancellationToken).ConfigureAwait(false);
        var read = databases.Length == 0 ? [] : await ReadDatabasesAsync(databases, filter, cancellationToken).ConfigureAwait(false);
        return new ServerCatalog
        {
            Databases = read,

            // One that was dropped while it was read is missing too; one that is there and left out is not.
            MissingDatabases = filter.MissingDatabases([.. names.Where(name => !filter.Includes(name)), .. read.Select(database => database.Name)]),
            MissingTables = filter.MissingTables([.. read.SelectMany(database => database.Tables.Select(table => table.Name).Concat(database.Views.Select(view => view.Name)))]),
            IsWholeServer = filter.IsWholeServer(names),
        };
    }

    private async Task<IReadOnlyList<DatabaseDefinition>> ReadDatabasesAsync(IReadOnlyList<(string Name, string Collation)> found, SelectionFilter filter, CancellationToken cancellationToken)
    {
        var scope = InformationScope.Of([.. found.Select(database => database.Name)]);
        var (tables, views) = await ReadTablesAndViewsAsync(scope, filter, cancellationToken).ConfigureAwait(false);
        var routines = filter.Includes(ObjectKind.Routine) ? await _programs.ReadRoutinesAsync(scope, cancellationToken).ConfigureAwait(false) : [];
        var events = filter.Includes(ObjectKind.Event) ? await _programs.ReadEventsAsync(scope, cancellationToken).ConfigureAwait(false) : [];
        var tablesOf = tables.ToLookup(table => table.Name.Database, StringComparer.Ordinal);
        var viewsOf = views.ToLookup(view => view.Name.Database, StringComparer.Ordinal);
        var routinesOf = routines.ToLookup(routine => routine.Name.Database, StringComparer.Ordinal);
        var eventsOf = events.ToLookup(definition => definition.Name.Database, StringComparer.Ordinal);
        DatabaseDefinition[] databases =
        [
            .. found.Select(database => new DatabaseDefinition
            {
                Name = database.Name,
                CreateStatement = "",
                Collation = database.Collation,
                Tables = [.. tablesOf[database.Name]],
                Views = [.. viewsOf[database.Name]],
                Routines = [.. routinesOf[database.Name]],
                Events = [.. eventsOf[database.Name]],
            }),
        ];
        return detail == CatalogDetail.Definitions
            ? await crew.AskAsync(databases, static (reader, database, token) => reader.ReadDatabaseAsync(database, token), cancellationToken).ConfigureAwait(false)
            : databases;
    }

    private async Task<(IReadOnlyList<TableDefinition> Tables, IReadOnlyList<ViewDefinition> Views)> ReadTablesAndViewsAsync(
        InformationScope databases, SelectionFilter filter, CancellationToken cancellationToken)
    {
        var tables = new Dictionary<ObjectName, string>();
        var views = new List<ObjectName>();
        foreach (var (name, type, engine) in await _facts.ReadTablesAsync(databases, cancellationToken).ConfigureAwait(false))
        {
            if (!filter.Includes(name))
                continue;
            if (type is "BASE TABLE" or "SYSTEM VERSIONED" && filter.Includes(ObjectKind.Table))
                tables.Add(name, engine ?? "");
            else if (type is "VIEW" && filter.Includes(ObjectKind.View))
                views.Add(name);
            else if (type is not ("BASE TABLE" or "SYSTEM VERSIONED" or "VIEW"))
                observer.Warning($"{session.Server}: {name} is a {type}, which MySQL does not have. It is left out.");
        }

        if (tables.Count + views.Count == 0)
            return ([], []);
        var scope = InformationScope.Of([.. tables.Keys, .. views]);
        var columns = detail == CatalogDetail.Names ? null : await _facts.ReadColumnsAsync(scope, cancellationToken).ConfigureAwait(false);
        return (
            await _tables.ReadAsync(tables, scope, columns, filter.Includes(ObjectKind.Trigger), cancellationToken).ConfigureAwait(false),
            await _views.ReadAsync(views, scope, columns, cancellationToken).ConfigureAwait(false));
    }
}
