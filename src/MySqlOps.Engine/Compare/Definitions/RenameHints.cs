using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Compare.Definitions;

/// <summary>The renames that were hinted at, in the names that databases have where they are changed.</summary>
internal sealed class RenameHints
{
    private readonly Dictionary<ObjectName, string> _tables = [];
    private readonly Dictionary<ObjectName, Dictionary<string, string>> _columns = [];

    /// <summary>Reads hints.</summary>
    /// <param name="hints">The target's names by the source's, as <c>db.table</c> or <c>db.table.column</c>; the target's may be bare.</param>
    /// <param name="changedName">Where a database of the source is changed.</param>
    /// <param name="changesSource">True when the source is changed: then its names are the present ones.</param>
    public RenameHints(IReadOnlyDictionary<string, string> hints, Func<string, string> changedName, bool changesSource)
    {
        foreach (var (key, value) in hints)
        {
            var parts = key.Split('.');
            var name = value[(value.LastIndexOf('.') + 1)..];
            if (parts.Length == 2)
            {
                var (present, wanted) = changesSource ? (parts[1], name) : (name, parts[1]);
                _tables[new ObjectName(changedName(parts[0]), present)] = wanted;
            }
            else if (parts.Length == 3)
            {
                var (present, wanted) = changesSource ? (parts[2], name) : (name, parts[2]);
                var table = new ObjectName(changedName(parts[0]), parts[1]);
                if (!_columns.TryGetValue(table, out var columns))
                    _columns.Add(table, columns = new Dictionary<string, string>(StringComparer.Ordinal));
                columns[present] = wanted;
            }
        }
    }

    /// <summary>The wanted name of a present table; its own when no hint is given.</summary>
    public ObjectName WantedTable(ObjectName present) => _tables.TryGetValue(present, out var wanted) ? present with { Name = wanted } : present;

    /// <summary>The wanted names of columns by their present names.</summary>
    /// <param name="wanted">The table's wanted name.</param>
    /// <param name="present">The table's present name.</param>
    public IReadOnlyDictionary<string, string> ColumnsOf(ObjectName wanted, ObjectName present) =>
        _columns.GetValueOrDefault(wanted) ?? _columns.GetValueOrDefault(present) ?? new Dictionary<string, string>(StringComparer.Ordinal);
}
