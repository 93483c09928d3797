namespace MySqlOps.Engine.Catalog;

/// <summary>Puts things behind what they need.</summary>
internal static class DependencyOrder
{
    /// <summary>Each item after those of the list that it needs, otherwise in the order in which they came. A circle is cut at the item that came first.</summary>
    /// <param name="items">The items.</param>
    /// <param name="nameOf">What an item is called; no two the same.</param>
    /// <param name="needsOf">The names of what it needs; one that no item has counts for nothing.</param>
    public static IReadOnlyList<TItem> Sort<TItem, TName>(IReadOnlyCollection<TItem> items, Func<TItem, TName> nameOf, Func<TItem, IReadOnlyList<TName>> needsOf)
        where TName : notnull
    {
        var byName = items.ToDictionary(nameOf);
        var begun = new HashSet<TName>();
        var sorted = new List<TItem>(items.Count);

        // A stack of our own: a chain may be longer than the thread's.
        var path = new Stack<(TItem Item, int Next)>();
        foreach (var first in items)
        {
            if (begun.Add(nameOf(first)))
                path.Push((first, 0));
            while (path.TryPop(out var step))
            {
                var needs = needsOf(step.Item);
                if (step.Next == needs.Count)
                {
                    sorted.Add(step.Item);
                    continue;
                }

                path.Push(step with { Next = step.Next + 1 });
                if (byName.TryGetValue(needs[step.Next], out var needed) && begun.Add(needs[step.Next]))
                    path.Push((needed, 0));
            }
        }

        return sorted;
    }
}
