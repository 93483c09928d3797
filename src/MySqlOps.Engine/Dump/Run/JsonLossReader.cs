using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>Counts JSON values that are more than their text: with a DECIMAL, a date or time, or bytes inside.</summary>
internal static class JsonLossReader
{
    /// <summary>The rows of a unit whose value in a column holds such a one.</summary>
    public static async Task<long> CountAsync(DataSession session, ExportUnit unit, int column, CancellationToken cancellationToken)
    {
        var conditions = string.Concat(unit.Conditions.OfType<string>().Select(condition => $" AND ({condition})"));

        // All values at all depths: the root, the members and the elements. Not as EXISTS: 9.7 answers that with every row.
        var rows = await session.QueryAsync(
            $"""
            SELECT COUNT(*) AS losses
            FROM {unit.Table.Definition.Name.Quoted}{unit.Range.PartitionClause}
            WHERE (SELECT COUNT(*)
                   FROM JSON_TABLE(JSON_EXTRACT({SqlIdentifier.Quote(unit.Table.Columns[column].Name)}, '$', '$**.*', '$**[*]'), '$[*]' COLUMNS (v JSON PATH '$')) AS parts
                   WHERE JSON_TYPE(parts.v) IN ('DECIMAL', 'DATE', 'TIME', 'DATETIME', 'BLOB', 'BIT', 'OPAQUE')) > 0{conditions}
            """,
            cancellationToken).ConfigureAwait(false);
        return rows[0].Int64("losses");
    }

    /// <summary>What was found in a table, as sentences.</summary>
    public static IEnumerable<string> Describe(ExportTable table) => table.JsonLosses.OrderBy(pair => pair.Key).Select(pair => FormattableString.Invariant(
        $"{table}: the column {table.Columns[pair.Key].Name} has {(pair.Value == 1 ? "a row" : FormattableString.Invariant($"{pair.Value} rows"))} with JSON values that JSON text can't express (DECIMAL, dates and times, bytes): they come back as numbers and strings."));
}
