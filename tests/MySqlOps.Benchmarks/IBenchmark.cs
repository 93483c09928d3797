namespace MySqlOps.Benchmarks;

/// <summary>One thing that is measured, beside what else does it.</summary>
internal interface IBenchmark
{
    /// <summary>The name for --only, and of its section in docs/benchmarks.md.</summary>
    string Name { get; }

    /// <summary>The heading of its section.</summary>
    string Title { get; }

    /// <summary>Sets up, races the contenders, and clears up.</summary>
    /// <exception cref="BenchmarkException">A contender failed, or its result was wrong: then no time counts.</exception>
    Task<BenchmarkReport> RunAsync(Workbench workbench, CancellationToken cancellationToken);
}
