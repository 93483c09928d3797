using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Catalog;

/// <summary>A selection made ready to be asked about names.</summary>
internal sealed class SelectionFilter
{
    /// <summary>What the server makes up from what it holds elsewhere: there is nothing in them to read or to write.</summary>
    private static readonly HashSet<string> Virtual = new(["information_schema", "performance_schema", "ndbinfo"], StringComparer.OrdinalIgnoreCase);

    /// <summary>What belongs to the server or to us, and is meant by its plain name alone.</summary>
    private static readonly HashSet<string> Reserved = new(["mysql", "sys", "mysqlops"], StringComparer.OrdinalIgnoreCase);

    private readonly CatalogSelection _selection;
    private readonly NamePattern[] _databases;
    private readonly NamePattern[] _excludedDatabases;
    private readonly NamePattern[] _tables;
    private readonly NamePattern[] _excludedTables;

    /// <summary>Reads the patterns.</summary>
    /// <param name="selection">What was asked for.</param>
    /// <param name="ignoreCase">True when the server's lower_case_table_names is not 0.</param>
    public SelectionFilter(CatalogSelection selection, bool ignoreCase)
    {
        _selection = selection;
        _databases = Read(selection.Databases, ignoreCase);
        _excludedDatabases = Read(selection.ExcludedDatabases, ignoreCase);
        _tables = Read(selection.Tables, ignoreCase);
        _excludedTables = Read(selection.ExcludedTables, ignoreCase);
    }

    /// <summary>True for a database that is not the users' own: the server's, or the one in which we keep our state.</summary>
    public static bool IsReserved(string database) => Virtual.Contains(database) || Reserved.Contains(database);

    /// <summary>True when the database is meant.</summary>
    public bool Includes(string database)
    {
        if (Virtual.Contains(database) || _excludedDatabases.Any(pattern => pattern.Matches(database)))
            return false;
        return Reserved.Contains(database)
            ? _databases.Any(pattern => pattern.IsName && pattern.Matches(database))
            : _databases.Length == 0 || _databases.Any(pattern => pattern.Matches(database));
    }

    /// <summary>True when the table or view is meant; its database is taken to be.</summary>
    public bool Includes(ObjectName table) =>
        !_excludedTables.Any(pattern => Fits(pattern, table)) && (_tables.Length == 0 || _tables.Any(pattern => Fits(pattern, table)));

    /// <summary>True when objects of that kind are meant. Routines and events are not, once tables are named.</summary>
    public bool Includes(ObjectKind kind) =>
        (_selection.Kinds & kind) != ObjectKind.None && (_tables.Length == 0 || (kind & (ObjectKind.Routine | ObjectKind.Event)) == ObjectKind.None);

    /// <summary>True when a plain name asks for this very table or view.</summary>
    public bool Names(ObjectName table) => _tables.Any(pattern => pattern.IsName && Fits(pattern, table));

    /// <summary>The plain names that no database has.</summary>
    public IReadOnlyList<string> MissingDatabases(IEnumerable<string> databases) =>
        [.. _databases.Where(pattern => pattern.IsName && !databases.Any(name => !Virtual.Contains(name) && pattern.Matches(name))).Select(pattern => pattern.Name)];

    /// <summary>The plain names that no table or view has.</summary>
    public IReadOnlyList<string> MissingTables(IReadOnlyCollection<ObjectName> tables) =>
        [.. _tables.Where(pattern => pattern.IsName && !tables.Any(table => Fits(pattern, table))).Select(pattern => pattern.Name)];

    /// <summary>True when nothing of the users' is left out of these databases, which are all that the server has.</summary>
    public bool IsWholeServer(IEnumerable<string> databases) =>
        _selection is { Tables.Count: 0, ExcludedTables.Count: 0, Kinds: ObjectKind.All }
        && databases.All(database => Virtual.Contains(database) || Reserved.Contains(database) || Includes(database));

    private static NamePattern[] Read(IReadOnlyList<string> texts, bool ignoreCase) => [.. texts.Select(text => new NamePattern(text, ignoreCase))];

    private static bool Fits(NamePattern pattern, ObjectName table) => pattern.Matches(table.Name) || pattern.Matches(table.ToString());
}
