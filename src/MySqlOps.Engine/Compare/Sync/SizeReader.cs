using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.DiskUsage;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>
/// Asks how large tables are. Of InnoDB's not from the statistics, which right after a large load still call a table small, but from the sizes of its files.
/// </summary>
internal sealed class SizeReader(Session session, IOperationObserver observer)
{
    /// <summary>Adds the sizes of what is to be changed destructively.</summary>
    public async Task<SyncFacts> AddAsync(SyncFacts facts, IReadOnlyList<MySqlDifference> differences, CancellationToken cancellationToken)
    {
        var destructive = differences.Where(static difference => difference.Forward is DefinitionChange { Destroys: not null }).ToArray();
        var databases = destructive.Where(static difference => difference.ObjectType == ComparedObject.Database).Select(static difference => difference.ChangedName.Name).ToHashSet(StringComparer.Ordinal);
        var asked = destructive.Where(static difference => difference.ObjectType == ComparedObject.Table).Select(static difference => difference.ChangedName.Database).Concat(databases).ToHashSet(StringComparer.Ordinal);
        if (asked.Count == 0)
            return facts;
        var tables = await ReadTablesAsync(InformationScope.Of(asked), cancellationToken).ConfigureAwait(false);
        var guard = new PrivilegeGuard(session.Server, observer);
        var spaces = await guard.AskAsync("the sizes of tables", "PROCESS", () => ReadSpacesAsync(cancellationToken), []).ConfigureAwait(false);
        var sizes = SizesOf(tables, spaces);
        return facts with { Sizes = sizes, DatabaseSizes = SumsOf(databases, tables.Keys, sizes) };
    }

    /// <summary>The bytes of tables.</summary>
    /// <param name="tables">The tables; with their bytes where the statistics are right, null for InnoDB's.</param>
    /// <param name="spaces">InnoDB's tablespaces.</param>
    /// <returns>The sizes; of a table that lies in a tablespace with others there is none.</returns>
    internal static Dictionary<ObjectName, long> SizesOf(IReadOnlyDictionary<ObjectName, long?> tables, IReadOnlyList<(string Name, long Bytes)> spaces)
    {
        var sizes = tables.Where(static pair => pair.Value is not null).ToDictionary(static pair => pair.Key, static pair => pair.Value!.Value);
        foreach (var (name, bytes) in spaces)
        {
            if (TablespaceOwner.Read(name, (schema, table) => tables.ContainsKey(new ObjectName(schema, table))) is { Table: { } table } owner
                && tables.TryGetValue(new ObjectName(owner.Schema, table), out var known) && known is null)
                sizes[new ObjectName(owner.Schema, table)] = sizes.GetValueOrDefault(new ObjectName(owner.Schema, table)) + bytes;
        }

        return sizes;
    }

    private static Dictionary<string, long> SumsOf(IEnumerable<string> databases, IEnumerable<ObjectName> tables, Dictionary<ObjectName, long> sizes)
    {
        var byDatabase = tables.ToLookup(static table => table.Database, StringComparer.Ordinal);
        return databases.Where(database => byDatabase[database].All(sizes.ContainsKey)).ToDictionary(static database => database, database => byDatabase[database].Sum(table => sizes[table]), StringComparer.Ordinal);
    }

    private async Task<IReadOnlyDictionary<ObjectName, long?>> ReadTablesAsync(InformationScope scope, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT TABLE_SCHEMA AS table_schema, TABLE_NAME AS table_name, ENGINE AS engine, DATA_LENGTH + INDEX_LENGTH AS bytes
            FROM information_schema.TABLES
            WHERE TABLE_TYPE = 'BASE TABLE' AND {scope.Where("TABLE_SCHEMA", null)}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(
            row => new ObjectName(row.Text("table_schema"), row.Text("table_name")),
            row => row.TextOrNull("engine") is "InnoDB" ? null : row.Int64OrNull("bytes"));
    }

    private async Task<IReadOnlyList<(string Name, long Bytes)>> ReadSpacesAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SELECT NAME AS name, FILE_SIZE AS bytes FROM information_schema.INNODB_TABLESPACES WHERE SPACE_TYPE = 'Single'", cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => (row.Text("name"), row.Int64("bytes")))];
    }
}
