using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>Asks for the triggers of tables.</summary>
internal sealed class TriggerReader(Session session, IOperationObserver observer)
{
    /// <summary>Asks.</summary>
    /// <param name="tables">The tables, of which there is at least one.</param>
    /// <param name="withDefinitions">True when they are to be dropped and made again.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<TriggerFacts>> ReadAsync(IReadOnlyCollection<ObjectName> tables, bool withDefinitions, CancellationToken cancellationToken)
    {
        var scope = InformationScope.Of(tables);
        var events = await ReadEventsAsync(scope, cancellationToken).ConfigureAwait(false);
        if (events.Count == 0)
            return [];
        var collations = (await new TableFactsReader(session).ReadDatabasesAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(static database => database.Name, static database => database.Collation, StringComparer.Ordinal);
        var triggers = await new ProgramFactsReader(session).ReadTriggersAsync(scope, cancellationToken).ConfigureAwait(false);
        var definitions = new DefinitionReader(session, observer);
        await definitions.PrepareAsync(cancellationToken).ConfigureAwait(false);
        var found = new List<TriggerFacts>();
        foreach (var table in tables)
        {
            foreach (var trigger in triggers[table].Where(trigger => events.ContainsKey(trigger.Name)))
            {
                var manipulation = events[trigger.Name];
                var definition = withDefinitions ? await definitions.ReadTriggerAsync(trigger, cancellationToken).ConfigureAwait(false) : null;
                found.Add(new TriggerFacts
                {
                    Name = trigger.Name,
                    Table = table,
                    Event = manipulation,
                    Definition = definition is null ? null : KeptTrigger.Of(table, manipulation, definition),
                    IsOfOtherCollation = trigger.Context.DatabaseCollation != collations.GetValueOrDefault(table.Database),
                });
            }
        }

        return found;
    }

    private async Task<IReadOnlyDictionary<ObjectName, string>> ReadEventsAsync(InformationScope scope, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT TRIGGER_SCHEMA AS object_schema, TRIGGER_NAME AS object_name, EVENT_MANIPULATION AS manipulation
            FROM information_schema.TRIGGERS
            WHERE {scope.Where("EVENT_OBJECT_SCHEMA", "EVENT_OBJECT_TABLE")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(row => new ObjectName(row.Text("object_schema"), row.Text("object_name")), row => row.Text("manipulation"));
    }
}
