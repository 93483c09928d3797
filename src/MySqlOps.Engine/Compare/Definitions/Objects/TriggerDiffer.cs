using MySqlOps.Engine.Compare.Definitions.Sides;
using MySqlOps.Engine.Compare.Definitions.Tables;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Objects;

/// <summary>Compares the triggers of one table, their order within each timing and event among it.</summary>
internal sealed class TriggerDiffer(DifferenceMaker maker, ProgramDiffer programs)
{
    /// <summary>Compares.</summary>
    /// <param name="wanted">The table's triggers as they are to be, in the order in which they fire.</param>
    /// <param name="present">The triggers as they are.</param>
    public IEnumerable<MySqlDifference> Compare(IReadOnlyList<SideObject> wanted, IReadOnlyList<SideObject> present)
    {
        var names = wanted.Concat(present).Select(one => one.Key).Distinct().ToArray();
        var (to, from) = (wanted.ToDictionary(one => one.Key), present.ToDictionary(one => one.Key));
        var changes = names
            .Where(key => to.ContainsKey(key) && from.ContainsKey(key))
            .ToDictionary(key => key, key => programs.Compare(to[key], from[key]));
        string[] steady = [.. changes.Where(pair => pair.Value is null).Select(pair => pair.Key.Name.Name)];
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var moment in wanted.Select(Moment).Distinct(StringComparer.Ordinal))
            kept.UnionWith(LongestSequence.Find(Names(present, moment, steady), Names(wanted, moment, steady)));
        foreach (var key in names)
        {
            var (one, other) = (to.GetValueOrDefault(key), from.GetValueOrDefault(key));
            if (one is null || other is null)
            {
                var trigger = (one ?? other)!;
                yield return maker.Whole(key, one?.Statement, other?.Statement, [Create(trigger, one is null ? present : wanted, kept)], ObjectStatements.Drop(key, null), null);
            }
            else if (changes[key] is not null || !kept.Contains(key.Name.Name))
            {
                var (property, value, old) = changes[key] ?? ("order", Order(wanted, one), Order(present, other));
                yield return maker.Property(key, property, value, old, Replace(other, one, wanted, kept), Replace(one, other, present, kept), null);
            }
        }
    }

    private static string Moment(SideObject trigger) => new ProgramStatement(trigger.Statement).Moment;

    private static string[] Names(IReadOnlyList<SideObject> triggers, string moment, string[] among) =>
        [.. triggers.Where(one => Moment(one) == moment && among.Contains(one.Key.Name.Name)).Select(one => one.Key.Name.Name)];

    private static string Order(IReadOnlyList<SideObject> triggers, SideObject one) =>
        string.Join(", ", triggers.Where(other => Moment(other) == Moment(one)).Select(other => other.Key.Name.Name));

    /// <summary>The trigger behind the one before it, which is there by then; the first before the first that stays.</summary>
    private ChangePart Create(SideObject trigger, IReadOnlyList<SideObject> order, HashSet<string> kept, SideObject? replaced = null)
    {
        SideObject[] row = [.. order.Where(other => Moment(other) == Moment(trigger))];
        var position = Array.FindIndex(row, other => other.Key == trigger.Key);
        var create = replaced is null
            ? ObjectStatements.CreateProgram(trigger, ObjectStatements.Qualified(trigger), [])
            : programs.Replace(replaced, trigger, [])[^1];
        var before = position > 0 ? row[position - 1].Key.Name : null;
        var after = before is null ? row.Skip(1).FirstOrDefault(other => kept.Contains(other.Key.Name.Name))?.Key.Name : null;
        var place = before is not null ? $"FOLLOWS {SqlIdentifier.Quote(before.Name)}" : after is not null ? $"PRECEDES {SqlIdentifier.Quote(after.Name)}" : null;
        return create with
        {
            Statement = place is null ? create.Statement : new ProgramStatement(create.Statement).WithPlace(place),
            Needs = before is null ? [] : [before],
        };
    }

    private DefinitionChange Replace(SideObject from, SideObject to, IReadOnlyList<SideObject> order, HashSet<string> kept) =>
        new() { Parts = [.. ObjectStatements.Drop(from.Key, null), Create(to, order, kept, from)] };
}
