using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Ledger;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>Compares what is to be loaded with what is there, and decides about each object.</summary>
internal sealed class ExistingChecks
{
    private readonly TargetFacts _facts;
    private readonly LoadOptions _options;
    private readonly IReadOnlySet<LedgerObject> _own;
    private readonly Dictionary<string, TargetObject> _there;
    private readonly List<LoadRefusal> _refusals = [];
    private readonly List<string> _notes = [];

    /// <summary>Prepares to compare.</summary>
    /// <param name="facts">What is there.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="resumed">The unfinished load that is gone on with; null for a new one.</param>
    public ExistingChecks(TargetFacts facts, LoadOptions options, LedgerLoad? resumed)
    {
        _facts = facts;
        _options = options;
        _own = resumed is { State: LedgerState.Loading } ? resumed.Objects : new HashSet<LedgerObject>();
        _there = new Dictionary<string, TargetObject>(facts.NameComparer);
        foreach (var one in facts.Objects)
            _there[Key(one.Kind, one.Database, one.Name)] = one;
    }

    /// <summary>What is in the way.</summary>
    public IReadOnlyList<LoadRefusal> Refusals => _refusals;

    /// <summary>What stays as it is.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Decides about an object that is made from its definition.</summary>
    public Disposition Decide(string kind, ObjectName target)
    {
        if (!_there.TryGetValue(Key(kind, target.Database, target.Name), out var there))
            return Disposition.Make;
        if (_own.Contains(new LedgerObject(kind, target.Database, target.Name)))
            return Disposition.Continue;
        if (there.Kind != kind)
            return Refuse(ErrorId.LoadObjectExists, $"{_facts.Server} has a {there.Kind.ToLowerInvariant()} {target}, and the export a {kind.ToLowerInvariant()}. Drop or rename it.");
        switch (_options.IfExists)
        {
            case ExistingObjects.Replace:
                return Disposition.Replace;
            case ExistingObjects.Skip:
                _notes.Add($"The {kind.ToLowerInvariant()} {target} is there already and stays as it is.");
                return Disposition.Skip;
            default:
                return Refuse(ErrorId.LoadObjectExists, $"{_facts.Server} has the {kind.ToLowerInvariant()} {target} already.");
        }
    }

    /// <summary>Decides about a table that is there and only gets rows.</summary>
    /// <param name="target">The table.</param>
    /// <param name="canRollBack">True when its engine can: only then can rows be added without the risk that an interrupted run clears those that were there.</param>
    public Disposition DecideRows(ObjectName target, bool canRollBack)
    {
        if (Find("TABLE", target) is not { Kind: "TABLE" })
            return Refuse(ErrorId.TableMissing, $"{_facts.Server} has no table {target}, and the rows come without their definitions. Import the definitions too.");
        if (_facts.Objects.Any(one => one.Kind == "TRIGGER" && _facts.NameComparer.Equals(one.Database, target.Database) && FiresOnInsert(one, target)))
            return Refuse(ErrorId.LoadTriggersExist, $"{target} on {_facts.Server} has INSERT triggers, which would fire for every row. Drop them for the import.");
        if (_own.Contains(new LedgerObject("ROWS", target.Database, target.Name)))
            return Disposition.Continue;
        if (!_facts.FilledTables.Contains(target) || (_options is { AppendsRows: true, IfExists: ExistingObjects.Error } && canRollBack))
            return Disposition.Make;
        switch (_options.IfExists)
        {
            case ExistingObjects.Replace:
                return Disposition.Replace;
            case ExistingObjects.Skip:
                _notes.Add($"The table {target} has rows already and stays as it is.");
                return Disposition.Skip;
            default:
                return Refuse(ErrorId.LoadObjectExists, $"The table {target} on {_facts.Server} has rows already.");
        }
    }

    /// <summary>The object that has this name; null for none. Tables and views share their names.</summary>
    public TargetObject? Find(string kind, ObjectName name) => _there.GetValueOrDefault(Key(kind, name.Database, name.Name));

    private static string Key(string kind, string database, string name) => $"{(kind == "VIEW" ? "TABLE" : kind)}\0{database}\0{name}";

    private bool FiresOnInsert(TargetObject trigger, ObjectName table) =>
        trigger.Detail?.StartsWith("INSERT ", StringComparison.Ordinal) == true && _facts.NameComparer.Equals(trigger.Detail["INSERT ".Length..], table.Name);

    private Disposition Refuse(ErrorId id, string message)
    {
        _refusals.Add(new LoadRefusal(id, message));
        return Disposition.Refuse;
    }
}
