using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Dump;

/// <summary>What to export, and how.</summary>
public sealed record ExportOptions
{
    /// <summary>Bytes of a chunk unless told otherwise: enough for a stream to run full, and few enough for a transaction of a load.</summary>
    public const long DefaultChunkBytes = 32L * 1024 * 1024;

    /// <summary>Sessions unless told otherwise.</summary>
    public const int DefaultThreadCount = 4;

    /// <summary>The folder or script, absolute.</summary>
    public required string Path { get; init; }

    /// <summary>Which objects. Kinds that are not in it are left out.</summary>
    public CatalogSelection Selection { get; init; } = new();

    /// <summary>Definitions, rows, or both.</summary>
    public ExportContent Content { get; init; } = ExportContent.All;

    /// <summary>What the files are.</summary>
    public ExportFormat Format { get; init; } = ExportFormat.Folder;

    /// <summary>How data files are compressed.</summary>
    public ExportCompression Compression { get; init; } = ExportCompression.None;

    /// <summary>How many sessions read rows at once.</summary>
    public int ThreadCount { get; init; } = DefaultThreadCount;

    /// <summary>The most bytes of text a second, all sessions together; null for no limit.</summary>
    public long? MaxBytesPerSecond { get; init; }

    /// <summary>Bytes of data wanted in a chunk.</summary>
    public long ChunkBytes { get; init; } = DefaultChunkBytes;

    /// <summary>The rows to export of single tables, by <c>database.table</c>: what would stand after WHERE.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>True to write accounts, roles and grants too.</summary>
    public bool IncludeUser { get; init; }

    /// <summary>Names or patterns of the accounts to write, as <c>user</c> or <c>user@host</c>; empty means all.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Names or patterns of accounts to leave out.</summary>
    public IReadOnlyList<string> ExcludedUsers { get; init; } = [];

    /// <summary>How long to wait for the lock, and for statements that would hold it up.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>False leaves DDL free while rows are read: for a copy within one server, which makes tables itself.</summary>
    public bool LocksDdl { get; init; } = true;

    /// <summary>For which source the statements of a new replica are written.</summary>
    public ReplicationSource ReplicationSource { get; init; } = ReplicationSource.None;

    /// <summary>A file of its own for the statements of a new replica, absolute; null to write them into the export.</summary>
    public string? ReplicationFile { get; init; }

    /// <summary>True to write the statements of a new replica as comments.</summary>
    public bool CommentReplication { get; init; }

    /// <summary>True to leave SET @@GLOBAL.gtid_purged out of the statements.</summary>
    public bool SkipGtid { get; init; }

    /// <summary>True to replace an older export, or a failed one's folder.</summary>
    public bool Overwrite { get; init; }
}
