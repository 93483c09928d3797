using MySqlOps.Engine.Dump.Chunks;
using MySqlOps.Engine.Dump.Rows;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>What one session reads in one go: a chunk of a table, or all of it.</summary>
/// <param name="Table">The table.</param>
/// <param name="Number">Its place among the table's units, from 0.</param>
/// <param name="Range">Which rows.</param>
/// <param name="IsLast">True for the table's last unit.</param>
internal sealed record ExportUnit(ExportTable Table, int Number, ChunkRange Range, bool IsLast)
{
    /// <summary>The statement that gives its rows.</summary>
    public string Query => SelectList.Query(Table.Definition.Name, Table.Columns, Range.Partition, Conditions, orderBy: null);

    /// <summary>What its rows must satisfy.</summary>
    public IReadOnlyList<string?> Conditions => [Range.Condition, WhereClause.Guard(Table.Where)];
}
