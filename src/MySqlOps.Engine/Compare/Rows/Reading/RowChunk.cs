namespace MySqlOps.Engine.Compare.Rows.Reading;

/// <summary>A part of a table's rows: the same condition on both sides.</summary>
/// <param name="Table">The table.</param>
/// <param name="Condition">The condition on the key, as SQL without WHERE; null for all rows.</param>
internal sealed record RowChunk(TableProgress Table, string? Condition);
