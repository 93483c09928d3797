namespace MySqlOps.Engine.Catalog;

/// <summary>A histogram on a column (manual 15.7.3.1).</summary>
/// <param name="Column">The column.</param>
/// <param name="Buckets">The number of buckets that was asked for.</param>
/// <param name="IsAutomatic">True when ANALYZE TABLE renews it by itself (AUTO UPDATE, 8.4 and later).</param>
internal sealed record HistogramDefinition(string Column, int Buckets, bool IsAutomatic);
