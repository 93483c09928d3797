using System.Globalization;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Ledger;

/// <summary>
/// The statements that record a chunk within its transaction. The row is claimed before the data is sent: the primary key lets one session alone load a chunk,
/// also when a session that we have lost is still at it on the server.
/// </summary>
/// <param name="Load">The load's number.</param>
/// <param name="Table">The table on the target.</param>
/// <param name="Number">The chunk's place in its table, from 0.</param>
internal sealed record LedgerChunk(long Load, ObjectName Table, int Number)
{
    /// <summary>Claims the chunk: error 1062 when it is loaded already.</summary>
    public string Claim => string.Create(
        CultureInfo.InvariantCulture,
        $"INSERT INTO mysqlops.load_chunk (run, database_name, table_name, chunk, row_count, byte_count) VALUES ({Load}, {SqlLiteral.Quote(Table.Database)}, {SqlLiteral.Quote(Table.Name)}, {Number}, 0, 0)");

    /// <summary>Records what was loaded.</summary>
    public string Record(long rows, long bytes) => string.Create(
        CultureInfo.InvariantCulture,
        $"UPDATE mysqlops.load_chunk SET row_count = {rows}, byte_count = {bytes} WHERE run = {Load} AND database_name = {SqlLiteral.Quote(Table.Database)} AND table_name = {SqlLiteral.Quote(Table.Name)} AND chunk = {Number}");
}
