using System.Globalization;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>What a transaction did to a table.</summary>
/// <param name="Database">The database.</param>
/// <param name="Table">The table.</param>
/// <param name="Inserted">Rows inserted; null when the binary log's rows can't be counted.</param>
/// <param name="Updated">Rows updated; null when the binary log's rows can't be counted.</param>
/// <param name="Deleted">Rows deleted; null when the binary log's rows can't be counted.</param>
public sealed record ErrantTable(string Database, string Table, long? Inserted, long? Updated, long? Deleted)
{
    /// <summary><c>db.table (2 inserted, 1 deleted)</c>.</summary>
    public override string ToString()
    {
        var counts = new[] { Count(Inserted, "inserted"), Count(Updated, "updated"), Count(Deleted, "deleted") }.OfType<string>().ToList();
        return $"{Database}.{Table} ({(counts.Count == 0 ? "no rows" : string.Join(", ", counts))})";
    }

    private static string? Count(long? rows, string what) => rows switch
    {
        0 => null,
        null => $"an unknown number {what}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{rows} {what}"),
    };
}
