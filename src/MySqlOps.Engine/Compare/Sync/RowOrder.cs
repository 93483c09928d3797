namespace MySqlOps.Engine.Compare.Sync;

/// <summary>
/// Puts the row changes of one table in an order in which no unique value is needed before it is free: deletes, then updates, then inserts; an update that needs the value of
/// another after that one. Where updates wait for each other in a circle (1 becomes 2 and 2 becomes 1), one row is taken out first and put back in the end.
/// </summary>
internal sealed class RowOrder
{
    private readonly IReadOnlyList<RowChange> _updates;
    private readonly List<int>?[] _waiting;
    private readonly int[] _blockers;

    private RowOrder(IReadOnlyList<RowChange> updates)
    {
        _updates = updates;
        _waiting = new List<int>?[updates.Count];
        _blockers = new int[updates.Count];
        if (updates.Count > 0)
        {
            foreach (var key in updates[0].Traits?.UniqueKeys ?? [])
                Link(key);
        }
    }

    /// <summary>The operations, in groups that must not be parted between two transactions.</summary>
    /// <param name="changes">Changes of one table, all with the same columns.</param>
    public static IReadOnlyList<IReadOnlyList<RowOperation>> Sort(IReadOnlyList<RowChange> changes)
    {
        var groups = new List<IReadOnlyList<RowOperation>>(changes.Count);
        var byVerb = changes.ToLookup(RowOperation.VerbOf);
        groups.AddRange(byVerb[RowVerb.Delete].Select(static change => Single(RowVerb.Delete, change)));
        new RowOrder([.. byVerb[RowVerb.Update]]).AddTo(groups);
        groups.AddRange(byVerb[RowVerb.Insert].Select(static change => Single(RowVerb.Insert, change)));
        return groups;
    }

    /// <summary>The operations cut into transactions of so many rows; a group that is larger is one transaction all the same.</summary>
    public static IReadOnlyList<IReadOnlyList<RowOperation>> Cut(IReadOnlyList<IReadOnlyList<RowOperation>> groups, int rows)
    {
        var batches = new List<IReadOnlyList<RowOperation>>();
        var batch = new List<RowOperation>();
        foreach (var group in groups)
        {
            if (batch.Count > 0 && batch.Count + group.Count > rows)
            {
                batches.Add(batch);
                batch = [];
            }

            batch.AddRange(group);
        }

        if (batch.Count > 0)
            batches.Add(batch);
        return batches;
    }

    private static RowOperation[] Single(RowVerb verb, RowChange change) => [new(verb, change)];

    /// <summary>Links each update to the one whose old value it takes.</summary>
    private void Link(IReadOnlyList<string> key)
    {
        string[] columns = [.. _updates[0].Columns];
        var places = key.Select(name => Array.FindIndex(columns, column => column.Equals(name, StringComparison.OrdinalIgnoreCase))).ToArray();
        if (places.Contains(-1))
            return;
        var holders = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (i, update) in _updates.Index())
        {
            if (Value(update.Old!, places) is { } old && old != Value(update.New!, places))
                holders.TryAdd(old, i);
        }

        foreach (var (i, update) in _updates.Index())
        {
            if (Value(update.New!, places) is not { } wanted || wanted == Value(update.Old!, places) || !holders.TryGetValue(wanted, out var holder))
                continue;
            (_waiting[holder] ??= []).Add(i);
            _blockers[i]++;
        }
    }

    /// <summary>The literals of a key as one text; null when one is NULL, which is never a duplicate.</summary>
    private static string? Value(IReadOnlyList<string> row, int[] places)
    {
        if (places.Length == 1)
            return row[places[0]] == "NULL" ? null : row[places[0]];
        return Array.Exists(places, place => row[place] == "NULL") ? null : string.Join('\0', places.Select(place => row[place]));
    }

    private void AddTo(List<IReadOnlyList<RowOperation>> groups)
    {
        var seen = new bool[_updates.Count];
        var neighbours = Neighbours();
        for (var i = 0; i < _updates.Count; i++)
        {
            if (!seen[i])
                groups.Add(SortComponent(Collect(i, seen, neighbours)));
        }
    }

    /// <summary>Who waits for whom, seen from the one that waits.</summary>
    private List<int>?[] Neighbours()
    {
        var holders = new List<int>?[_updates.Count];
        for (var holder = 0; holder < _updates.Count; holder++)
        {
            foreach (var waiting in _waiting[holder] ?? [])
                (holders[waiting] ??= []).Add(holder);
        }

        return holders;
    }

    private List<int> Collect(int first, bool[] seen, List<int>?[] holders)
    {
        var members = new List<int>();
        var open = new Stack<int>([first]);
        seen[first] = true;
        while (open.TryPop(out var i))
        {
            members.Add(i);
            foreach (var next in (_waiting[i] ?? []).Concat(holders[i] ?? []).Where(next => !seen[next]))
            {
                seen[next] = true;
                open.Push(next);
            }
        }

        members.Sort();
        return members;
    }

    private List<RowOperation> SortComponent(List<int> members)
    {
        var operations = new List<RowOperation>(members.Count);
        var free = new Queue<int>(members.Where(i => _blockers[i] == 0));
        var takenOut = new HashSet<int>();
        var done = new HashSet<int>();
        var next = 0;
        while (done.Count < members.Count)
        {
            if (free.TryDequeue(out var i))
            {
                // Taken out here and put back at once: an UPDATE would change nothing.
                if (JsonTrap.Catches(_updates[i]) && !takenOut.Contains(i))
                    operations.Add(new RowOperation(RowVerb.TakeOut, _updates[i]));
                operations.Add(new RowOperation(takenOut.Contains(i) || JsonTrap.Catches(_updates[i]) ? RowVerb.PutBack : RowVerb.Update, _updates[i]));
                done.Add(i);
                if (!takenOut.Contains(i))
                    Release(i, free);
                continue;
            }

            // All that are left wait for each other.
            while (done.Contains(members[next]) || takenOut.Contains(members[next]))
                next++;
            takenOut.Add(members[next]);
            operations.Add(new RowOperation(RowVerb.TakeOut, _updates[members[next]]));
            Release(members[next], free);
        }

        return operations;
    }

    private void Release(int holder, Queue<int> free)
    {
        foreach (var waiting in _waiting[holder] ?? [])
        {
            if (--_blockers[waiting] == 0)
                free.Enqueue(waiting);
        }
    }
}
