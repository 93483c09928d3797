using MySqlOps.Engine.Compare.Definitions.Sides;

namespace MySqlOps.Engine.Compare.Definitions;

/// <summary>Which objects of two sides belong together, and which of them must be read to be compared.</summary>
internal sealed class ObjectPairs
{
    private readonly List<(SideObject? Wanted, SideObject? Present)> _open = [];

    private ObjectPairs()
    {
    }

    /// <summary>How many there are, equal ones among them.</summary>
    public int Count { get; private set; }

    /// <summary>Those that may differ, by type and name; triggers are in <see cref="TriggerTables"/>.</summary>
    public IReadOnlyList<(SideObject? Wanted, SideObject? Present)> Open => _open;

    /// <summary>The tables, by their wanted names, whose triggers may differ.</summary>
    public IReadOnlyList<(IReadOnlyList<SideObject> Wanted, IReadOnlyList<SideObject> Present)> TriggerTables { get; private set; } = [];

    /// <summary>Finds them.</summary>
    public static ObjectPairs Of(SideCatalog wanted, SideCatalog present, RenameHints hints)
    {
        var pairs = new ObjectPairs();
        var renamed = present.Objects.Keys
            .Where(key => key.Type == ComparedObject.Table)
            .Select(key => (Present: key, Wanted: key with { Name = hints.WantedTable(key.Name) }))
            .Where(pair => pair.Present != pair.Wanted && wanted.Objects.ContainsKey(pair.Wanted) && !present.Objects.ContainsKey(pair.Wanted))
            .ToDictionary(pair => pair.Wanted, pair => pair.Present);
        var taken = renamed.Values.ToHashSet();
        var keys = wanted.Objects.Keys.Union(present.Objects.Keys.Where(key => !taken.Contains(key))).ToList();
        pairs.Count = keys.Count;
        foreach (var key in keys.Where(key => key.Type != ComparedObject.Trigger).OrderBy(key => key.Type).ThenBy(key => key.Name.Database, StringComparer.Ordinal).ThenBy(key => key.Name.Name, StringComparer.Ordinal))
        {
            var (one, other) = (wanted.Objects.GetValueOrDefault(key), present.Objects.GetValueOrDefault(renamed.GetValueOrDefault(key, key)));
            if (one is null || other is null || one.Key != other.Key || !IsEqual(wanted, present, key))
                pairs._open.Add((one, other));
        }

        pairs.TriggerTables = FindTriggers(wanted, present, renamed);
        return pairs;
    }

    /// <summary>What must be read of a side.</summary>
    public IReadOnlyCollection<SideObject> ToRead(bool isWanted) =>
    [
        .. _open.Select(pair => isWanted ? pair.Wanted : pair.Present).OfType<SideObject>(),
        .. TriggerTables.SelectMany(pair => isWanted ? pair.Wanted : pair.Present),
    ];

    private static bool IsEqual(SideCatalog wanted, SideCatalog present, ObjectKey key) =>
        wanted.Fingerprints.TryGetValue(key, out var one) && present.Fingerprints.TryGetValue(key, out var other) && one == other;

    private static List<(IReadOnlyList<SideObject>, IReadOnlyList<SideObject>)> FindTriggers(SideCatalog wanted, SideCatalog present, Dictionary<ObjectKey, ObjectKey> renamed)
    {
        var found = new List<(IReadOnlyList<SideObject>, IReadOnlyList<SideObject>)>();
        foreach (var table in wanted.Triggers.Keys.Union(present.Triggers.Keys).OrderBy(name => name.Database, StringComparer.Ordinal).ThenBy(name => name.Name, StringComparer.Ordinal))
        {
            var (one, other) = (wanted.Triggers.GetValueOrDefault(table) ?? [], present.Triggers.GetValueOrDefault(table) ?? []);
            if (!one.SequenceEqual(other) || one.Any(key => !IsEqual(wanted, present, key)))
                found.Add(([.. one.Select(key => wanted.Objects[key])], [.. other.Select(key => present.Objects[key])]));
        }

        return found;
    }
}
