namespace MySqlOps.Engine.Compare;

/// <summary>A column of a row whose values differ.</summary>
/// <param name="Column">Its name.</param>
/// <param name="SourceValue">The source's value as an SQL literal; null when the side has no such row.</param>
/// <param name="TargetValue">The target's value as an SQL literal; null when the side has no such row.</param>
public sealed record ColumnDifference(string Column, string? SourceValue, string? TargetValue);
