namespace MySqlOps.Engine.Catalog;

/// <summary>Puts views in an order in which they can be created, across databases.</summary>
internal static class ViewOrder
{
    /// <summary>Each view after those of the list that it reads; otherwise by name. Where functions make a circle, it is cut at the view that comes first by name.</summary>
    /// <param name="views">The views.</param>
    public static IReadOnlyList<ViewDefinition> Sort(IEnumerable<ViewDefinition> views) => DependencyOrder.Sort(
        [.. views.OrderBy(view => view.Name.Database, StringComparer.Ordinal).ThenBy(view => view.Name.Name, StringComparer.Ordinal)],
        view => view.Name,
        view => view.DependsOn);
}
