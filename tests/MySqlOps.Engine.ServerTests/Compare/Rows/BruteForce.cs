using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.ServerTests.Compare.Rows;

/// <summary>
/// The rows of a table read one and all and compared cell by cell, in the plainest way: what the server gives as the bytes of each. It knows nothing of how the comparison works.
/// </summary>
internal static class BruteForce
{
    /// <summary>The rows of a table: every cell as digits, so that nothing is decoded.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(MySqlServer server, string table, int columns)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        var cells = Enumerable.Range(0, columns).Select(place => Cell($"c{place}", RandomCells.Types[place]));
        var rows = await session.QueryAsync($"SELECT id, {string.Join(", ", cells.Select((cell, place) => $"{cell} AS c{place}"))} FROM {RowScene.Database}.{SqlIdentifier.Quote(table)}", CancellationToken.None);
        return [.. rows.Select(row => $"{row.TextOrNull("id")}|{string.Join('|', Enumerable.Range(0, columns).Select(place => row.TextOrNull($"c{place}") ?? "NULL"))}")];
    }

    /// <summary>What a comparison by key is to find, as <c>RowDiffers 17: c3,c5</c>.</summary>
    public static IReadOnlyList<string> Compare(IReadOnlyList<string> source, IReadOnlyList<string> target)
    {
        var there = source.ToDictionary(row => row.Split('|')[0], row => row.Split('|'));
        var here = target.ToDictionary(row => row.Split('|')[0], row => row.Split('|'));
        var found = new List<string>();
        foreach (var (id, cells) in there)
        {
            if (!here.TryGetValue(id, out var others))
                found.Add($"RowMissing {id}: ");
            else if (!cells.SequenceEqual(others))
                found.Add($"RowDiffers {id}: {string.Join(", ", Enumerable.Range(1, cells.Length - 1).Where(place => cells[place] != others[place]).Select(place => $"c{place - 1}"))}");
        }

        found.AddRange(here.Keys.Where(id => !there.ContainsKey(id)).Select(id => $"RowExtra {id}: "));
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    /// <summary>How many rows one side has too few and too many, each counted as often as it is there.</summary>
    public static (long Missing, long Extra) Count(IReadOnlyList<string> source, IReadOnlyList<string> target)
    {
        var balance = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in source)
            balance[row] = balance.GetValueOrDefault(row) + 1;
        foreach (var row in target)
            balance[row] = balance.GetValueOrDefault(row) - 1;
        return (balance.Values.Where(static count => count > 0).Sum(), -balance.Values.Where(static count => count < 0).Sum());
    }

    private static string Cell(string name, string type) => type.Split('(', ' ')[0] switch
    {
        "FLOAT" or "DOUBLE" => $"CAST(CAST({name} AS DOUBLE) AS CHAR)",
        "TINYINT" or "SMALLINT" or "MEDIUMINT" or "INT" or "BIGINT" or "DECIMAL" or "YEAR" or "DATE" or "DATETIME" or "TIMESTAMP" or "TIME" => $"CAST({name} AS CHAR)",
        "ENUM" or "SET" or "BIT" => $"CAST({name} + 0 AS CHAR)",
        "JSON" => $"HEX(CAST({name} AS CHAR CHARACTER SET utf8mb4))",
        _ => $"HEX({name})",
    };
}
