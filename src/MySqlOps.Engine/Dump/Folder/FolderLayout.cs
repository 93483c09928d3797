using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Dump.Folder;

/// <summary>What an export's files are called: paths relative to its folder, with '/'.</summary>
internal sealed class FolderLayout
{
    private readonly Dictionary<string, string> _databases = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, ObjectName Name), string> _objects = [];

    /// <summary>Gives every database and object of a catalogue its path.</summary>
    public FolderLayout(ServerCatalog catalog)
    {
        var folders = new FileStems();
        foreach (var database in catalog.Databases)
        {
            _databases[database.Name] = folders.Give(database.Name);
            Add("table", database.Tables.Select(table => table.Name));
            Add("view", database.Views.Select(view => view.Name));
            Add("trigger", database.Tables.SelectMany(table => table.Triggers).Select(trigger => trigger.Name));
            Add("event", database.Events.Select(definition => definition.Name));
            foreach (var kind in database.Routines.GroupBy(routine => routine.Kind))
                Add(KindOf(kind.Key), kind.Select(routine => routine.Name));
        }
    }

    /// <summary>The script with accounts, roles and grants.</summary>
    public static string Accounts => "accounts.sql";

    /// <summary>The script with the statements of a new replica.</summary>
    public static string Replication => "replication.sql";

    /// <summary>The databases' folders.</summary>
    public IEnumerable<string> Folders => _databases.Values;

    /// <summary>The script of a database itself.</summary>
    public string OfDatabase(string name) => $"{_databases[name]}/database.sql";

    /// <summary>The script of a table, view, trigger or event.</summary>
    /// <param name="kind">What it is, in lower case.</param>
    /// <param name="name">Its name.</param>
    public string OfObject(string kind, ObjectName name) => $"{_objects[(kind, name)]}.{kind}.sql";

    /// <summary>The script of a routine.</summary>
    public string OfRoutine(RoutineDefinition routine) => OfObject(KindOf(routine.Kind), routine.Name);

    /// <summary>The path that the data files of a table start with.</summary>
    public string OfData(ObjectName table) => _objects[("table", table)];

    private void Add(string kind, IEnumerable<ObjectName> names)
    {
        var stems = new FileStems();
        foreach (var name in names)
            _objects[(kind, name)] = $"{_databases[name.Database]}/{stems.Give(name.Name)}";
    }

    private static string KindOf(RoutineKind kind) => kind switch
    {
        RoutineKind.Function => "function",
        RoutineKind.Procedure => "procedure",
        _ => "library",
    };
}
