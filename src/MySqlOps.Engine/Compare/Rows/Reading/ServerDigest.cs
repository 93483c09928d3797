using MySqlOps.Engine.Compare.Rows.Pairs;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Rows.Reading;

/// <summary>Has the servers hash their rows, so that only sums travel. With what 8.0 to 9.7 all have: MD5() and SHA1() are gone from 9.7.</summary>
internal sealed class ServerDigest(WorkerSessions sessions)
{
    /// <summary>Compares a chunk by its sums.</summary>
    /// <returns>The rows when both sides have the same; null when they differ or the servers could not tell.</returns>
    public async Task<long?> FindEqualAsync(RowChunk chunk, CancellationToken cancellationToken)
    {
        var pair = chunk.Table.Pair;
        var reading = (Source: ReadAsync(sessions.Source, pair.Source, chunk.Condition, cancellationToken), Target: ReadAsync(sessions.Target, pair.Target, chunk.Condition, cancellationToken));
        await Task.WhenAll(reading.Source, reading.Target).ConfigureAwait(false);
        var (source, target) = (await reading.Source.ConfigureAwait(false), await reading.Target.ConfigureAwait(false));
        return source == target && source.Unhashed == 0 ? source.Rows : null;
    }

    /// <summary>
    /// The query. Each cell is its length and its bytes, so that nothing need part them, and NULL is a letter; a long one is its own hash, because CONCAT gives NULL past
    /// max_allowed_packet. The sums are of numbers of 64 bits, as DECIMAL and so exact; they are sums and not exclusive ors, in which a row that is there twice would vanish.
    /// </summary>
    internal static string Query(TableSide side, string? condition)
    {
        var cells = side.Compared.Select(Cell);
        return $"""
            SELECT /*+ NO_MERGE(hashed) */ COUNT(*) AS rows_read, SUM(hash IS NULL) AS unhashed,
                   SUM(CAST(CONV(LEFT(hash, 16), 16, 10) AS UNSIGNED)) AS sum_1, SUM(CAST(CONV(SUBSTR(hash, 17, 16), 16, 10) AS UNSIGNED)) AS sum_2
            FROM (SELECT SHA2(CONCAT({string.Join(", ", cells)}), 256) AS hash FROM {side.From(condition)}) AS hashed
            """;

        string Cell(string expression, int place)
        {
            var bytes = $"CONVERT({expression} USING binary)";
            return $"IF({expression} IS NULL, 'N', CONCAT(LENGTH({bytes}), ':', {(side.IsLong[place] ? $"SHA2({bytes}, 256)" : bytes)}))";
        }
    }

    private static async Task<(long Rows, long Unhashed, string? Sum1, string? Sum2)> ReadAsync(DataSession session, TableSide side, string? condition, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(Query(side, condition), cancellationToken).ConfigureAwait(false);
        return (rows[0].Int64("rows_read"), rows[0].Int64OrNull("unhashed") ?? 0, rows[0].TextOrNull("sum_1"), rows[0].TextOrNull("sum_2"));
    }
}
