using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Catalog;

/// <summary>Puts base tables together from their facts and definitions.</summary>
internal sealed class TableReading(Session session, SessionCrew crew, CatalogDetail detail)
{
    private readonly TableFactsReader _facts = new(session);
    private readonly ProgramFactsReader _programs = new(session);

    /// <summary>Reads tables.</summary>
    /// <param name="engines">The tables, each with its engine.</param>
    /// <param name="scope">What holds them all.</param>
    /// <param name="columns">Their columns; null where names alone are read.</param>
    /// <param name="withTriggers">True when triggers are meant too.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The tables by name, without those that are gone meanwhile.</returns>
    public async Task<IReadOnlyList<TableDefinition>> ReadAsync(
        IReadOnlyDictionary<ObjectName, string> engines,
        InformationScope scope,
        ILookup<ObjectName, ColumnDefinition>? columns,
        bool withTriggers,
        CancellationToken cancellationToken)
    {
        if (engines.Count == 0)
            return [];
        var names = engines.Keys.OrderBy(name => name.Database, StringComparer.Ordinal).ThenBy(name => name.Name, StringComparer.Ordinal);
        TableDefinition[] tables = [.. names.Select(name => Bare(name, engines[name]))];
        if (columns is not null)
            tables = await AddFactsAsync(tables, scope, columns, cancellationToken).ConfigureAwait(false);
        if (withTriggers)
            tables = await AddTriggersAsync(tables, scope, cancellationToken).ConfigureAwait(false);
        return detail == CatalogDetail.Definitions ? await DefineAsync(tables, scope, cancellationToken).ConfigureAwait(false) : tables;
    }

    private static TableDefinition Bare(ObjectName name, string engine) => new()
    {
        Name = name,
        Engine = engine,
        CreateStatement = "",
        Columns = [],
        Indexes = [],
        Partitions = [],
        EstimatedRows = 0,
        AverageRowBytes = 0,
        DataBytes = 0,
    };

    private async Task<TableDefinition[]> AddFactsAsync(
        IReadOnlyList<TableDefinition> tables, InformationScope scope, ILookup<ObjectName, ColumnDefinition> columns, CancellationToken cancellationToken)
    {
        var indexes = await _facts.ReadIndexesAsync(scope, cancellationToken).ConfigureAwait(false);
        var partitions = await _facts.ReadPartitionsAsync(scope, cancellationToken).ConfigureAwait(false);
        var statistics = await _facts.ReadStatisticsAsync(scope, cancellationToken).ConfigureAwait(false);
        return
        [
            .. tables.Select(table =>
            {
                var (rows, rowBytes, dataBytes) = statistics.GetValueOrDefault(table.Name);
                return table with
                {
                    Columns = [.. columns[table.Name]],
                    Indexes = [.. indexes[table.Name]],
                    Partitions = [.. partitions[table.Name]],
                    EstimatedRows = rows,
                    AverageRowBytes = rowBytes,
                    DataBytes = dataBytes,
                };
            }),
        ];
    }

    private async Task<TableDefinition[]> AddTriggersAsync(IReadOnlyList<TableDefinition> tables, InformationScope scope, CancellationToken cancellationToken)
    {
        var triggers = await _programs.ReadTriggersAsync(scope, cancellationToken).ConfigureAwait(false);
        return [.. tables.Select(table => table with { Triggers = [.. triggers[table.Name]] })];
    }

    private async Task<IReadOnlyList<TableDefinition>> DefineAsync(IReadOnlyList<TableDefinition> tables, InformationScope scope, CancellationToken cancellationToken)
    {
        var histograms = await _facts.ReadHistogramsAsync(scope, cancellationToken).ConfigureAwait(false);
        var defined = await crew.AskAsync(tables, static (reader, table, token) => reader.ReadTableAsync(table, token), cancellationToken).ConfigureAwait(false);

        // All triggers as one list, so that a table with many does not keep one session busy while the others have nothing to do.
        TriggerDefinition[] asked = [.. defined.SelectMany(table => table.Triggers)];
        var triggers = (await crew.AskAsync(asked, static (reader, trigger, token) => reader.ReadTriggerAsync(trigger, token), cancellationToken).ConfigureAwait(false))
            .ToDictionary(trigger => trigger.Name);
        return
        [
            .. defined.Select(table => table with
            {
                Histograms = [.. histograms[table.Name]],
                Triggers = [.. table.Triggers.Where(trigger => triggers.ContainsKey(trigger.Name)).Select(trigger => triggers[trigger.Name])],
            }),
        ];
    }
}
