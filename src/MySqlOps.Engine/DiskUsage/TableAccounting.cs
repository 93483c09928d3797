namespace MySqlOps.Engine.DiskUsage;

/// <summary>Puts the catalogue's tables and InnoDB's tablespaces together: pure, facts in, shares out.</summary>
internal sealed class TableAccounting
{
    /// <summary>Below this a file is mostly InnoDB's own pages, and says nothing about how old the statistics are.</summary>
    private const long SmallFile = 1024 * 1024;

    private readonly Dictionary<(string Schema, string Table), TableFacts> _tables;
    private readonly Dictionary<(string Schema, string Table), long> _ownBytes = [];
    private readonly Dictionary<(string Schema, string Table), long> _fullTextBytes = [];
    private readonly List<(TablespaceFacts Space, TablespaceOwner Owner)> _fullText = [];
    private readonly Dictionary<long, (string Schema, string Table)> _ownerOfSpace = [];
    private readonly bool _knowsSpaces;

    /// <summary>Takes the facts.</summary>
    /// <param name="tables">The base tables that the account can see.</param>
    /// <param name="spaces">The tablespaces; null when the account may not see them.</param>
    public TableAccounting(IReadOnlyCollection<TableFacts> tables, IReadOnlyCollection<TablespaceFacts>? spaces)
    {
        _tables = tables.ToDictionary(table => (table.Schema, table.Name));
        _knowsSpaces = spaces is not null;
        foreach (var space in spaces ?? [])
        {
            if (space.Kind == "Single")
                Place(space);
        }
    }

    /// <summary>Tablespaces that belong to nothing the catalogue names.</summary>
    public IList<TablespaceFacts> Orphans { get; } = [];

    /// <summary>The full-text auxiliary tablespaces whose tables are still to be found, by database.</summary>
    public ILookup<string, ulong> FullTextTables => _fullText.ToLookup(item => item.Owner.Schema, item => item.Owner.FullTextTableId!.Value, StringComparer.Ordinal);

    /// <summary>Gives the full-text auxiliary tablespaces to their tables.</summary>
    /// <param name="onlyTable">Databases with one full-text table alone, and that table.</param>
    /// <param name="spaceOfTable">InnoDB's tablespace numbers by its table numbers, for the others.</param>
    public void PlaceFullText(IReadOnlyDictionary<string, string> onlyTable, IReadOnlyDictionary<ulong, long> spaceOfTable)
    {
        foreach (var (space, owner) in _fullText)
        {
            if (onlyTable.TryGetValue(owner.Schema, out var only))
                Add(_fullTextBytes, (owner.Schema, only), space.FileBytes);
            else if (spaceOfTable.TryGetValue(owner.FullTextTableId!.Value, out var tableSpace) && _ownerOfSpace.TryGetValue(tableSpace, out var table))
                Add(_fullTextBytes, table, space.FileBytes);
            else
                Orphans.Add(space);
        }
    }

    /// <summary>Every table's share: those the account sees, and those that only InnoDB names.</summary>
    public IEnumerable<TableUsage> Shares()
    {
        foreach (var facts in _tables.Values)
            yield return facts.IsInnoDb ? ShareOfInnoDb(facts) : ShareOfOther(facts);
        foreach (var (name, bytes) in _ownBytes.Where(item => !_tables.ContainsKey(item.Key)))
        {
            yield return new TableUsage
            {
                Schema = name.Schema,
                Name = name.Table,
                Engine = "InnoDB",
                FileBytes = bytes + _fullTextBytes.GetValueOrDefault(name),
                Note = "The account can't see this table; InnoDB names its file.",
            };
        }
    }

    private static void Add<TKey>(Dictionary<TKey, long> sums, TKey key, long bytes)
        where TKey : notnull => sums[key] = sums.GetValueOrDefault(key) + bytes;

    private static TableUsage ShareOfOther(TableFacts facts)
    {
        var isCounters = string.Equals(facts.Engine, "PERFORMANCE_SCHEMA", StringComparison.OrdinalIgnoreCase);
        var onDisk = !isCounters && facts.Engine?.ToUpperInvariant() is not ("MEMORY" or "BLACKHOLE" or "FEDERATED" or "MRG_MYISAM");
        return new TableUsage
        {
            Schema = facts.Schema,
            Name = facts.Name,
            Engine = facts.Engine,
            DataBytes = facts.DataBytes,
            IndexBytes = facts.IndexBytes,
            FreeBytes = facts.FreeBytes,
            FileBytes = onDisk ? facts.DataBytes + facts.IndexBytes : 0,

            // Of performance_schema the server says how many rows there is room for.
            Rows = isCounters ? null : facts.Rows,
            Note = facts.Engine is null ? "The server can't open this table." : null,
        };
    }

    private TableUsage ShareOfInnoDb(TableFacts facts)
    {
        var key = (facts.Schema, facts.Name);
        var fullText = _fullTextBytes.GetValueOrDefault(key);
        var share = new TableUsage
        {
            Schema = facts.Schema,
            Name = facts.Name,
            Engine = facts.Engine,
            DataBytes = facts.DataBytes,
            IndexBytes = facts.IndexBytes + fullText,
            Rows = facts.Rows,
        };
        if (!_knowsSpaces)
            return share with { FreeBytes = facts.FreeBytes, Note = "The file's size needs the privilege PROCESS." };
        if (!_ownBytes.TryGetValue(key, out var own))
            return share with { FileBytes = fullText, Note = "It lives in a shared tablespace." };

        var used = own - (facts.FreeBytes ?? 0);
        var isStale = used > SmallFile && (facts.DataBytes + facts.IndexBytes) * 2 < used;
        return share with
        {
            DataBytes = isStale ? used - facts.IndexBytes : facts.DataBytes,
            FreeBytes = facts.FreeBytes,
            FileBytes = own + fullText,
            Note = isStale ? "The engine's statistics are behind the file: DataBytes is what the file holds." : null,
        };
    }

    private void Place(TablespaceFacts space)
    {
        var owner = TablespaceOwner.Read(space.Name, (schema, table) => _tables.ContainsKey((schema, table)));
        if (owner is { FullTextTableId: not null })
        {
            _fullText.Add((space, owner));
        }
        else if (owner?.Table is { } table && (_tables.ContainsKey((owner.Schema, table)) || !table.StartsWith("#sql", StringComparison.OrdinalIgnoreCase)))
        {
            _ownerOfSpace[space.Space] = (owner.Schema, table);
            Add(_ownBytes, (owner.Schema, table), space.FileBytes);
        }
        else
        {
            Orphans.Add(space);
        }
    }
}
