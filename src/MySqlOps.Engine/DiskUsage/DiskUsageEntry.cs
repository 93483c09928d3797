using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.DiskUsage;

/// <summary>How much disk one thing on a server takes. All sizes are bytes; null means that the server did not say.</summary>
public sealed record DiskUsageEntry
{
    /// <summary>The server.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>What kind of thing it is.</summary>
    public required DiskUsageCategory Category { get; init; }

    /// <summary>The thing's name: a database, <c>database.table</c>, a tablespace, a file.</summary>
    public required string Name { get; init; }

    /// <summary>The database; null for what belongs to none.</summary>
    public string? Database { get; init; }

    /// <summary>The table; null but for a table.</summary>
    public string? Table { get; init; }

    /// <summary>The storage engine; null where it has no meaning or there are several.</summary>
    public string? Engine { get; init; }

    /// <summary>What the rows take: from the engine's statistics, or from the file's size where the statistics are behind it.</summary>
    public long? DataBytes { get; init; }

    /// <summary>What the secondary and full-text indexes take, from the engine's statistics.</summary>
    public long? IndexBytes { get; init; }

    /// <summary>What is free inside the file and would be used before it grows.</summary>
    public long? FreeBytes { get; init; }

    /// <summary>What the files take on disk, allocated. Tables that live in a shared tablespace have no files of their own and count 0 here.</summary>
    public long? FileBytes { get; init; }

    /// <summary>True when <see cref="FileBytes"/> is reckoned and not told by the server.</summary>
    public bool IsFileBytesEstimate { get; init; }

    /// <summary>How many rows; null for what has none.</summary>
    public long? RowCount { get; init; }

    /// <summary>True when <see cref="RowCount"/> is a statistic (InnoDB) and not a count (MyISAM).</summary>
    public bool IsRowCountEstimate { get; init; }

    /// <summary>How many tables a database has; null for the other categories.</summary>
    public int? TableCount { get; init; }

    /// <summary>True for the binary log that is being written.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>What else there is to know, as why a size is null; null when nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The sum of <see cref="FileBytes"/> over all entries of this category and server in the same answer; null when none is known.</summary>
    public long? CategoryFileBytes { get; init; }
}
