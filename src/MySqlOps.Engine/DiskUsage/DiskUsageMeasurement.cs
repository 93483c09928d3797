using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.DiskUsage;

/// <summary>One measurement of one server, over one session.</summary>
internal sealed class DiskUsageMeasurement(Session session, DiskUsageOptions options, IOperationObserver observer)
{
    private readonly DiskFactsReader _facts = new(session);
    private readonly PrivilegeGuard _guard = new(session.Server, observer);

    /// <summary>Asks, puts together and orders.</summary>
    public async Task<DiskUsageReport> RunAsync(CancellationToken cancellationToken)
    {
        Report("reading the settings");
        var settings = await ServerSettings.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        var selection = new UsageSelection(options, settings.Number("lower_case_table_names") is not 0);
        Report("reading the tables");
        var schemas = await _facts.ReadSchemasAsync(cancellationToken).ConfigureAwait(false);
        var tables = await _facts.ReadTablesAsync(cancellationToken).ConfigureAwait(false);
        Report("reading the tablespaces");
        var spaces = await _guard.AskAsync("file sizes and tablespaces", "PROCESS", ReadSpacesAsync, null).ConfigureAwait(false);
        var accounting = new TableAccounting(tables, spaces);
        await PlaceFullTextAsync(accounting, selection, cancellationToken).ConfigureAwait(false);

        var shares = accounting.Shares().Where(selection.Includes).ToList();
        WarnOfHidden(shares, schemas);
        var entries = new List<DiskUsageEntry>(options.ShowsTables ? DatabaseUsage.OfTables(session.Server, shares) : DatabaseUsage.OfDatabases(session.Server, shares, EmptySchemas(schemas, shares, selection)));
        entries.AddRange(await new TablespaceUsage(session.Server, _facts, _guard, session.Facts.HasSessionTablespaces).ReadAsync(options, spaces, cancellationToken).ConfigureAwait(false));
        entries.AddRange(await new LogUsage(session, settings, _guard).ReadAsync(options, cancellationToken).ConfigureAwait(false));
        if (options.Wants(DiskUsageCategory.DefinitionFile) && !session.Facts.IsMariaDb)
            entries.Add(await DefinitionFilesAsync(cancellationToken).ConfigureAwait(false));
        entries.AddRange(Orphans(accounting, selection));
        observer.Progress(new OperationProgress { Activity = Activity, Status = "done", IsCompleted = true });
        return new DiskUsageReport
        {
            Server = session.Server,
            Entries = Order(entries),
            MissingDatabases = selection.MissingDatabases([.. schemas, .. shares.Select(share => share.Schema)]),
            MissingTables = selection.MissingTables(shares),
        };

        async Task<IReadOnlyList<TablespaceFacts>?> ReadSpacesAsync() => await _facts.ReadTablespacesAsync(cancellationToken).ConfigureAwait(false);
    }

    private string Activity => $"Measuring the disk usage of {session.Server}";

    private static IReadOnlyList<DiskUsageEntry> Order(IEnumerable<DiskUsageEntry> entries) =>
    [
        .. entries
            .GroupBy(entry => entry.Category)
            .OrderBy(group => group.Key)
            .SelectMany(group =>
            {
                var total = group.All(entry => entry.FileBytes is null) ? null : group.Sum(entry => entry.FileBytes);
                IEnumerable<DiskUsageEntry> ordered = group.Key == DiskUsageCategory.BinaryLog ? group : group.OrderByDescending(entry => entry.FileBytes ?? 0).ThenBy(entry => entry.Name, StringComparer.Ordinal);
                return ordered.Select(entry => entry with { CategoryFileBytes = total });
            }),
    ];

    private void Report(string status) => observer.Progress(new OperationProgress { Activity = Activity, Status = status });

    private IEnumerable<string> EmptySchemas(IEnumerable<string> schemas, List<TableUsage> shares, UsageSelection selection)
    {
        var filled = shares.Select(share => share.Schema).ToHashSet(StringComparer.Ordinal);
        return options.IncludeEmpty ? schemas.Where(name => !filled.Contains(name) && selection.Includes(name)) : [];
    }

    private async Task PlaceFullTextAsync(TableAccounting accounting, UsageSelection selection, CancellationToken cancellationToken)
    {
        var waiting = accounting.FullTextTables;
        if (waiting.Count == 0)
            return;
        var byDatabase = (await _facts.ReadFullTextTablesAsync(cancellationToken).ConfigureAwait(false)).ToLookup(table => table.Schema, table => table.Table, StringComparer.Ordinal);

        // Which of a database's tables it is makes no difference to the database; asking InnoDB costs about a millisecond a table.
        var onlyTable = waiting
            .Where(group => byDatabase[group.Key].Any() && (!options.ShowsTables || !selection.Includes(group.Key) || byDatabase[group.Key].Count() == 1))
            .ToDictionary(group => group.Key, group => byDatabase[group.Key].First(), StringComparer.Ordinal);
        var others = waiting.Where(group => !onlyTable.ContainsKey(group.Key)).SelectMany(group => group).Distinct().ToList();
        var spaces = others.Count == 0 ? new Dictionary<ulong, long>() : await _facts.ReadSpacesOfTablesAsync(others, cancellationToken).ConfigureAwait(false);
        accounting.PlaceFullText(onlyTable, spaces);
    }

    private void WarnOfHidden(IEnumerable<TableUsage> shares, IReadOnlyCollection<string> schemas)
    {
        var hidden = shares.Select(share => share.Schema).Distinct(StringComparer.Ordinal).Except(schemas, StringComparer.Ordinal).ToList();
        if (hidden.Count > 0)
            observer.Warning($"{session.Server}: the account can't see the databases {string.Join(", ", hidden)} without the privilege SELECT. Their InnoDB files are counted, tables of other engines are not.");
    }

    private async Task<DiskUsageEntry> DefinitionFilesAsync(CancellationToken cancellationToken)
    {
        var (tables, columns) = await _facts.ReadDefinitionsOutsideInnoDbAsync(cancellationToken).ConfigureAwait(false);
        return new DiskUsageEntry
        {
            Server = session.Server,
            Category = DiskUsageCategory.DefinitionFile,
            Name = $".sdi files of {tables} tables",
            FileBytes = DefinitionFiles.Bytes(tables, columns),
            IsFileBytesEstimate = true,
            Note = "Reckoned from the number of columns: no view tells it.",
        };
    }

    private IEnumerable<DiskUsageEntry> Orphans(TableAccounting accounting, UsageSelection selection) => accounting.Orphans
        .Where(space => options.Wants(DiskUsageCategory.Unattributed) || selection.Includes(space.Name.Split('/')[0]))
        .Select(space => new DiskUsageEntry
        {
            Server = session.Server,
            Category = DiskUsageCategory.Unattributed,
            Name = space.Name,
            Engine = "InnoDB",
            FileBytes = space.FileBytes,
            Note = "No table of the catalogue has this file.",
        });
}
