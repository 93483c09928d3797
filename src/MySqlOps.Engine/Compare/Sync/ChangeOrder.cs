using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>The order of the statements that change definitions: by stage, and within a stage what is needed first. It asks nobody.</summary>
internal sealed class ChangeOrder
{
    private readonly List<string> _cycles = [];

    private ChangeOrder(IEnumerable<ChangePart> parts)
    {
        var statements = new List<OrderedStatement>();
        foreach (var stage in parts.GroupBy(static part => part.Stage).OrderBy(static stage => stage.Key))
            statements.AddRange(Sort(Join(stage)));
        Statements = statements;
    }

    /// <summary>The statements, in order.</summary>
    public IReadOnlyList<OrderedStatement> Statements { get; }

    /// <summary>Objects that need each other in a circle, as <c>shop.a, shop.b</c>: the order among them is that in which they came.</summary>
    public IReadOnlyList<string> Cycles => _cycles;

    /// <summary>Sorts.</summary>
    public static ChangeOrder Of(IEnumerable<ChangePart> parts) => new(parts);

    /// <summary>Joins the clauses of one table that may share an ALTER TABLE. It stands where the first of them stood.</summary>
    private static List<OrderedStatement> Join(IEnumerable<ChangePart> parts)
    {
        var statements = new List<List<ChangePart>>();
        var joined = new Dictionary<(ObjectName Table, string Settings), List<ChangePart>>();
        foreach (var part in parts)
        {
            var key = (part.Object, string.Join('\n', part.Settings));
            if (part.AlterClause is not null && joined.TryGetValue(key, out var others))
            {
                others.Add(part);
                continue;
            }

            List<ChangePart> own = [part];
            statements.Add(own);
            if (part.AlterClause is not null)
                joined.Add(key, own);
        }

        return [.. statements.Select(static own => new OrderedStatement { Parts = own })];
    }

    private IEnumerable<OrderedStatement> Sort(List<OrderedStatement> statements)
    {
        var byObject = statements.Index().ToLookup(static pair => pair.Item.Object, static pair => pair.Index);
        var needs = statements.Index().Select(pair => Needs(pair.Index, pair.Item, byObject)).ToArray();
        var sorted = DependencyOrder.Sort([.. Enumerable.Range(0, statements.Count)], static i => i, i => needs[i]);
        var positions = new int[statements.Count];
        foreach (var (position, i) in sorted.Index())
            positions[i] = position;
        foreach (var i in sorted)
        {
            foreach (var later in needs[i].Where(needed => positions[needed] > positions[i]))
                _cycles.Add(string.Join(", ", FindPath(later, i, needs).Select(member => statements[member].Object.ToString()).Distinct(StringComparer.Ordinal)));
        }

        return sorted.Select(i => statements[i]);
    }

    private static int[] Needs(int own, OrderedStatement statement, ILookup<ObjectName, int> byObject) =>
        [.. statement.Parts.SelectMany(static part => part.Needs).Distinct().SelectMany(name => byObject[name]).Where(needed => needed != own)];

    /// <summary>From one to what it needs, and on to the other: there is a way, because the circle was cut there.</summary>
    private static List<int> FindPath(int from, int to, int[][] needs)
    {
        var cameFrom = new Dictionary<int, int> { [from] = from };
        var open = new Queue<int>([from]);
        while (open.TryDequeue(out var i) && i != to)
        {
            foreach (var needed in needs[i])
            {
                if (cameFrom.TryAdd(needed, i))
                    open.Enqueue(needed);
            }
        }

        var path = new List<int> { to };
        while (path[^1] != from)
            path.Add(cameFrom[path[^1]]);
        return path;
    }
}
