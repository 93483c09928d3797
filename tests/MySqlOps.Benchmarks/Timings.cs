namespace MySqlOps.Benchmarks;

/// <summary>What one contender took, run by run.</summary>
/// <param name="Contender">Its name in the table.</param>
/// <param name="Runs">The runs, in no order that matters; at least one.</param>
internal sealed record Timings(string Contender, IReadOnlyList<Usage> Runs)
{
    /// <summary>The time of the run in the middle; of an even number the mean of both.</summary>
    public TimeSpan Median => Middle(Runs.Select(run => run.Elapsed));

    /// <summary>The fastest run.</summary>
    public TimeSpan Fastest => Runs.Min(run => run.Elapsed);

    /// <summary>The slowest run.</summary>
    public TimeSpan Slowest => Runs.Max(run => run.Elapsed);

    /// <summary>The processor time in the middle; null when it was not measured.</summary>
    public TimeSpan? Cpu => Runs.All(run => run.Cpu is not null) ? Middle(Runs.Select(run => run.Cpu!.Value)) : null;

    /// <summary>The greatest memory of any run; null when it was not measured.</summary>
    public long? PeakBytes => Runs.Max(run => run.PeakBytes);

    private static TimeSpan Middle(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
