using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump;

namespace MySqlOps.Engine.Load;

/// <summary>What an import is to do.</summary>
public sealed record LoadOptions
{
    /// <summary>Which objects of the export are meant; all by default.</summary>
    public CatalogSelection Selection { get; init; } = new();

    /// <summary>Definitions, rows, or both. Rows alone go into tables that are there.</summary>
    public ExportContent Content { get; init; } = ExportContent.All;

    /// <summary>What to do about objects that the target has already.</summary>
    public ExistingObjects IfExists { get; init; } = ExistingObjects.Error;

    /// <summary>
    /// True adds rows to tables that have some already, where <see cref="IfExists"/> says Error; only to tables whose engine can roll back. A file of rows is loaded so, an export of
    /// rows not.
    /// </summary>
    public bool AppendsRows { get; init; }

    /// <summary>New names of databases, by their names in the export.</summary>
    public IReadOnlyDictionary<string, string> RenamedDatabases { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The storage engine that all tables get; null for their own.</summary>
    public string? Engine { get; init; }

    /// <summary>True keeps the import out of the target's binary log, and so from its replicas.</summary>
    public bool SkipBinLog { get; init; }

    /// <summary>Whether the export's GTID set is added to gtid_purged.</summary>
    public GtidPurgedAction GtidPurged { get; init; } = GtidPurgedAction.Auto;

    /// <summary>True takes rows as the server changes them to fit, and leaves out those that it drops.</summary>
    public bool AllowWarning { get; init; }

    /// <summary>True loads into a server that is a replica.</summary>
    public bool AllowReplica { get; init; }

    /// <summary>True loads accounts, roles and grants, when the export has them.</summary>
    public bool IncludeUser { get; init; }

    /// <summary>How many sessions load at once.</summary>
    public int ThreadCount { get; init; } = 4;

    /// <summary>Bytes of data that all sessions together send in a second; null for no limit.</summary>
    public long? MaxBytesPerSecond { get; init; }

    /// <summary>The folder that gets a file for each table with rows that the server took only with warnings.</summary>
    public required string RejectFolder { get; init; }
}
