using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>Asks for foreign keys.</summary>
internal static class ForeignKeyReader
{
    /// <summary>Those of the tables and those that refer to them.</summary>
    /// <param name="session">The session.</param>
    /// <param name="tables">The tables, of which there is at least one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IReadOnlyList<ForeignKeyFacts>> ReadAsync(Session session, IReadOnlyCollection<ObjectName> tables, CancellationToken cancellationToken)
    {
        var scope = InformationScope.Of(tables);
        var rows = await session.QueryAsync(
            $"""
            SELECT CONSTRAINT_NAME AS name, TABLE_SCHEMA AS child_schema, TABLE_NAME AS child_table, COLUMN_NAME AS child_column,
                   REFERENCED_TABLE_SCHEMA AS parent_schema, REFERENCED_TABLE_NAME AS parent_table, REFERENCED_COLUMN_NAME AS parent_column, ORDINAL_POSITION AS position
            FROM information_schema.KEY_COLUMN_USAGE
            WHERE REFERENCED_TABLE_NAME IS NOT NULL
                AND (({scope.Where("TABLE_SCHEMA", "TABLE_NAME")}) OR ({scope.Where("REFERENCED_TABLE_SCHEMA", "REFERENCED_TABLE_NAME")}))
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        var wanted = tables.ToHashSet();
        return
        [
            .. rows.GroupBy(row => (Name: row.Text("name"), Child: new ObjectName(row.Text("child_schema"), row.Text("child_table"))))
                .Select(group => new ForeignKeyFacts(
                    group.Key.Name,
                    group.Key.Child,
                    new ObjectName(group.First().Text("parent_schema"), group.First().Text("parent_table")),
                    [.. group.OrderBy(row => row.Int64("position")).Select(row => (row.Text("child_column"), row.Text("parent_column")))]))
                .Where(key => wanted.Contains(key.Child) || wanted.Contains(key.Parent)),
        ];
    }
}
