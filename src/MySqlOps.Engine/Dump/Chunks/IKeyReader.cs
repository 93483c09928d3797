namespace MySqlOps.Engine.Dump.Chunks;

/// <summary>What the planner asks of a table, or of one partition of it, in the snapshot of the export.</summary>
internal interface IKeyReader
{
    /// <summary>The least and the greatest value of the key's first column, which is a whole number; null when there is no row, or only NULL.</summary>
    Task<(Int128 Least, Int128 Greatest)?> ReadEdgesAsync(CancellationToken cancellationToken);

    /// <summary>The rows that the server reckons a condition has; null for the condition means all.</summary>
    Task<long> EstimateAsync(string? condition, CancellationToken cancellationToken);

    /// <summary>The literals of the key that comes so many rows later in the index's order than the first that fits the condition; null when there are not so many.</summary>
    Task<IReadOnlyList<string>?> SkipAsync(string? condition, long rows, CancellationToken cancellationToken);
}
