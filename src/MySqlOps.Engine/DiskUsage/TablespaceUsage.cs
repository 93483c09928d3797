using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.DiskUsage;

/// <summary>The tablespaces that are not one table's own.</summary>
internal sealed class TablespaceUsage(MySqlServer server, DiskFactsReader facts, PrivilegeGuard guard, bool hasSessionTablespaces)
{
    /// <summary>The shared tablespaces that were asked for.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="spaces">The tablespaces; null when the account may not see them.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<DiskUsageEntry>> ReadAsync(DiskUsageOptions options, IReadOnlyList<TablespaceFacts>? spaces, CancellationToken cancellationToken)
    {
        var entries = new List<DiskUsageEntry>();
        if (options.Wants(DiskUsageCategory.SystemTablespace))
        {
            var files = await guard.AskAsync("the system tablespace", "PROCESS", () => facts.ReadSystemFilesAsync(cancellationToken), []).ConfigureAwait(false);
            entries.AddRange(files.Select(file => Make(DiskUsageCategory.SystemTablespace, file.File, file.FileBytes) with { FreeBytes = file.FreeBytes }));
        }

        foreach (var space in spaces ?? [])
        {
            if (CategoryOf(space) is { } category && options.Wants(category))
                entries.Add(Make(category, space.Name, space.FileBytes));
        }

        if (options.Wants(DiskUsageCategory.TemporaryTablespace) && spaces is not null && hasSessionTablespaces)
        {
            var (count, bytes) = await guard.AskAsync("the sessions' temporary tablespaces", "PROCESS", () => facts.ReadSessionTemporaryAsync(cancellationToken), default).ConfigureAwait(false);
            if (count > 0)
                entries.Add(Make(DiskUsageCategory.TemporaryTablespace, $"{count} session temporary tablespaces", bytes));
        }

        return entries;
    }

    private static DiskUsageCategory? CategoryOf(TablespaceFacts space) => space switch
    {
        { Space: TablespaceFacts.DictionarySpace or TablespaceFacts.SystemSpace } => DiskUsageCategory.SystemTablespace,
        { Space: TablespaceFacts.TemporarySpace } => DiskUsageCategory.TemporaryTablespace,
        { Kind: "General" } => DiskUsageCategory.GeneralTablespace,
        { Kind: "Undo" } => DiskUsageCategory.UndoTablespace,
        _ => null,
    };

    private DiskUsageEntry Make(DiskUsageCategory category, string name, long fileBytes) => new()
    {
        Server = server,
        Category = category,
        Name = name,
        Engine = "InnoDB",
        FileBytes = fileBytes,
    };
}
