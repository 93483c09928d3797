using System.Globalization;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>
/// Plans the changes of rows. Foreign keys do not act while they are made; the order keeps a run that is ended half-way from leaving children without parents: rows
/// of children go first, and those of parents come first.
/// </summary>
internal sealed class RowsPlanner(SyncFacts facts, SyncOptions options, IReadOnlyList<TriggerFacts> triggers)
{
    private static readonly string[] AllEvents = ["INSERT", "UPDATE", "DELETE"];

    private readonly List<SyncRefusal> _refusals = [];
    private readonly List<string> _notes = [];
    private readonly ILookup<ObjectName, TriggerFacts> _triggers = triggers.ToLookup(static trigger => trigger.Table);

    /// <summary>The tables whose rows stay as they are.</summary>
    public IReadOnlyList<SyncRefusal> Refusals => _refusals;

    /// <summary>What to know.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Plans.</summary>
    /// <param name="differences">The differences of rows.</param>
    public IReadOnlyList<RowsStep> Plan(IReadOnlyList<MySqlDifference> differences)
    {
        var tables = differences.GroupBy(static difference => ((RowChange)difference.Forward!).Table).ToDictionary(static group => group.Key, static group => group.ToArray());
        var parents = facts.ForeignKeys
            .Where(key => key.Child != key.Parent && tables.ContainsKey(key.Child) && tables.ContainsKey(key.Parent))
            .ToLookup(static key => key.Child, static key => key.Parent);
        var linked = parents.SelectMany(static group => group.Append(group.Key)).ToHashSet();
        var order = DependencyOrder.Sort([.. tables.Keys], static table => table, table => [.. parents[table].Distinct()]);
        var deletes = new List<RowsStep>();
        var others = new List<RowsStep>();
        foreach (var table in order)
        {
            var groups = RowOrder.Sort([.. tables[table].Select(difference => WithTraits((RowChange)difference.Forward!))]);
            if (!IsAllowed(table, tables[table], groups))
                continue;
            NoteEngine(table);
            if (linked.Contains(table))
            {
                deletes.AddRange(Step(table, [.. groups.TakeWhile(static group => group[0].Verb == RowVerb.Delete)]));
                others.AddRange(Step(table, [.. groups.SkipWhile(static group => group[0].Verb == RowVerb.Delete)]));
            }
            else
            {
                others.AddRange(Step(table, groups));
            }
        }

        deletes.Reverse();
        return [.. deletes, .. others];
    }

    private RowTraits TraitsOf(ObjectName table) => facts.Traits.GetValueOrDefault(table) ?? new RowTraits();

    private RowChange WithTraits(RowChange change) => facts.Traits.TryGetValue(change.Table, out var traits) ? change with { Traits = traits } : change;

    /// <summary>The events that would fire a trigger which is neither dropped nor meant to fire.</summary>
    private HashSet<string> Fired(ObjectName table) =>
        options.TriggerAction == SyncTriggerAction.Fire ? [] : [.. _triggers[table].Select(static trigger => trigger.Event)];

    private bool IsAllowed(ObjectName table, MySqlDifference[] differences, IReadOnlyList<IReadOnlyList<RowOperation>> groups)
    {
        if (options.TriggerAction == SyncTriggerAction.Fire)
            return true;
        var events = Events(groups);
        var firing = _triggers[table].Where(trigger => events.Contains(trigger.Event)).ToArray();
        if (firing.Length == 0)
            return true;
        var names = string.Join(", ", firing.Select(static trigger => trigger.Name.Name));
        if (options.TriggerAction == SyncTriggerAction.Refuse)
            return Refuse($"would fire its triggers ({names}), which would change what the comparison has not seen. Have the triggers dropped meanwhile, or let them fire.");
        return firing.FirstOrDefault(static trigger => trigger.IsOfOtherCollation || trigger.Definition is null) is not { } odd
            || Refuse($"needs the trigger {odd.Name.Name} dropped, which could not be made again as it is: its database had another collation then, or its definition can't be read.");

        bool Refuse(string why)
        {
            _refusals.Add(new SyncRefusal { Id = ErrorId.SyncTriggersExist, Message = $"Changing {Rows(differences.Length)} of {table} {why}", Difference = differences[0] });
            return false;
        }
    }

    private IEnumerable<RowsStep> Step(ObjectName table, IReadOnlyList<IReadOnlyList<RowOperation>> groups)
    {
        if (groups.Count == 0)
            yield break;
        var events = Events(groups);
        var shelter = options.TriggerAction == SyncTriggerAction.Drop ? _triggers[table].Where(trigger => events.Contains(trigger.Event)).ToArray() : [];
        var fired = Fired(table);
        yield return new RowsStep
        {
            ObjectType = ComparedObject.Table,
            Database = table.Database,
            Name = table.Name,
            Action = $"{Describe(groups)} of {table}",
            Reason = shelter.Length == 0 ? "" : $"its triggers are dropped meanwhile: {string.Join(", ", shelter.Select(static trigger => trigger.Name.Name))}",
            Table = table,
            Traits = TraitsOf(table),
            Triggers = shelter,
            Events = AllEvents.Where(name => events.Contains(name) || !fired.Contains(name)).ToHashSet(StringComparer.Ordinal),
            Batches = RowOrder.Cut(groups, options.MaxTransactionRows),
        };
    }

    private void NoteEngine(ObjectName table)
    {
        if (!TraitsOf(table).IsTransactional)
            _notes.Add($"{table} has an engine without transactions: what is done of its rows when the run ends half-way stays, and can be told by the rows alone.");
    }

    private static HashSet<string> Events(IReadOnlyList<IReadOnlyList<RowOperation>> groups) =>
        groups.SelectMany(static group => group).Select(static operation => operation.Verb).Distinct().Select(static verb => verb switch
        {
            RowVerb.Update => "UPDATE",
            RowVerb.Delete or RowVerb.TakeOut => "DELETE",
            _ => "INSERT",
        }).ToHashSet(StringComparer.Ordinal);

    private static string Describe(IReadOnlyList<IReadOnlyList<RowOperation>> groups)
    {
        var counts = groups.SelectMany(static group => group).CountBy(static operation => operation.Verb switch
        {
            RowVerb.Delete => 0,
            RowVerb.Insert => 2,
            _ => 1,
        }).ToDictionary();

        // A row that is taken out is put back: two operations, one row.
        counts[1] = counts.GetValueOrDefault(1) - groups.Sum(static group => group.Count(static operation => operation.Verb == RowVerb.TakeOut));
        string[] verbs = ["delete", "update", "insert"];
        var text = string.Join(", ", verbs.Index().Where(pair => counts.GetValueOrDefault(pair.Index) > 0).Select(pair => $"{pair.Item} {Rows(counts[pair.Index])}"));
        return $"{char.ToUpperInvariant(text[0])}{text[1..]}";
    }

    private static string Rows(int count) => count == 1 ? "1 row" : string.Create(CultureInfo.InvariantCulture, $"{count} rows");
}
