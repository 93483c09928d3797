using System.Globalization;
using MySqlOps.Engine.Compare.Rows.Digests;
using MySqlOps.Engine.Compare.Rows.Pairs;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Rows.Findings;

/// <summary>Asks the server which keys it takes for equal although their bytes differ: <c>a</c> and <c>Á</c> by an accent-insensitive collation, 0 and -0.</summary>
internal static class KeyRanker
{
    /// <summary>The keys that have a number are equal to those that have the same.</summary>
    /// <param name="session">A session of the side by whose collation is judged; both have the same.</param>
    /// <param name="key">The key.</param>
    /// <param name="keys">The keys' bytes.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IReadOnlyDictionary<byte[], long>> RankAsync(DataSession session, RowKey key, IReadOnlyList<byte[]> keys, CancellationToken cancellationToken)
    {
        var columns = Enumerable.Range(0, key.Parts.Count).Select(static part => string.Create(CultureInfo.InvariantCulture, $"k{part}")).ToList();
        var rows = keys.Select((bytes, number) =>
            string.Create(CultureInfo.InvariantCulture, $"SELECT {number} AS number, {string.Join(", ", key.Literals(bytes).Select((literal, part) => $"{literal} AS {columns[part]}"))}"));
        var answer = await session.QueryAsync(
            $"SELECT number, DENSE_RANK() OVER (ORDER BY {string.Join(", ", columns)}) AS place FROM ({string.Join(" UNION ALL ", rows)}) AS keys_of_rows",
            cancellationToken).ConfigureAwait(false);
        return answer.ToDictionary(row => keys[(int)row.Int64("number")], static row => row.Int64("place"), ByteArrayComparer.Instance);
    }
}
