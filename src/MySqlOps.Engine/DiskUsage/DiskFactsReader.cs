using System.Globalization;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.DiskUsage;

/// <summary>Asks a server for the facts that disk usage is made of, one statement a method.</summary>
internal sealed class DiskFactsReader(Session session)
{
    /// <summary>The databases that the account can see.</summary>
    public async Task<IReadOnlyList<string>> ReadSchemasAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA ORDER BY SCHEMA_NAME", cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.Text("name"))];
    }

    /// <summary>The base tables that the account can see.</summary>
    public async Task<IReadOnlyList<TableFacts>> ReadTablesAsync(CancellationToken cancellationToken)
    {
        // Without this the lengths come from mysql.table_stats, a day old (manual 28.3.38), and the first answer is slow because it fills that table.
        if (!session.Facts.IsMariaDb)
            await session.ExecuteAsync("SET SESSION information_schema_stats_expiry = 0", cancellationToken).ConfigureAwait(false);
        var rows = await session.QueryAsync(
            """
            SELECT TABLE_SCHEMA AS table_schema, TABLE_NAME AS table_name, ENGINE AS engine, TABLE_ROWS AS table_rows,
                   DATA_LENGTH AS data_length, INDEX_LENGTH AS index_length, DATA_FREE AS data_free
            FROM information_schema.TABLES
            WHERE TABLE_TYPE = 'BASE TABLE'
            """,
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. rows.Select(row => new TableFacts
            {
                Schema = row.Text("table_schema"),
                Name = row.Text("table_name"),
                Engine = row.TextOrNull("engine"),
                Rows = row.Int64OrNull("table_rows"),
                DataBytes = row.Int64OrNull("data_length"),
                IndexBytes = row.Int64OrNull("index_length"),
                FreeBytes = row.Int64OrNull("data_free"),
            }),
        ];
    }

    /// <summary>InnoDB's tablespaces; MySQL leaves out the system tablespace. Needs PROCESS.</summary>
    public Task<IReadOnlyList<TablespaceFacts>> ReadTablespacesAsync(CancellationToken cancellationToken) =>
        session.Facts.HasInnoDbTablesViews ? ReadMySqlTablespacesAsync(cancellationToken) : ReadMariaDbTablespacesAsync(cancellationToken);

    /// <summary>The files of the system tablespace, with their size and free bytes; needs PROCESS.</summary>
    public async Task<IReadOnlyList<(string File, long FileBytes, long FreeBytes)>> ReadSystemFilesAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT FILE_NAME AS file_name, TOTAL_EXTENTS * EXTENT_SIZE AS file_bytes, DATA_FREE AS data_free
            FROM information_schema.FILES
            WHERE ENGINE = 'InnoDB' AND TABLESPACE_NAME = 'innodb_system'
            """,
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => (row.Text("file_name"), row.Int64("file_bytes"), row.Int64OrNull("data_free") ?? 0))];
    }

    /// <summary>The other sessions' temporary tablespaces: how many, and their bytes; needs PROCESS. Our own statements fill ours, and it is emptied when we leave.</summary>
    public async Task<(long Count, long Bytes)> ReadSessionTemporaryAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT COUNT(*) AS files, CAST(COALESCE(SUM(SIZE), 0) AS SIGNED) AS bytes
            FROM information_schema.INNODB_SESSION_TEMP_TABLESPACES
            WHERE ID <> CONNECTION_ID()
            """,
            cancellationToken).ConfigureAwait(false);
        return (rows[0].Int64("files"), rows[0].Int64("bytes"));
    }

    /// <summary>The tables with a FULLTEXT index, as (schema, table).</summary>
    public async Task<IReadOnlyList<(string Schema, string Table)>> ReadFullTextTablesAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT DISTINCT TABLE_SCHEMA AS table_schema, TABLE_NAME AS table_name
            FROM information_schema.STATISTICS
            WHERE INDEX_TYPE = 'FULLTEXT'
            """,
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => (row.Text("table_schema"), row.Text("table_name")))];
    }

    /// <summary>The tablespaces' numbers by InnoDB's numbers of the tables. Slow on many tables (1 ms a table): ask only when need be.</summary>
    public async Task<IReadOnlyDictionary<ulong, long>> ReadSpacesOfTablesAsync(IEnumerable<ulong> tableIds, CancellationToken cancellationToken)
    {
        var list = string.Join(", ", tableIds.Select(id => id.ToString(CultureInfo.InvariantCulture)));
        var rows = await session.QueryAsync(
            $"""
            SELECT TABLE_ID AS table_id, SPACE AS space
            FROM information_schema.{(session.Facts.HasInnoDbTablesViews ? "INNODB_TABLES" : "INNODB_SYS_TABLES")}
            WHERE TABLE_ID IN ({list})
            """,
            cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(row => (ulong)row.Int64("table_id"), row => row.Int64("space"));
    }

    /// <summary>How many columns the tables that are not InnoDB's have, and how many such tables there are.</summary>
    public async Task<(long Tables, long Columns)> ReadDefinitionsOutsideInnoDbAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT COUNT(DISTINCT t.TABLE_SCHEMA, t.TABLE_NAME) AS table_count, COUNT(c.COLUMN_NAME) AS column_count
            FROM information_schema.TABLES AS t
            JOIN information_schema.COLUMNS AS c ON c.TABLE_SCHEMA = t.TABLE_SCHEMA AND c.TABLE_NAME = t.TABLE_NAME
            WHERE t.TABLE_TYPE = 'BASE TABLE' AND t.ENGINE <> 'InnoDB'
            """,
            cancellationToken).ConfigureAwait(false);
        return (rows[0].Int64("table_count"), rows[0].Int64("column_count"));
    }

    private async Task<IReadOnlyList<TablespaceFacts>> ReadMySqlTablespacesAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT SPACE AS space, NAME AS name, SPACE_TYPE AS space_type, ALLOCATED_SIZE AS allocated_size
            FROM information_schema.INNODB_TABLESPACES
            """,
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new TablespaceFacts(row.Int64("space"), row.Text("name"), row.Text("space_type"), row.Int64("allocated_size")))];
    }

    private async Task<IReadOnlyList<TablespaceFacts>> ReadMariaDbTablespacesAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "SELECT SPACE AS space, NAME AS name, ALLOCATED_SIZE AS allocated_size FROM information_schema.INNODB_SYS_TABLESPACES",
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. rows.Select(row => row.Text("name") == "innodb_temporary"
                ? new TablespaceFacts(TablespaceFacts.TemporarySpace, row.Text("name"), "System", row.Int64("allocated_size"))
                : new TablespaceFacts(row.Int64("space"), TablespaceFileName.Decode(row.Text("name")), row.Int64("space") == 0 ? "System" : "Single", row.Int64("allocated_size"))),
        ];
    }
}
