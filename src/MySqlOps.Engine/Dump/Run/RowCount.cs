using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>Proves that a table's chunks hold each of its rows once, as far as numbers can.</summary>
internal static class RowCount
{
    /// <summary>Compares the rows of the chunks with the table's in the same snapshot.</summary>
    /// <exception cref="MySqlOpsException">DumpRowsMismatch: they differ.</exception>
    public static async Task CheckAsync(DataSession session, ExportTable table, CancellationToken cancellationToken)
    {
        var where = table.Where is null ? "" : $" WHERE ({WhereClause.Guard(table.Where)})";
        var rows = await session.QueryAsync($"SELECT COUNT(*) AS counted FROM {table.Definition.Name.Quoted}{where}", cancellationToken).ConfigureAwait(false);
        Check(table, rows[0].Int64("counted"));
    }

    /// <summary>Compares two numbers of rows.</summary>
    internal static void Check(ExportTable table, long counted)
    {
        if (table.Rows != counted)
            throw new MySqlOpsException(ErrorId.DumpRowsMismatch, string.Create(CultureInfo.InvariantCulture, $"The chunks of {table} hold {table.Rows} rows, and the table has {counted} in the same snapshot. The export is not usable; run CHECK TABLE on it, and export again."), table.Definition.Name);
    }
}
