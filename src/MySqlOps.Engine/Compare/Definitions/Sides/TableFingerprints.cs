using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Definitions.Sides;

/// <summary>
/// Asks information_schema in bulk what tables are like, so that only those that differ need a SHOW CREATE TABLE. What it does not tell: the parser of FULLTEXT indexes, and the options
/// of other engines than InnoDB; those tables are always read. Nor does it tell where a file lies (DATA DIRECTORY, TABLESPACE, AUTOEXTEND_SIZE) and whether a column that takes NULL
/// has the default NULL or none: a difference in these alone is not seen
/// unless every definition is read.
/// </summary>
/// <param name="session">A session to the server.</param>
/// <param name="scope">Which databases.</param>
/// <param name="builder">Gets the facts.</param>
/// <param name="renamer">Gives databases their names where they are changed.</param>
internal sealed class TableFingerprints(Session session, InformationScope scope, FingerprintBuilder builder, DatabaseRenamer renamer)
{
    /// <summary>The foreign keys, by their tables.</summary>
    public IReadOnlyList<(ObjectName Table, ForeignKeyElement Key)> ForeignKeys { get; private set; } = [];

    /// <summary>Asks for everything.</summary>
    /// <param name="withAutoIncrement">True asks for the next values of AUTO_INCREMENT too: for these the server looks into each table.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task ReadAsync(bool withAutoIncrement, CancellationToken cancellationToken)
    {
        await ReadTablesAsync(cancellationToken).ConfigureAwait(false);
        if (withAutoIncrement)
            await ReadAutoIncrementAsync(cancellationToken).ConfigureAwait(false);
        await ReadColumnsAsync(cancellationToken).ConfigureAwait(false);
        await ReadIndexesAsync(cancellationToken).ConfigureAwait(false);
        await ReadChecksAsync(cancellationToken).ConfigureAwait(false);
        await ReadPartitionsAsync(cancellationToken).ConfigureAwait(false);
        await ReadForeignKeysAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadTablesAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT TABLE_SCHEMA AS object_schema, TABLE_NAME AS object_name, ENGINE AS engine, JSON_ARRAY(ENGINE, TABLE_COLLATION, CREATE_OPTIONS, TABLE_COMMENT) AS facts
            FROM information_schema.TABLES
            WHERE TABLE_TYPE = 'BASE TABLE' AND {scope.Where("TABLE_SCHEMA", "TABLE_NAME")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        foreach (var row in rows)
        {
            Add(row, "table");
            if (row.TextOrNull("engine") != "InnoDB")
                builder.MarkUnsure(Key(row));
        }
    }

    private async Task ReadAutoIncrementAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT TABLE_SCHEMA AS object_schema, TABLE_NAME AS object_name, CAST(AUTO_INCREMENT AS CHAR) AS facts
            FROM information_schema.TABLES
            WHERE AUTO_INCREMENT > 1 AND TABLE_TYPE = 'BASE TABLE' AND {scope.Where("TABLE_SCHEMA", "TABLE_NAME")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        AddAll(rows, "auto_increment");
    }

    private async Task ReadColumnsAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT TABLE_SCHEMA AS object_schema, TABLE_NAME AS object_name,
                   JSON_ARRAY(ORDINAL_POSITION, COLUMN_NAME, COLUMN_DEFAULT, IS_NULLABLE, COLUMN_TYPE, CHARACTER_SET_NAME, COLLATION_NAME, EXTRA, COLUMN_COMMENT, GENERATION_EXPRESSION, SRS_ID) AS facts
            FROM information_schema.COLUMNS
            WHERE {scope.Where("TABLE_SCHEMA", "TABLE_NAME")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        AddAll(rows, "column");
    }

    private async Task ReadIndexesAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT TABLE_SCHEMA AS object_schema, TABLE_NAME AS object_name, INDEX_TYPE AS index_type,
                   JSON_ARRAY(INDEX_NAME, NON_UNIQUE, SEQ_IN_INDEX, COLUMN_NAME, COLLATION, SUB_PART, INDEX_TYPE, INDEX_COMMENT, IS_VISIBLE, EXPRESSION) AS facts
            FROM information_schema.STATISTICS
            WHERE {scope.Where("TABLE_SCHEMA", "TABLE_NAME")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        foreach (var row in rows)
        {
            Add(row, "index");
            if (row.Text("index_type") == "FULLTEXT")
                builder.MarkUnsure(Key(row));
        }
    }

    private async Task ReadChecksAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT t.TABLE_SCHEMA AS object_schema, t.TABLE_NAME AS object_name, JSON_ARRAY(t.CONSTRAINT_NAME, t.ENFORCED, c.CHECK_CLAUSE) AS facts
            FROM information_schema.TABLE_CONSTRAINTS AS t JOIN information_schema.CHECK_CONSTRAINTS AS c USING (CONSTRAINT_SCHEMA, CONSTRAINT_NAME)
            WHERE t.CONSTRAINT_TYPE = 'CHECK' AND {scope.Where("t.TABLE_SCHEMA", "t.TABLE_NAME")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        AddAll(rows, "check");
    }

    private async Task ReadPartitionsAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT TABLE_SCHEMA AS object_schema, TABLE_NAME AS object_name,
                   JSON_ARRAY(PARTITION_NAME, SUBPARTITION_NAME, PARTITION_ORDINAL_POSITION, SUBPARTITION_ORDINAL_POSITION, PARTITION_METHOD, SUBPARTITION_METHOD, PARTITION_EXPRESSION,
                              SUBPARTITION_EXPRESSION, PARTITION_DESCRIPTION, PARTITION_COMMENT, NODEGROUP, TABLESPACE_NAME) AS facts
            FROM information_schema.PARTITIONS
            WHERE PARTITION_NAME IS NOT NULL AND {scope.Where("TABLE_SCHEMA", "TABLE_NAME")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        AddAll(rows, "partition");
    }

    private async Task ReadForeignKeysAsync(CancellationToken cancellationToken)
    {
        var rules = await session.QueryAsync(
            $"""
            SELECT CONSTRAINT_SCHEMA AS object_schema, TABLE_NAME AS object_name, CONSTRAINT_NAME AS name, UPDATE_RULE AS update_rule, DELETE_RULE AS delete_rule
            FROM information_schema.REFERENTIAL_CONSTRAINTS
            WHERE {scope.Where("CONSTRAINT_SCHEMA", "TABLE_NAME")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        var actions = rules.ToDictionary(row => (Key(row).Name, row.Text("name")), row => Actions(row.Text("update_rule"), row.Text("delete_rule")));
        var columns = await session.QueryAsync(
            $"""
            SELECT TABLE_SCHEMA AS object_schema, TABLE_NAME AS object_name, CONSTRAINT_NAME AS name, ORDINAL_POSITION AS position, COLUMN_NAME AS column_name,
                   REFERENCED_TABLE_SCHEMA AS parent_schema, REFERENCED_TABLE_NAME AS parent_name, REFERENCED_COLUMN_NAME AS parent_column
            FROM information_schema.KEY_COLUMN_USAGE
            WHERE REFERENCED_TABLE_NAME IS NOT NULL AND {scope.Where("TABLE_SCHEMA", "TABLE_NAME")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        ForeignKeys =
        [
            .. columns.GroupBy(row => (Table: Key(row).Name, Name: row.Text("name"))).Select(group =>
            {
                SqlRow[] parts = [.. group.OrderBy(row => row.Int64("position"))];
                var key = new ForeignKeyElement
                {
                    Name = group.Key.Name,
                    Columns = [.. parts.Select(row => row.Text("column_name"))],
                    ReferencedDatabase = null,
                    ReferencedTable = parts[0].Text("parent_name"),
                    ReferencedColumns = [.. parts.Select(row => row.Text("parent_column"))],
                    Actions = actions.GetValueOrDefault((group.Key.Table, group.Key.Name), ""),
                    Text = "",
                };
                return (group.Key.Table, key.WithReferencedDatabase(renamer.Rename(parts[0].Text("parent_schema"))));
            }),
        ];
        foreach (var (table, key) in ForeignKeys)
            builder.Add(new ObjectKey(ComparedObject.Table, table), "foreign key", key.Text);
    }

    private static string Actions(string update, string delete)
    {
        var parts = new[] { Action("ON DELETE", delete), Action("ON UPDATE", update) };
        return string.Join(' ', parts.Where(part => part.Length > 0));

        // These two are the same for InnoDB, and are what is done where nothing is said.
        static string Action(string when, string rule) => rule is "NO ACTION" or "RESTRICT" ? "" : $"{when} {rule}";
    }

    private ObjectKey Key(SqlRow row) => new(ComparedObject.Table, renamer.Rename(new ObjectName(row.Text("object_schema"), row.Text("object_name"))));

    private void Add(SqlRow row, string about) => builder.Add(Key(row), about, row.Text("facts"));

    private void AddAll(IReadOnlyList<SqlRow> rows, string about)
    {
        foreach (var row in rows)
            Add(row, about);
    }
}
