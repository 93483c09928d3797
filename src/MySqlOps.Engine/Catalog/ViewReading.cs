using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Catalog;

/// <summary>Puts views together from their facts and definitions, in an order in which they can be created.</summary>
internal sealed class ViewReading(Session session, SessionCrew crew, CatalogDetail detail)
{
    private readonly TableFactsReader _tables = new(session);
    private readonly ProgramFactsReader _facts = new(session);

    /// <summary>Reads views.</summary>
    /// <param name="names">The views.</param>
    /// <param name="scope">What holds them all.</param>
    /// <param name="columns">Their columns; null where names alone are read, and then nobody asks what they depend on either.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Each view after those that it reads, without those that are gone meanwhile.</returns>
    public async Task<IReadOnlyList<ViewDefinition>> ReadAsync(
        IReadOnlyCollection<ObjectName> names, InformationScope scope, ILookup<ObjectName, ColumnDefinition>? columns, CancellationToken cancellationToken)
    {
        if (names.Count == 0)
            return [];
        var wanted = names.ToHashSet();
        var views = (await _facts.ReadViewsAsync(scope, cancellationToken).ConfigureAwait(false)).Where(view => wanted.Contains(view.Name));
        if (columns is not null)
        {
            var usage = await ReadUsageAsync(names, scope, cancellationToken).ConfigureAwait(false);
            views = views.Select(view => view with { Columns = [.. columns[view.Name].Select(column => column.Name)], DependsOn = [.. usage[view.Name]] });
        }

        var sorted = ViewOrder.Sort(views);
        return detail == CatalogDetail.Definitions
            ? await crew.AskAsync(sorted, static (reader, view, token) => reader.ReadViewAsync(view, token), cancellationToken).ConfigureAwait(false)
            : sorted;
    }

    private async Task<ILookup<ObjectName, ObjectName>> ReadUsageAsync(IReadOnlyCollection<ObjectName> names, InformationScope scope, CancellationToken cancellationToken)
    {
        if (session.Facts.HasViewTableUsage)
            return await _facts.ReadViewUsageAsync(scope, cancellationToken).ConfigureAwait(false);
        var texts = await _facts.ReadViewTextsAsync(scope, cancellationToken).ConfigureAwait(false);
        var databases = InformationScope.Of([.. names.Select(name => name.Database).Distinct(StringComparer.Ordinal)]);
        var tables = (await _tables.ReadTablesAsync(databases, cancellationToken).ConfigureAwait(false)).Select(table => table.Name).ToHashSet();
        return texts
            .SelectMany(text => QualifiedNames.Find(text.Value).Where(tables.Contains).Select(table => (View: text.Key, Table: table)))
            .ToLookup(pair => pair.View, pair => pair.Table);
    }
}
