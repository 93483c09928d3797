using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Catalog;

/// <summary>Counts the rows that have a foreign key's values and no parent.</summary>
internal static class OrphanQuery
{
    /// <summary>The query; its one column is <c>orphans</c>.</summary>
    /// <param name="child">The table with the key.</param>
    /// <param name="parent">The table that it refers to.</param>
    /// <param name="columns">The key's columns, each with the parent's.</param>
    public static string Text(ObjectName child, ObjectName parent, IReadOnlyList<(string Child, string Parent)> columns)
    {
        var pairs = columns.Select(static pair => $"p.{SqlIdentifier.Quote(pair.Parent)} = c.{SqlIdentifier.Quote(pair.Child)}");
        return $"SELECT COUNT(*) AS orphans FROM {child.Quoted} AS c LEFT JOIN {parent.Quoted} AS p ON {string.Join(" AND ", pairs)}"
            + $" WHERE {IsWhole(columns.Select(static pair => pair.Child))} AND p.{SqlIdentifier.Quote(columns[0].Parent)} IS NULL";
    }

    /// <summary>The query for a parent that is not there: every row with a whole key lacks it.</summary>
    /// <param name="child">The table with the key.</param>
    /// <param name="columns">The key's columns.</param>
    public static string TextWithoutParent(ObjectName child, IEnumerable<string> columns) => $"SELECT COUNT(*) AS orphans FROM {child.Quoted} AS c WHERE {IsWhole(columns)}";

    /// <summary>A key with a NULL in it needs no parent (MATCH SIMPLE).</summary>
    private static string IsWhole(IEnumerable<string> columns) => string.Join(" AND ", columns.Select(static column => $"c.{SqlIdentifier.Quote(column)} IS NOT NULL"));
}
