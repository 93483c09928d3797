namespace MySqlOps.Benchmarks;

/// <summary>How long one contender took, run by run.</summary>
/// <param name="Contender">Its name in the table.</param>
/// <param name="Runs">The runs, in no order that matters; at least one.</param>
internal sealed record Timings(string Contender, IReadOnlyList<TimeSpan> Runs)
{
    /// <summary>The run in the middle; of an even number the mean of both.</summary>
    public TimeSpan Median
    {
        get
        {
            var sorted = Runs.Order().ToList();
            return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }
    }

    /// <summary>The fastest run.</summary>
    public TimeSpan Fastest => Runs.Min();

    /// <summary>The slowest run.</summary>
    public TimeSpan Slowest => Runs.Max();
}
