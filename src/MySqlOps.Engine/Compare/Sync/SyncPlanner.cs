using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>Makes a plan of differences and of what the server says. It asks nobody.</summary>
internal sealed class SyncPlanner
{
    private readonly IReadOnlyList<MySqlDifference> _differences;
    private readonly SyncFacts _facts;
    private readonly SyncOptions _options;
    private readonly List<SyncRefusal> _refusals = [];
    private readonly List<string> _notes = [];
    private readonly List<int> _accepted = [];

    private SyncPlanner(IReadOnlyList<MySqlDifference> differences, SyncFacts facts, SyncOptions options)
    {
        _differences = differences;
        _facts = facts;
        _options = options;
    }

    /// <summary>Makes the plan.</summary>
    public static SyncPlan Plan(IReadOnlyList<MySqlDifference> differences, SyncFacts facts, SyncOptions options) => new SyncPlanner(differences, facts, options).Plan();

    private SyncPlan Plan()
    {
        _refusals.AddRange(ServerChecks.Find(_facts, _options));
        _notes.AddRange(ServerChecks.Notes(_facts));
        var checks = new DifferenceChecks(_facts, _options);
        foreach (var (i, difference) in _differences.Index())
        {
            if (checks.Find(difference) is { } refusal)
                _refusals.Add(refusal);
            else
                _accepted.Add(i);
        }

        var definitions = PlanDefinitions();
        var restored = PlanRestores(definitions);
        var rows = new RowsPlanner(_facts, _options, Triggers(definitions, restored));
        var rowSteps = rows.Plan([.. _accepted.Select(i => _differences[i]).Where(static difference => difference.Forward is RowChange)]);
        _refusals.AddRange(rows.Refusals);
        _notes.AddRange(rows.Notes);
        return new SyncPlan
        {
            Server = _facts.Server,
            Options = _options,
            Steps =
            [
                .. restored,
                .. definitions.Where(static step => step.Statement.Stage < ChangeStage.Rows),
                .. rowSteps,
                .. definitions.Where(static step => step.Statement.Stage > ChangeStage.Rows),
            ],
            Refusals = _refusals,
            Notes = _notes,
            Differences = _differences,
            Facts = _facts,
        };
    }

    private List<StatementStep> PlanDefinitions()
    {
        // Two properties of one table may both have its foreign key dropped.
        var owners = new Dictionary<(ChangeStage Stage, ObjectName Object, string Text), List<int>>();
        var parts = new List<ChangePart>();
        foreach (var i in _accepted)
        {
            foreach (var part in (_differences[i].Forward as DefinitionChange)?.Parts ?? [])
            {
                if (owners.TryGetValue(Identity(part), out var others))
                {
                    others.Add(i);
                    continue;
                }

                owners.Add(Identity(part), [i]);
                parts.Add(part);
            }
        }

        var order = ChangeOrder.Of(parts);
        _notes.AddRange(order.Cycles.Select(static cycle => $"These need each other in a circle, and are taken in the order in which they came: {cycle}."));
        return [.. order.Statements.Select(statement => Step(statement, [.. statement.Parts.SelectMany(part => owners[Identity(part)]).Distinct().Order()]))];
    }

    private static (ChangeStage Stage, ObjectName Object, string Text) Identity(ChangePart part) => (part.Stage, part.Object, part.AlterClause ?? part.Statement);

    private StatementStep Step(OrderedStatement statement, int[] places)
    {
        var differences = places.Select(place => _differences[place]).ToArray();
        var type = differences[0].ObjectType;
        var name = statement.Object.Database.Length == 0 || type == ComparedObject.Database ? statement.Object.Name : statement.Object.ToString();
        var destroys = differences.Select(static difference => difference.Destroys).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return new StatementStep
        {
            ObjectType = type,
            Database = statement.Object.Database,
            Name = statement.Object.Name,
            Action = $"{FirstWord(statement.Statement)} {type.ToString().ToLowerInvariant()} {name}",
            Reason = string.Join(", ", differences.Select(Describe).Distinct(StringComparer.Ordinal)),
            Destroys = destroys.Length == 0 ? null : string.Join(' ', destroys),
            Statement = statement,
            Differences = places,
        };
    }

    private static string FirstWord(string statement)
    {
        var word = new string([.. statement.TakeWhile(char.IsAsciiLetter)]).ToLowerInvariant();
        return word.Length == 0 ? "Change" : $"{char.ToUpperInvariant(word[0])}{word[1..]}";
    }

    private static string Describe(MySqlDifference difference) => difference.Kind switch
    {
        DifferenceKind.MissingOnTarget => "only the source has it",
        DifferenceKind.MissingOnSource => "only the target has it",
        _ => $"{difference.Property ?? "its definition"} differs",
    };

    /// <summary>The triggers that an earlier run left dropped, but for those that this plan makes by itself.</summary>
    private IReadOnlyList<RestoreStep> PlanRestores(List<StatementStep> definitions)
    {
        var made = definitions.Where(static step => step.Statement.Stage == ChangeStage.CreatePrograms).Select(static step => step.Statement.Object).ToHashSet();
        return
        [
            .. _facts.KeptTriggers.Where(trigger => !made.Contains(trigger.Name)).Select(static trigger => new RestoreStep
            {
                ObjectType = ComparedObject.Trigger,
                Database = trigger.Name.Database,
                Name = trigger.Name.Name,
                Action = $"Restore trigger {trigger.Name}",
                Reason = $"an earlier run dropped it to change rows of {trigger.Table} and did not come to make it again",
                Trigger = trigger,
            }),
        ];
    }

    /// <summary>The triggers that are there when the rows' turn comes.</summary>
    private IReadOnlyList<TriggerFacts> Triggers(List<StatementStep> definitions, IReadOnlyList<RestoreStep> restored)
    {
        var dropped = definitions.Where(static step => step.Statement.Stage == ChangeStage.DropPrograms).Select(static step => step.Statement.Object).ToHashSet();
        var known = _facts.Triggers.Select(static trigger => trigger.Name).ToHashSet();
        var more = restored.Select(static step => step.Trigger).Where(trigger => !known.Contains(trigger.Name)).Select(static trigger => new TriggerFacts
        {
            Name = trigger.Name,
            Table = new ObjectName(trigger.Name.Database, trigger.Table),
            Event = trigger.Event,
            Definition = trigger,
        });
        return [.. _facts.Triggers.Concat(more).Where(trigger => !dropped.Contains(trigger.Name))];
    }
}
