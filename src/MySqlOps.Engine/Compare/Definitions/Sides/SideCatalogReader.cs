using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Compare.Definitions.Scratch;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Sides;

/// <summary>Reads what a side holds: names from the catalogue, and what information_schema says of them in bulk.</summary>
internal sealed class SideCatalogReader(Session session, SideSelection selection, ScratchFolder? folder, IOperationObserver observer)
{
    /// <summary>Reads.</summary>
    public async Task<SideCatalog> ReadAsync(IReadOnlyList<Session> sessions, bool withAutoIncrement, bool withPrograms, CancellationToken cancellationToken)
    {
        var foldsCase = await new TableFactsReader(session).FoldsCaseAsync(cancellationToken).ConfigureAwait(false);
        var collations = await CollationFacts.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        var all = await ReadDatabasesAsync(cancellationToken).ConfigureAwait(false);
        var names = selection.Databases(all.Select(database => database.Name), foldsCase);
        if (names.Count == 0)
            return SideCatalog.Empty(collations, foldsCase);
        var chosen = new CatalogSelection { Databases = [.. names.Select(NamePattern.Escape)], Kinds = selection.Kinds };
        await new BlindSpots(session, observer).WarnAsync(names, new SelectionFilter(chosen, foldsCase), cancellationToken).ConfigureAwait(false);
        var catalog = await CatalogReader.ReadAsync(sessions, chosen, CatalogDetail.Names, observer, cancellationToken).ConfigureAwait(false);
        var builder = new FingerprintBuilder();
        var scope = InformationScope.Of(names);
        IReadOnlyList<(ObjectName, ForeignKeyElement)> foreignKeys = [];
        if (!session.Facts.IsMariaDb)
        {
            var tables = new TableFingerprints(session, scope, builder, selection.ToChanged);
            await tables.ReadAsync(withAutoIncrement, cancellationToken).ConfigureAwait(false);
            foreignKeys = tables.ForeignKeys;
            if (withPrograms)
                await new ProgramFingerprints(session, scope, builder, selection.ToChanged).ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        var usage = session.Facts.HasViewTableUsage ? await new ProgramFactsReader(session).ReadViewUsageAsync(scope, cancellationToken).ConfigureAwait(false) : Array.Empty<ObjectName>().ToLookup(name => name);
        var (objects, triggers) = Gather(catalog, foldsCase);
        return new SideCatalog
        {
            Databases = all.Where(database => names.Contains(database.Name, StringComparer.Ordinal)).Select(Renamed).ToDictionary(database => database.Name, StringComparer.Ordinal),
            Objects = objects.ToDictionary(one => one.Key),
            Triggers = triggers,
            Fingerprints = builder.Build(),
            ForeignKeys = foreignKeys,
            ViewUsage = usage.SelectMany(group => group.Select(used => (View: selection.ToChanged.Rename(group.Key), Used: selection.ToChanged.Rename(used)))).ToLookup(pair => pair.View, pair => pair.Used),
            Collations = collations,
            FoldsCase = foldsCase,
            IsWhole = selection.IsWhole,
        };
    }

    private DatabaseFacts Renamed(DatabaseFacts database) => database with
    {
        Name = selection.ToChanged.Rename(database.Name),
        IsDefined = folder is null || folder.Defines(folder.OwnNames[database.Name]),
    };

    private (List<SideObject> Objects, Dictionary<ObjectName, IReadOnlyList<ObjectKey>> Triggers) Gather(ServerCatalog catalog, bool foldsCase)
    {
        var includes = selection.TablesOf(foldsCase);
        var objects = new List<SideObject>();
        var triggers = new Dictionary<ObjectName, IReadOnlyList<ObjectKey>>();
        foreach (var database in catalog.Databases)
        {
            foreach (var table in database.Tables.Where(table => includes(table.Name)))
            {
                objects.Add(Object(ComparedObject.Table, table.Name, null));
                SideObject[] of = [.. table.Triggers.Select(trigger => Object(ComparedObject.Trigger, trigger.Name, trigger.Context) with { Table = selection.ToChanged.Rename(table.Name) })];
                objects.AddRange(of);
                triggers.Add(selection.ToChanged.Rename(table.Name), [.. of.Select(trigger => trigger.Key)]);
            }

            objects.AddRange(database.Views.Where(view => includes(view.Name)).Select(view => Object(ComparedObject.View, view.Name, view.Context)));
            if (selection.Includes(ObjectKind.Routine))
                objects.AddRange(database.Routines.Select(routine => Object(TypeOf(routine.Kind), routine.Name, routine.Context)));
            if (selection.Includes(ObjectKind.Event))
                objects.AddRange(database.Events.Select(one => Object(ComparedObject.Event, one.Name, one.Context)));
        }

        return (objects, triggers);
    }

    private SideObject Object(ComparedObject type, ObjectName place, CreationContext? context) =>
        new() { Key = new ObjectKey(type, selection.ToChanged.Rename(place)), Place = place, Context = context };

    private static ComparedObject TypeOf(RoutineKind kind) => kind switch
    {
        RoutineKind.Function => ComparedObject.Function,
        RoutineKind.Procedure => ComparedObject.Procedure,
        _ => ComparedObject.Library,
    };

    private async Task<IReadOnlyList<DatabaseFacts>> ReadDatabasesAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT SCHEMA_NAME AS name, DEFAULT_CHARACTER_SET_NAME AS character_set, DEFAULT_COLLATION_NAME AS collation_name,
                   {(session.Facts.IsMariaDb ? "'NO'" : "DEFAULT_ENCRYPTION")} AS encryption
            FROM information_schema.SCHEMATA
            """,
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. rows
                .Select(row => new DatabaseFacts(row.Text("name"), CollationFacts.Today(row.Text("character_set")), CollationFacts.Today(row.Text("collation_name")), row.BooleanOrNull("encryption") == true))
                .OrderBy(database => database.Name, StringComparer.Ordinal),
        ];
    }
}
