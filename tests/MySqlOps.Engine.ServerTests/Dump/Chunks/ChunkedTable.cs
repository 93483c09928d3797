using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Chunks;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.ServerTests.Dump.Chunks;

/// <summary>A table of database chunk_test with a column rid that tells its rows apart, cut into chunks.</summary>
internal sealed class ChunkedTable(DataSession session)
{
    public const string Database = "chunk_test";

    /// <summary>Makes the table anew.</summary>
    /// <param name="columns">Columns, keys and options, as they follow rid in CREATE TABLE.</param>
    /// <param name="rows">Rows without rid, as lists of literals.</param>
    /// <param name="options">What follows the closing bracket.</param>
    public async Task CreateAsync(string columns, IEnumerable<string> rows, string options = "")
    {
        await session.ExecuteAsync($"CREATE DATABASE IF NOT EXISTS {Database}", CancellationToken.None);
        await session.ExecuteAsync($"DROP TABLE IF EXISTS {Database}.t", CancellationToken.None);
        await session.ExecuteAsync($"CREATE TABLE {Database}.t (rid INT NOT NULL, {columns}) {options}", CancellationToken.None);
        var numbered = rows.Select((row, i) => $"({i}, {row})").ToList();
        if (numbered.Count > 0)
            await session.ExecuteAsync($"INSERT IGNORE INTO {Database}.t VALUES {string.Join(", ", numbered)}", CancellationToken.None);
    }

    /// <summary>The table as the catalogue has it, with statistics of choice: rows of 100 bytes.</summary>
    public async Task<TableDefinition> ReadAsync(long rows)
    {
        var selection = new CatalogSelection { Databases = [Database], Tables = ["t"] };
        var catalog = await CatalogReader.ReadAsync(session.Server, selection, CatalogDetail.Data, SilentObserver.Instance, CancellationToken.None);
        return catalog.Databases[0].Tables[0] with { EstimatedRows = rows, AverageRowBytes = 100, DataBytes = rows * 100 };
    }

    /// <summary>Cuts the table, and reads the chunks.</summary>
    /// <returns>The rids of each chunk.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<long>>> ReadChunksAsync(TableDefinition table, long rowsPerChunk)
    {
        var key = ChunkKey.Choose(table);
        var planner = new ChunkPlanner(table, rowsPerChunk * 100, partition => new KeyReader(session, table.Name, key!, partition));
        var chunks = new List<IReadOnlyList<long>>();
        await foreach (var range in planner.PlanAsync(CancellationToken.None))
        {
            var rows = await session.QueryAsync($"SELECT rid FROM {table.Name.Quoted}{range.PartitionClause} WHERE {range.Condition ?? "TRUE"}", CancellationToken.None);
            chunks.Add([.. rows.Select(row => row.Int64("rid"))]);
        }

        return chunks;
    }

    /// <summary>The rids of the whole table, in order.</summary>
    public async Task<IReadOnlyList<long>> ReadAllAsync()
    {
        var rows = await session.QueryAsync($"SELECT rid FROM {Database}.t USE INDEX ()", CancellationToken.None);
        return [.. rows.Select(row => row.Int64("rid")).Order()];
    }
}
