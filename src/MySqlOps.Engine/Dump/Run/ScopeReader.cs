using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Chunks;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Dump.Replicas;
using MySqlOps.Engine.Dump.Rows;
using MySqlOps.Engine.Dump.Snapshots;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>Takes the snapshot of an export, and reads what it is of.</summary>
/// <param name="server">The server.</param>
/// <param name="options">What to export.</param>
/// <param name="columnsOf">What is to be selected of a table.</param>
/// <param name="warnings">Hears of what could not be kept.</param>
/// <param name="time">The clock.</param>
internal sealed class ScopeReader(MySqlServer server, ExportOptions options, Func<TableDefinition, IReadOnlyList<RowColumn>> columnsOf, IOperationObserver warnings, TimeProvider time)
{
    /// <summary>True for files that other programs read; what is to be loaded again must hold each row once.</summary>
    private bool IsReadable => options.Format is ExportFormat.Csv or ExportFormat.Tsv or ExportFormat.Json;

    private bool WithRows => options.Content != ExportContent.Schema;

    /// <summary>Takes the snapshot.</summary>
    /// <exception cref="MySqlOpsException">DumpLockFailed, or any Connect error.</exception>
    public Task<ConsistentSnapshot> TakeSnapshotAsync(CancellationToken cancellationToken) => ConsistentSnapshot.TakeAsync(Request(), warnings, cancellationToken);

    /// <summary>Reads what is exported, while DDL is locked out.</summary>
    /// <exception cref="MySqlOpsException">DatabaseMissing, TableMissing, DumpNothingSelected, DumpWhereInvalid.</exception>
    public async Task<ExportScope> ReadAsync(ConsistentSnapshot snapshot, CancellationToken cancellationToken)
    {
        var detail = options.Content == ExportContent.Data ? CatalogDetail.Data : CatalogDetail.Definitions;
        var catalog = await CatalogReader.ReadAsync(server, options.Selection, detail, warnings, cancellationToken).ConfigureAwait(false);
        SelectionCheck.Demand(server, catalog);
        var identity = await ServerIdentity.ReadAsync(snapshot.Planning, cancellationToken).ConfigureAwait(false);
        var isWhole = catalog.IsWholeServer && options.Content == ExportContent.All && options.Where.Count == 0;
        foreach (var note in snapshot.Facts.Notes)
            warnings.Warning(note);
        if (options.Format == ExportFormat.Sql)
            NoteTablespaces(catalog);
        var tables = WithRows ? await ReadTablesAsync(snapshot.Planning, catalog, identity, cancellationToken).ConfigureAwait(false) : [];
        return new ExportScope
        {
            Options = options,
            Server = identity,
            Snapshot = snapshot.Facts with { Notes = [.. snapshot.Facts.Notes.Concat(NoteTablesWithoutSnapshot(tables))] },
            SnapshotTime = snapshot.Time,
            Catalog = catalog,
            Tables = tables,
            Accounts = options.IncludeUser ? await ReadAccountsAsync(cancellationToken).ConfigureAwait(false) : null,
            ReplicationScript = options.ReplicationFile is null ? WriteReplicaScript(snapshot, isWhole) : null,
            IsWholeServer = isWhole,
        };
    }

    /// <summary>The statements that make a server with this data a replica; null when they were not asked for.</summary>
    public string? WriteReplicaScript(ConsistentSnapshot snapshot, bool isWhole)
    {
        var script = new ReplicaScript(options, new ReplicaFacts { Server = server, Snapshot = snapshot.Facts, Channels = snapshot.Channels, IsWholeServer = isWhole });
        var text = script.Write();
        foreach (var warning in script.Warnings)
            warnings.Warning(warning);
        return text;
    }

    private SnapshotRequest Request() => new()
    {
        Server = server,
        SessionCount = options.ThreadCount,
        LockTimeout = options.LockTimeout,
        NeedsRows = WithRows,
        LocksDdl = options.LocksDdl,
        NeedsChannels = options.ReplicationSource is ReplicationSource.ItsSource or ReplicationSource.Both,
        ReadTables = async token =>
        {
            var catalog = await CatalogReader.ReadAsync(server, options.Selection, CatalogDetail.Names, SilentObserver.Instance, token).ConfigureAwait(false);
            return [.. catalog.Databases.SelectMany(database => database.Tables).Select(table => table.Name)];
        },
        Time = time,
    };

    private async Task<IReadOnlyList<ExportTable>> ReadTablesAsync(DataSession session, ServerCatalog catalog, ExportedServer identity, CancellationToken cancellationToken)
    {
        List<TableDefinition> tables = [.. catalog.Databases.SelectMany(database => database.Tables)];
        var conditions = WhereClause.Match(options.Where, [.. tables.Select(table => table.Name)], identity.LowerCaseTableNames != 0);
        foreach (var (table, condition) in conditions)
            await WhereClause.CheckAsync(session, table, condition, cancellationToken).ConfigureAwait(false);
        return [.. tables.Where(table => IsReadable || !BorrowedRows.In(table.Engine)).Select(table => Prepare(table, conditions.GetValueOrDefault(table.Name)))];
    }

    private async Task<IReadOnlyList<AccountDefinition>> ReadAccountsAsync(CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            return await new AccountReader(session, warnings).ReadAsync(options.Users, options.ExcludedUsers, cancellationToken).ConfigureAwait(false);
    }

    private ExportTable Prepare(TableDefinition table, string? where)
    {
        var planner = new ChunkPlanner(table, options.ChunkBytes, _ => throw new InvalidOperationException("Nothing is asked of this planner."));
        return new ExportTable { Definition = table, Columns = columnsOf(table), Where = where, Key = planner.Key, EstimatedBytes = planner.EstimatedBytes };
    }

    /// <summary>An import of a folder does without a tablespace that the target lacks; a script runs as it is.</summary>
    private void NoteTablespaces(ServerCatalog catalog)
    {
        var found = catalog.Databases.SelectMany(database => database.Tables)
            .Where(table => table.CreateStatement.Contains("TABLESPACE", StringComparison.Ordinal))
            .Select(table => (table.Name, Space: CreateTableText.Parse(table.CreateStatement).Tablespace))
            .Where(table => table.Space is not null and not ("innodb_system" or "innodb_file_per_table"))
            .Select(table => $"{table.Name} ({table.Space})")
            .ToList();
        if (found.Count > 0)
            warnings.Warning($"These tables lie in general tablespaces, which a server must have before it can run the script: {string.Join(", ", found)}. CREATE TABLESPACE them there, or export to a folder.");
    }

    private IReadOnlyList<string> NoteTablesWithoutSnapshot(IReadOnlyList<ExportTable> tables)
    {
        var names = tables.Where(table => !SnapshotEngines.Has(table.Definition.Engine)).Select(table => table.ToString()).ToList();
        if (names.Count == 0)
            return [];
        var note = $"These tables have no snapshot, because their storage engine has no transactions; they are as of when they were read: {string.Join(", ", names)}.";
        warnings.Warning(note);
        return [note];
    }
}
