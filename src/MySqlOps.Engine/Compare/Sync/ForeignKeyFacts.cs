using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>A foreign key on the server.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Child">The table that has it.</param>
/// <param name="Parent">The table that it refers to.</param>
/// <param name="Columns">Its columns, each with the parent's.</param>
internal sealed record ForeignKeyFacts(string Name, ObjectName Child, ObjectName Parent, IReadOnlyList<(string Child, string Parent)> Columns)
{
    /// <summary>Counts the rows that have a key and no parent; a key with a NULL in it needs none.</summary>
    public string OrphanQuery
    {
        get
        {
            var pairs = Columns.Select(static pair => $"p.{SqlIdentifier.Quote(pair.Parent)} = c.{SqlIdentifier.Quote(pair.Child)}");
            var whole = Columns.Select(static pair => $"c.{SqlIdentifier.Quote(pair.Child)} IS NOT NULL");
            return $"SELECT COUNT(*) AS orphans FROM {Child.Quoted} AS c LEFT JOIN {Parent.Quoted} AS p ON {string.Join(" AND ", pairs)} "
                + $"WHERE {string.Join(" AND ", whole)} AND p.{SqlIdentifier.Quote(Columns[0].Parent)} IS NULL";
        }
    }
}
