namespace MySqlOps.Engine.Catalog;

/// <summary>One part of an index.</summary>
/// <param name="Column">The column; null when the part is an expression.</param>
/// <param name="PrefixLength">Characters (bytes for binary columns) that are indexed; null for the whole column.</param>
/// <param name="IsDescending">True for DESC.</param>
/// <param name="IsNullable">True when the column takes NULL.</param>
internal sealed record IndexPart(string? Column, int? PrefixLength, bool IsDescending, bool IsNullable);
