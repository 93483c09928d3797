using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>Finds the properties in which two tables differ.</summary>
internal sealed class TableDiffer
{
    private readonly TableSpec _wanted;
    private readonly TableSpec _present;
    private readonly TableTransition _forward;
    private readonly TableTransition _backward;
    private readonly IReadOnlyList<(ColumnSpec? Wanted, ColumnSpec? Present)> _columns;
    private readonly HashSet<string> _moved;

    private TableDiffer(TableSpec wanted, TableSpec present, IReadOnlyDictionary<string, string> renames, bool ignoresOrder, IReadOnlyList<Referrer> referrers)
    {
        (_wanted, _present) = (wanted, present);
        _columns = Match(wanted, present, renames);
        var nameOf = _columns.Where(pair => pair is { Wanted: not null, Present: not null }).ToDictionary(pair => pair.Present!.Name, pair => pair.Wanted!.Name, StringComparer.Ordinal);
        string[] before = [.. present.Columns.Where(column => nameOf.ContainsKey(column.Name)).Select(column => nameOf[column.Name])];
        string[] after = [.. wanted.Columns.Select(column => column.Name).Where(before.Contains)];
        var kept = LongestSequence.Find(before, after);
        _moved = ignoresOrder ? [] : [.. before.Where(name => !kept.Contains(name))];
        HashSet<string> movedBack = [.. nameOf.Where(pair => _moved.Contains(pair.Value)).Select(pair => pair.Key)];
        _forward = new TableTransition(present, wanted, _moved, referrers);
        _backward = new TableTransition(wanted, present, movedBack, referrers);
    }

    /// <summary>Compares two tables.</summary>
    /// <param name="wanted">The table as it is to be, under the name that it has where it is changed.</param>
    /// <param name="present">The table as it is.</param>
    /// <param name="renames">Columns that have another name: the wanted name by the present one.</param>
    /// <param name="ignoresOrder">True leaves columns where they are.</param>
    /// <param name="referrers">The foreign keys of other tables that point to it and stay.</param>
    public static IReadOnlyList<TableDifference> Compare(
        TableSpec wanted, TableSpec present, IReadOnlyDictionary<string, string> renames, bool ignoresOrder, IReadOnlyList<Referrer> referrers)
    {
        var differ = new TableDiffer(wanted, present, renames, ignoresOrder, referrers);
        return [.. differ.Columns(), .. differ.Order(), .. differ.Indexes(), .. differ.Checks(), .. differ.ForeignKeys(), .. differ.Options(), .. differ.Partitions()];
    }

    private static List<(ColumnSpec? Wanted, ColumnSpec? Present)> Match(TableSpec wanted, TableSpec present, IReadOnlyDictionary<string, string> renames)
    {
        var byName = wanted.Columns.ToDictionary(column => column.Name, StringComparer.OrdinalIgnoreCase);
        var pairs = new List<(ColumnSpec?, ColumnSpec?)>();
        var taken = new HashSet<ColumnSpec>(ReferenceEqualityComparer.Instance);
        foreach (var column in present.Columns)
        {
            var match = byName.GetValueOrDefault(renames.GetValueOrDefault(column.Name, column.Name));
            if (match is not null)
                taken.Add(match);
            pairs.Add((match, column));
        }

        // In the order in which they are to stand; those that go are last.
        return [.. wanted.Columns.Select(column => taken.Contains(column) ? pairs.Find(pair => ReferenceEquals(pair.Item1, column)) : (column, null)), .. pairs.Where(pair => pair.Item1 is null)];
    }

    private static IEnumerable<(T? Wanted, T? Present)> Pairs<T>(IReadOnlyList<T> wanted, IReadOnlyList<T> present, Func<T, string> nameOf)
        where T : class
    {
        var names = wanted.Concat(present).Select(nameOf).Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
            yield return (wanted.FirstOrDefault(one => Same(nameOf(one), name)), present.FirstOrDefault(one => Same(nameOf(one), name)));
    }

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private string? Text(ColumnSpec? column) => column is null
        ? null
        : $"{SqlIdentifier.Quote(column.Name)} {(_wanted.Options["COLLATE"] == _present.Options["COLLATE"] ? column.AsSpelled : column).Define()}";

    private IEnumerable<TableDifference> Columns()
    {
        foreach (var (wanted, present) in _columns)
        {
            if (wanted is not null && present is not null && wanted.Name == present.Name && wanted.Essence == present.Essence)
                continue;
            yield return new TableDifference($"column {(wanted ?? present)!.Name}", Text(wanted), Text(present), _forward.Columns.Change(present, wanted), _backward.Columns.Change(wanted, present));
        }
    }

    /// <summary>The columns that only change their place. One that changes otherwise too goes there with that change.</summary>
    private IEnumerable<TableDifference> Order()
    {
        var alone = _columns.Where(pair => pair is { Wanted: not null, Present: not null } && _moved.Contains(pair.Wanted.Name) && pair.Wanted.Name == pair.Present.Name && pair.Wanted.Essence == pair.Present.Essence).ToArray();
        if (alone.Length == 0)
            yield break;
        yield return new TableDifference(
            "column order",
            Names(_wanted),
            Names(_present),
            new Transition([.. alone.SelectMany(pair => _forward.Columns.Move(pair.Wanted!))], null),
            new Transition([.. alone.SelectMany(pair => _backward.Columns.Move(pair.Present!))], null));

        static string Names(TableSpec table) => string.Join(", ", table.Columns.Select(column => column.Name));
    }

    private IEnumerable<TableDifference> Indexes()
    {
        foreach (var (wanted, present) in Pairs(_wanted.Indexes, _present.Indexes, index => index.Name))
        {
            if (wanted?.Define() == present?.Define())
                continue;
            var property = (wanted ?? present)!.IsPrimary ? "primary key" : $"index {(wanted ?? present)!.Name}";
            yield return new TableDifference(property, wanted?.Define(), present?.Define(), WithAutoIncrement(_forward, present, wanted), WithAutoIncrement(_backward, wanted, present));
        }
    }

    /// <summary>A key without which an AUTO_INCREMENT column can't be comes and goes with the column's own change.</summary>
    private Transition WithAutoIncrement(TableTransition table, IndexSpec? from, IndexSpec? to)
    {
        var change = table.Indexes.Change(from, to);
        foreach (var (wanted, present) in _columns)
        {
            var (old, next) = ReferenceEquals(table, _forward) ? (present, wanted) : (wanted, present);
            var comes = next?.IsAutoIncrement == true && to is not null && TableTransition.KeyOf(table.To, next.Name) == to;
            var goes = old?.IsAutoIncrement == true && from is not null && TableTransition.KeyOf(table.From, old.Name) == from;
            var isChanged = old is null || next is null || old.Name != next.Name || old.IsAutoIncrement != next.IsAutoIncrement;
            if (!isChanged || !(comes || goes))
                continue;
            var column = table.Columns.Change(old, next);
            change = change with { Steps = [.. change.Steps, .. column.Steps], Destroys = change.Destroys ?? column.Destroys };
        }

        return change;
    }

    private IEnumerable<TableDifference> Checks() =>
        Pairs(_wanted.Checks, _present.Checks, check => check.Name)
            .Where(pair => pair.Wanted != pair.Present)
            .Select(pair => new TableDifference($"check {(pair.Wanted ?? pair.Present)!.Name}", pair.Wanted?.Define(), pair.Present?.Define(), TableTransition.Change(pair.Present, pair.Wanted), TableTransition.Change(pair.Wanted, pair.Present)));

    private IEnumerable<TableDifference> ForeignKeys() =>
        Pairs(_wanted.ForeignKeys, _present.ForeignKeys, key => key.Name)
            .Where(pair => pair.Wanted?.Text != pair.Present?.Text)
            .Select(pair => new TableDifference($"foreign key {(pair.Wanted ?? pair.Present)!.Name}", pair.Wanted?.Text, pair.Present?.Text, TableTransition.Change(pair.Present, pair.Wanted), TableTransition.Change(pair.Wanted, pair.Present)));

    private IEnumerable<TableDifference> Options()
    {
        var (wanted, present) = (_wanted.Options, _present.Options);
        if (wanted["CHARSET"] != present["CHARSET"] || wanted["COLLATE"] != present["COLLATE"])
        {
            var name = wanted["CHARSET"] == present["CHARSET"] ? "COLLATE" : "CHARSET";
            yield return new TableDifference($"option {name}", wanted[name], present[name], _forward.ChangeCharacterSet(), _backward.ChangeCharacterSet());
        }

        foreach (var name in wanted.Values.Keys.Union(present.Values.Keys, StringComparer.OrdinalIgnoreCase).Where(name => name is not ("CHARSET" or "COLLATE")).Order(StringComparer.Ordinal))
        {
            if (wanted[name] != present[name])
                yield return new TableDifference($"option {name}", wanted[name], present[name], TableTransition.Change(name, present[name], wanted[name]), TableTransition.Change(name, wanted[name], present[name]));
        }
    }

    private IEnumerable<TableDifference> Partitions()
    {
        if (_wanted.Options.Partitions != _present.Options.Partitions)
            yield return new TableDifference("partitions", _wanted.Options.Partitions, _present.Options.Partitions, PartitionTransition.Change(_present, _wanted), PartitionTransition.Change(_wanted, _present));
    }
}
