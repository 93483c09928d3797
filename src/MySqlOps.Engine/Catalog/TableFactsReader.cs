using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Catalog;

/// <summary>Asks information_schema about tables, one statement a method, whatever the number of tables.</summary>
internal sealed class TableFactsReader(Session session)
{
    /// <summary>The databases that the account can see, by name, each with its default collation.</summary>
    public async Task<IReadOnlyList<(string Name, string Collation)>> ReadDatabasesAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SELECT SCHEMA_NAME AS name, DEFAULT_COLLATION_NAME AS collation_name FROM information_schema.SCHEMATA", cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => (row.Text("name"), row.Text("collation_name"))).OrderBy(database => database.Item1, StringComparer.Ordinal)];
    }

    /// <summary>True when the server folds the case of names (manual 11.2.3).</summary>
    public async Task<bool> FoldsCaseAsync(CancellationToken cancellationToken) =>
        await session.TextAsync("SELECT @@GLOBAL.lower_case_table_names AS folding", cancellationToken).ConfigureAwait(false) != "0";

    /// <summary>Tables and views with their type and engine; the engine is null for views, and for a table that the server can't open.</summary>
    public async Task<IReadOnlyList<(ObjectName Name, string Type, string? Engine)>> ReadTablesAsync(InformationScope scope, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT TABLE_SCHEMA AS table_schema, TABLE_NAME AS table_name, TABLE_TYPE AS table_type, ENGINE AS engine
            FROM information_schema.TABLES
            WHERE {scope.Where("TABLE_SCHEMA", "TABLE_NAME")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => (Name(row), row.Text("table_type"), row.TextOrNull("engine")))];
    }

    /// <summary>Rows, bytes of a row and bytes of data by the server's statistics.</summary>
    public async Task<IReadOnlyDictionary<ObjectName, (long Rows, long RowBytes, long DataBytes)>> ReadStatisticsAsync(InformationScope scope, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT TABLE_SCHEMA AS table_schema, TABLE_NAME AS table_name, TABLE_ROWS AS table_rows, AVG_ROW_LENGTH AS row_length, DATA_LENGTH AS data_length
            FROM information_schema.TABLES
            WHERE TABLE_TYPE <> 'VIEW' AND {scope.Where("TABLE_SCHEMA", "TABLE_NAME")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(Name, row => (row.Int64OrNull("table_rows") ?? 0, row.Int64OrNull("row_length") ?? 0, row.Int64OrNull("data_length") ?? 0));
    }

    /// <summary>The columns of tables and views, in order.</summary>
    public async Task<ILookup<ObjectName, ColumnDefinition>> ReadColumnsAsync(InformationScope scope, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT TABLE_SCHEMA AS table_schema, TABLE_NAME AS table_name, ORDINAL_POSITION AS position, COLUMN_NAME AS column_name, DATA_TYPE AS data_type, COLUMN_TYPE AS column_type,
                   CHARACTER_SET_NAME AS character_set, COLLATION_NAME AS collation_name, IS_NULLABLE AS is_nullable, EXTRA AS extra
            FROM information_schema.COLUMNS
            WHERE {scope.Where("TABLE_SCHEMA", "TABLE_NAME")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        return rows.OrderBy(row => row.Int64("position")).ToLookup(Name, row => Column(row, row.TextOrNull("extra") ?? ""));
    }

    /// <summary>The indexes of tables: the primary key first, then the unique ones, each by name.</summary>
    public async Task<ILookup<ObjectName, IndexDefinition>> ReadIndexesAsync(InformationScope scope, CancellationToken cancellationToken)
    {
        // Not CARDINALITY: for that the server opens each table.
        var rows = await session.QueryAsync(
            $"""
            SELECT TABLE_SCHEMA AS table_schema, TABLE_NAME AS table_name, INDEX_NAME AS index_name, INDEX_TYPE AS index_type, NON_UNIQUE AS non_unique,
                   SEQ_IN_INDEX AS position, COLUMN_NAME AS column_name, SUB_PART AS sub_part, COLLATION AS direction, NULLABLE AS nullable,
                   {(session.Facts.HasInvisibleIndexes ? "IS_VISIBLE" : "'YES'")} AS is_visible
            FROM information_schema.STATISTICS
            WHERE {scope.Where("TABLE_SCHEMA", "TABLE_NAME")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        return rows
            .GroupBy(row => (Table: Name(row), Index: row.Text("index_name")))
            .Select(group => (group.Key.Table, Index: Index(group.Key.Index, [.. group.OrderBy(row => row.Int64("position"))])))
            .OrderBy(pair => pair.Index.IsPrimary ? 0 : pair.Index.IsUnique ? 1 : 2)
            .ThenBy(pair => pair.Index.Name, StringComparer.Ordinal)
            .ToLookup(pair => pair.Table, pair => pair.Index);
    }

    /// <summary>The partitions of tables, or their subpartitions, in order.</summary>
    public async Task<ILookup<ObjectName, string>> ReadPartitionsAsync(InformationScope scope, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT TABLE_SCHEMA AS table_schema, TABLE_NAME AS table_name, COALESCE(SUBPARTITION_NAME, PARTITION_NAME) AS name,
                   PARTITION_ORDINAL_POSITION AS position, COALESCE(SUBPARTITION_ORDINAL_POSITION, 0) AS sub_position
            FROM information_schema.PARTITIONS
            WHERE PARTITION_NAME IS NOT NULL AND {scope.Where("TABLE_SCHEMA", "TABLE_NAME")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        return rows.OrderBy(row => row.Int64("position")).ThenBy(row => row.Int64("sub_position")).ToLookup(Name, row => row.Text("name"));
    }

    /// <summary>The histograms of tables, by column.</summary>
    public async Task<ILookup<ObjectName, HistogramDefinition>> ReadHistogramsAsync(InformationScope scope, CancellationToken cancellationToken)
    {
        if (!session.Facts.HasColumnStatistics)
            return Array.Empty<ObjectName>().ToLookup(name => name, _ => new HistogramDefinition("", 0, false));
        var rows = await session.QueryAsync(
            $"""
            SELECT SCHEMA_NAME AS table_schema, TABLE_NAME AS table_name, COLUMN_NAME AS column_name,
                   HISTOGRAM ->> '$."number-of-buckets-specified"' AS buckets, HISTOGRAM ->> '$."auto-update"' AS auto_update
            FROM information_schema.COLUMN_STATISTICS
            WHERE {scope.Where("SCHEMA_NAME", "TABLE_NAME")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        return rows
            .OrderBy(row => row.Text("column_name"), StringComparer.Ordinal)
            .ToLookup(Name, row => new HistogramDefinition(row.Text("column_name"), (int)row.Int64("buckets"), row.TextOrNull("auto_update") == "true"));
    }

    private static ObjectName Name(SqlRow row) => new(row.Text("table_schema"), row.Text("table_name"));

    private static ColumnDefinition Column(SqlRow row, string extra) => new()
    {
        Name = row.Text("column_name"),
        DataType = row.Text("data_type").ToLowerInvariant(),
        ColumnType = row.Text("column_type"),
        CharacterSet = row.TextOrNull("character_set"),
        Collation = row.TextOrNull("collation_name"),
        IsNullable = row.BooleanOrNull("is_nullable") ?? true,

        // DEFAULT_GENERATED is something else: a default that is an expression.
        IsGenerated = extra.Contains("VIRTUAL GENERATED", StringComparison.OrdinalIgnoreCase) || extra.Contains("STORED GENERATED", StringComparison.OrdinalIgnoreCase),
        IsInvisible = extra.Contains("INVISIBLE", StringComparison.OrdinalIgnoreCase),
        IsAutoIncrement = extra.Contains("auto_increment", StringComparison.OrdinalIgnoreCase),
    };

    private static IndexDefinition Index(string name, IReadOnlyList<SqlRow> parts) => new()
    {
        Name = name,
        Type = parts[0].Text("index_type"),
        IsUnique = parts[0].Int64("non_unique") == 0,
        IsVisible = parts[0].BooleanOrNull("is_visible") ?? true,
        Parts =
        [
            .. parts.Select(part => new IndexPart(
                part.TextOrNull("column_name"),
                (int?)part.Int64OrNull("sub_part"),
                part.TextOrNull("direction") == "D",
                part.BooleanOrNull("nullable") ?? false)),
        ],
    };
}
