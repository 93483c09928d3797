namespace MySqlOps.Benchmarks;

/// <summary>One way to do the work.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="MeasureAsync">Does the work once and says what it took.</param>
internal sealed record Contender(string Name, Func<CancellationToken, Task<Usage>> MeasureAsync)
{
    /// <summary>A way of which only the time is measured.</summary>
    public static Contender Timed(string name, Func<CancellationToken, Task<TimeSpan>> measureAsync) =>
        new(name, async token => new Usage(await measureAsync(token), null, null));
}
