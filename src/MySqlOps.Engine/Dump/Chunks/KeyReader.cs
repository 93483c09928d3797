using System.Globalization;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Chunks;

/// <summary>Asks about a table's key on a session of the snapshot.</summary>
/// <param name="session">The session.</param>
/// <param name="table">The table.</param>
/// <param name="key">The key.</param>
/// <param name="partition">The one partition that is meant; null for all.</param>
internal sealed class KeyReader(DataSession session, ObjectName table, ChunkKey key, string? partition) : IKeyReader
{
    private string Table => $"{table.Quoted}{new ChunkRange(null, partition).PartitionClause} AS t";

    private string Source => $"{Table} {key.Hint}";

    /// <inheritdoc />
    public async Task<(Int128 Least, Int128 Greatest)?> ReadEdgesAsync(CancellationToken cancellationToken)
    {
        var column = key.Parts[0].Quoted;
        var rows = await session.QueryAsync($"SELECT MIN({column}) AS least, MAX({column}) AS greatest FROM {Source}", cancellationToken).ConfigureAwait(false);
        return rows[0].TextOrNull("least") is { } least && rows[0].TextOrNull("greatest") is { } greatest
            ? (Int128.Parse(least, CultureInfo.InvariantCulture), Int128.Parse(greatest, CultureInfo.InvariantCulture))
            : null;
    }

    /// <inheritdoc />
    public async Task<long> EstimateAsync(string? condition, CancellationToken cancellationToken)
    {
        // Always with a format: what EXPLAIN gives without one is a setting of the server. And not with FORCE INDEX: then the server saves itself the estimate and says 1 (seen on 9.7).
        var rows = await session.QueryAsync($"EXPLAIN FORMAT=TRADITIONAL SELECT 1 FROM {Table} USE INDEX ({SqlIdentifier.Quote(key.Index)}){Where(condition)}", cancellationToken).ConfigureAwait(false);

        // NULL is a range that the optimizer knows to be empty.
        return rows[0].Int64OrNull("rows") ?? 0;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>?> SkipAsync(string? condition, long rows, CancellationToken cancellationToken)
    {
        var cells = string.Join(", ", key.Parts.Select((part, i) => $"{part.Reading} AS {Cell(i)}"));

        // By the table's name, or a column called as a cell would be sorted by the cell.
        var order = string.Join(", ", key.Parts.Select(part => $"t.{part.Quoted}{(part.IsDescending ? " DESC" : "")}"));
        var known = KeyCondition.All(condition, key.IsNullable ? $"{key.Parts[0].Quoted} IS NOT NULL" : null);
        var found = await session.QueryAsync(
            string.Create(CultureInfo.InvariantCulture, $"SELECT {cells} FROM {Source}{Where(known)} ORDER BY {order} LIMIT {rows}, 1"),
            cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : [.. key.Parts.Select((part, i) => part.Literal(found[0].Text(Cell(i))))];
    }

    private static string Cell(int part) => string.Create(CultureInfo.InvariantCulture, $"k{part}");

    private static string Where(string? condition) => condition is null ? "" : $" WHERE {condition}";
}
