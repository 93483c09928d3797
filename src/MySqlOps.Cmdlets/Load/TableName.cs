using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Load;

/// <summary>The one table that a file of rows goes into.</summary>
internal static class TableName
{
    /// <summary>Reads -Database and -Table: <c>-Table shop.orders</c>, or <c>-Database shop -Table orders</c>.</summary>
    /// <exception cref="MySqlOpsException">TableMissing: they do not name one table.</exception>
    public static ObjectName Read(string[] databases, string[] tables, string path) => (databases, tables) switch
    {
        ([var database], [var table]) => new ObjectName(database, table.StartsWith($"{database}.", StringComparison.Ordinal) ? table[(database.Length + 1)..] : table),
        ([], [var table]) when table.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot => new ObjectName(table[..dot], table[(dot + 1)..]),
        _ => throw new MySqlOpsException(ErrorId.TableMissing, $"{path} holds rows, and the table that they go into is not named. Name one by -Table database.table.", path),
    };
}
