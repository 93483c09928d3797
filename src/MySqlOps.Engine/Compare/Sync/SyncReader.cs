using System.Globalization;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>Asks a server what must be known before it is changed. It changes nothing.</summary>
internal sealed class SyncReader(Session session, IOperationObserver observer)
{
    /// <summary>Asks.</summary>
    /// <param name="differences">What is to be removed.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<SyncFacts> ReadAsync(IReadOnlyList<MySqlDifference> differences, SyncOptions options, CancellationToken cancellationToken)
    {
        ObjectName[] tables = [.. differences.Select(static difference => difference.Forward).OfType<RowChange>().Select(static change => change.Table).Distinct()];
        var server = await ReadServerAsync(options, cancellationToken).ConfigureAwait(false);
        server = server with
        {
            KeptTriggers = await TriggerLedger.ReadAsync(session, cancellationToken).ConfigureAwait(false),
            MissingPrivileges = await new SyncPrivileges(session).FindMissingAsync(differences, cancellationToken).ConfigureAwait(false),
        };
        if (options is { AllowDestructive: false, SafeBelowBytes: not null })
            server = await new SizeReader(session, observer).AddAsync(server, differences, cancellationToken).ConfigureAwait(false);
        return tables.Length == 0
            ? server
            : server with
            {
                Traits = await ReadTraitsAsync(tables, cancellationToken).ConfigureAwait(false),
                Triggers = await new TriggerReader(session, observer).ReadAsync(tables, options.TriggerAction == SyncTriggerAction.Drop, cancellationToken).ConfigureAwait(false),
                ForeignKeys = await ForeignKeyReader.ReadAsync(session, tables, cancellationToken).ConfigureAwait(false),
            };
    }

    private async Task<SyncFacts> ReadServerAsync(SyncOptions options, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SHOW GLOBAL VARIABLES WHERE Variable_name IN ('read_only', 'super_read_only', 'max_allowed_packet')", cancellationToken).ConfigureAwait(false);
        var values = rows.ToDictionary(row => row.Text("Variable_name"), row => row.TextOrNull("Value") ?? "", StringComparer.OrdinalIgnoreCase);
        bool IsOn(string name) => values.GetValueOrDefault(name, "OFF").ToUpperInvariant() is "ON" or "1";
        return new SyncFacts
        {
            Server = session.Server,
            ReadOnlyVariable = IsOn("super_read_only") ? "super_read_only" : IsOn("read_only") ? "read_only" : null,
            MaxPacketBytes = long.Parse(values["max_allowed_packet"], CultureInfo.InvariantCulture),
            Sources = await ReadSourcesAsync(cancellationToken).ConfigureAwait(false),
            MaySkipBinLog = options.SkipBinLog ? await TrySkipBinLogAsync(cancellationToken).ConfigureAwait(false) : null,
        };
    }

    private async Task<IReadOnlyList<string>?> ReadSourcesAsync(CancellationToken cancellationToken)
    {
        try
        {
            // A group's own channels, and a default channel that was reset, have no host.
            var rows = session.Facts.IsMariaDb
                ? await session.QueryAsync("SHOW ALL SLAVES STATUS", cancellationToken).ConfigureAwait(false)
                : await session.QueryAsync(
                    """
                    SELECT HOST AS host, PORT AS port
                    FROM performance_schema.replication_connection_configuration
                    WHERE HOST NOT IN ('', '<NULL>') AND CHANNEL_NAME NOT LIKE 'group\_replication\_%'
                    """,
                    cancellationToken).ConfigureAwait(false);
            var (host, port) = session.Facts.IsMariaDb ? ("Master_Host", "Master_Port") : ("host", "port");
            return [.. rows.Select(row => $"{row.Text(host)}:{row.Text(port)}")];
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return null;
        }
    }

    private async Task<bool> TrySkipBinLogAsync(CancellationToken cancellationToken)
    {
        try
        {
            await session.ExecuteAsync("SET SESSION sql_log_bin = 0", cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return false;
        }
    }

    private async Task<IReadOnlyDictionary<ObjectName, RowTraits>> ReadTraitsAsync(IReadOnlyCollection<ObjectName> tables, CancellationToken cancellationToken)
    {
        var scope = InformationScope.Of(tables);
        var facts = new TableFactsReader(session);
        var engines = (await facts.ReadTablesAsync(scope, cancellationToken).ConfigureAwait(false)).ToDictionary(static table => table.Name, static table => table.Engine);
        var indexes = await facts.ReadIndexesAsync(scope, cancellationToken).ConfigureAwait(false);
        var transactional = await ReadTransactionalEnginesAsync(cancellationToken).ConfigureAwait(false);
        var updated = await ReadAutoUpdatedAsync(scope, cancellationToken).ConfigureAwait(false);
        return tables.Where(engines.ContainsKey).ToDictionary(static table => table, table => new RowTraits
        {
            AutoUpdated = updated[table].ToHashSet(StringComparer.OrdinalIgnoreCase),
            UniqueKeys =
            [
                .. indexes[table]
                    .Where(static index => index.IsUnique && index.Parts.All(static part => part is { Column: not null, PrefixLength: null }))
                    .Select(static index => index.Parts.Select(static part => part.Column!).ToArray()),
            ],
            IsTransactional = engines[table] is { } engine && transactional.Contains(engine),
        });
    }

    private async Task<ILookup<ObjectName, string>> ReadAutoUpdatedAsync(InformationScope scope, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT TABLE_SCHEMA AS table_schema, TABLE_NAME AS table_name, COLUMN_NAME AS column_name
            FROM information_schema.COLUMNS
            WHERE EXTRA LIKE '%on update%' AND {scope.Where("TABLE_SCHEMA", "TABLE_NAME")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        return rows.ToLookup(row => new ObjectName(row.Text("table_schema"), row.Text("table_name")), row => row.Text("column_name"));
    }

    private async Task<HashSet<string>> ReadTransactionalEnginesAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SELECT ENGINE AS engine FROM information_schema.ENGINES WHERE TRANSACTIONS = 'YES'", cancellationToken).ConfigureAwait(false);
        return rows.Select(row => row.Text("engine")).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
