namespace MySqlOps.Engine.Dump.Manifest;

/// <summary>A histogram of an exported table.</summary>
/// <param name="Column">The column.</param>
/// <param name="Buckets">The number of buckets.</param>
/// <param name="IsAutomatic">True for AUTO UPDATE.</param>
internal sealed record ExportedHistogram(string Column, int Buckets, bool IsAutomatic);
