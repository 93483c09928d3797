namespace MySqlOps.Cmdlets.Runtime;

/// <summary>Completes a parameter that takes tables, as <c>database.table</c>, with those of the server that the command line names.</summary>
public sealed class TableCompleter : QueryCompleter
{
    /// <inheritdoc />
    private protected override string Sql =>
        """
        SELECT CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) AS name
        FROM information_schema.TABLES
        WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')
        ORDER BY name
        """;
}
