namespace MySqlOps.Benchmarks;

/// <summary>What a benchmark found.</summary>
internal sealed record BenchmarkReport
{
    /// <summary>What was done, with which data.</summary>
    public required string Setup { get; init; }

    /// <summary>The contenders in the order of the table, those together that do the same work: the ratios are against the first of each group.</summary>
    public required IReadOnlyList<IReadOnlyList<Timings>> Groups { get; init; }

    /// <summary>What the table does not say: goals and whether they are met, versions of the peers, counts that were checked.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
