using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.DiskUsage;

/// <summary>The totals of a server's disk usage. All sizes are bytes.</summary>
public sealed record DiskUsageSummary
{
    /// <summary>The server.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>How many databases were counted.</summary>
    public required int DatabaseCount { get; init; }

    /// <summary>How many tables were counted.</summary>
    public required int TableCount { get; init; }

    /// <summary>The databases' own files.</summary>
    public required long DatabaseBytes { get; init; }

    /// <summary>System, general, undo and temporary tablespaces.</summary>
    public required long TablespaceBytes { get; init; }

    /// <summary>Redo log and doublewrite files.</summary>
    public required long RedoBytes { get; init; }

    /// <summary>Binary logs.</summary>
    public required long BinaryLogBytes { get; init; }

    /// <summary>Relay logs.</summary>
    public required long RelayLogBytes { get; init; }

    /// <summary>General, slow and error logs whose size is known.</summary>
    public required long LogBytes { get; init; }

    /// <summary>Everything else: definition files, and what could not be attributed.</summary>
    public required long OtherBytes { get; init; }

    /// <summary>What is free inside the files.</summary>
    public required long FreeBytes { get; init; }

    /// <summary>The sum of all.</summary>
    public required long TotalBytes { get; init; }

    /// <summary>The names of what exists and whose size is not known.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>Adds up an answer.</summary>
    /// <param name="server">The server.</param>
    /// <param name="entries">The entries of the answer; databases or tables, not both.</param>
    public static DiskUsageSummary Of(MySqlServer server, IReadOnlyCollection<DiskUsageEntry> entries)
    {
        long Sum(params ReadOnlySpan<DiskUsageCategory> categories)
        {
            long sum = 0;
            foreach (var entry in entries)
            {
                if (categories.Contains(entry.Category))
                    sum += entry.FileBytes ?? 0;
            }

            return sum;
        }

        return new DiskUsageSummary
        {
            Server = server,
            DatabaseCount = entries.Select(entry => entry.Database).Where(name => name is not null).Distinct(StringComparer.Ordinal).Count(),
            TableCount = entries.Sum(entry => entry.Category == DiskUsageCategory.Table ? 1 : entry.TableCount ?? 0),
            DatabaseBytes = Sum(DiskUsageCategory.Database, DiskUsageCategory.Table),
            TablespaceBytes = Sum(DiskUsageCategory.SystemTablespace, DiskUsageCategory.GeneralTablespace, DiskUsageCategory.UndoTablespace, DiskUsageCategory.TemporaryTablespace),
            RedoBytes = Sum(DiskUsageCategory.RedoLog, DiskUsageCategory.Doublewrite),
            BinaryLogBytes = Sum(DiskUsageCategory.BinaryLog),
            RelayLogBytes = Sum(DiskUsageCategory.RelayLog),
            LogBytes = Sum(DiskUsageCategory.GeneralLog, DiskUsageCategory.SlowLog, DiskUsageCategory.ErrorLog),
            OtherBytes = Sum(DiskUsageCategory.DefinitionFile, DiskUsageCategory.Unattributed),
            FreeBytes = entries.Sum(entry => entry.FreeBytes ?? 0),
            TotalBytes = entries.Sum(entry => entry.FileBytes ?? 0),
            Unknown = [.. entries.Where(entry => entry.FileBytes is null).Select(entry => entry.Name)],
        };
    }
}
