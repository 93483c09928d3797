using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Compare;

/// <summary>What is compared, and how.</summary>
public sealed record CompareOptions
{
    /// <summary>Which objects of the source, and of the target under their new names. Empty means all databases but the server's own.</summary>
    public CatalogSelection Selection { get; init; } = new();

    /// <summary>Names or patterns of the objects that are meant, of every type, as <c>name</c> or <c>database.name</c>; empty means all. The comparer of both asks by it.</summary>
    public IReadOnlyList<string> Objects { get; init; } = [];

    /// <summary>Databases that have another name on the target: the target's names by the source's.</summary>
    public IReadOnlyDictionary<string, string> TargetDatabases { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>True compares definitions.</summary>
    public bool Definitions { get; init; } = true;

    /// <summary>True compares rows.</summary>
    public bool Rows { get; init; } = true;

    /// <summary>True compares accounts, roles and grants too.</summary>
    public bool Accounts { get; init; }

    /// <summary>What is not looked at in definitions.</summary>
    public IgnoredProperty Ignore { get; init; }

    /// <summary>Columns whose values are not compared, as <c>column</c>, <c>table.column</c> or <c>database.table.column</c>, with wildcards.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; init; } = [];

    /// <summary>Conditions on rows, as SQL without WHERE, by <c>database.table</c> of the source.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Renames of columns and tables: the target's names by the source's, as <c>db.table.column</c> or <c>db.table</c>.</summary>
    public IReadOnlyDictionary<string, string> RenameHints { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Says of a table why its rows are not compared, as a sentence, by its name on the source; null for a table that is compared.</summary>
    internal Func<ObjectName, string?>? SkipReason { get; init; }

    /// <summary>True makes the SQL change the source to be like the target.</summary>
    public bool ChangesForSource { get; init; }

    /// <summary>True asks the server that would be changed what each change costs, on an empty copy in a scratch database.</summary>
    public bool ProbeCost { get; init; }

    /// <summary>
    /// True reads every definition, not only those that differ by information_schema, which does not tell where a file lies (DATA DIRECTORY, TABLESPACE), AUTOEXTEND_SIZE, and whether a column that takes NULL
    /// has the default NULL or none. It takes a statement for each object.
    /// </summary>
    public bool ReadEveryDefinition { get; init; }

    /// <summary>Where rows are hashed.</summary>
    public RowMethod Method { get; init; }

    /// <summary>Sessions on each server.</summary>
    public int ThreadCount { get; init; } = 2;

    /// <summary>Bytes of rows in a chunk.</summary>
    public long ChunkBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Bytes a second of each side, over all its sessions; null for as fast as it goes.</summary>
    public long? MaxBytesPerSecond { get; init; }

    /// <summary>Reading stops while a replica that is compared is further behind than this; null for never.</summary>
    public TimeSpan? MaxLag { get; init; }

    /// <summary>Reading stops while either server has more running threads than this; null for never.</summary>
    public int? MaxRunningThreads { get; init; }

    /// <summary>How long a row that differs between a source and its replica may take to come out equal before it counts: the longest wait for the replica's applier.</summary>
    public TimeSpan CatchUpTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The most rows of one table that are reported; the rest are counted. Null for all.</summary>
    public long? MaxRowDifferences { get; init; }
}
