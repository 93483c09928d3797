using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Compare.Definitions.Sides;

/// <summary>Which objects of a side are meant, and what its databases are called elsewhere.</summary>
/// <param name="selection">What was asked for, in the source's names.</param>
/// <param name="sourceNames">The source's names of the side's databases, by the names that they have on the server that is read; those that are the same are not in it.</param>
/// <param name="changedNames">The names where they are changed, likewise.</param>
internal sealed class SideSelection(CatalogSelection selection, IReadOnlyDictionary<string, string> sourceNames, IReadOnlyDictionary<string, string> changedNames)
{
    /// <summary>The kinds that are meant.</summary>
    public ObjectKind Kinds => selection.Kinds;

    /// <summary>True when no table or view of a database is left out.</summary>
    public bool IsWhole => selection is { Tables.Count: 0, ExcludedTables.Count: 0 } && selection.Kinds.HasFlag(ObjectKind.Table | ObjectKind.View);

    /// <summary>The source's name of a database.</summary>
    public string SourceName(string place) => sourceNames.GetValueOrDefault(place, place);

    /// <summary>Gives databases the names that they have where they are changed.</summary>
    public DatabaseRenamer ToChanged { get; } = new(changedNames);

    /// <summary>What is asked of the catalogue: all databases that are meant, and everything in them.</summary>
    /// <param name="places">The databases of the server that is read.</param>
    /// <param name="foldsCase">True when it folds the case of names.</param>
    public IReadOnlyList<string> Databases(IEnumerable<string> places, bool foldsCase)
    {
        var filter = new SelectionFilter(selection, foldsCase);
        return [.. places.Where(place => sourceNames.ContainsKey(place) ? filter.Includes(SourceName(place)) : !place.StartsWith(Scratch.ScratchDatabase.Prefix, StringComparison.Ordinal) && filter.Includes(place) && !IsTaken(place))];
    }

    /// <summary>What is meant within these databases.</summary>
    public Func<ObjectName, bool> TablesOf(bool foldsCase)
    {
        var filter = new SelectionFilter(selection, foldsCase);
        return name => filter.Includes(name with { Database = SourceName(name.Database) });
    }

    /// <summary>True when objects of the kind are meant.</summary>
    public bool Includes(ObjectKind kind) => new SelectionFilter(selection, false).Includes(kind);

    /// <summary>Another database stands for the source's one of this name.</summary>
    private bool IsTaken(string place) => sourceNames.Any(pair => pair.Value == place && pair.Key != place);
}
