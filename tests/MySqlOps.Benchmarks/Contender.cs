namespace MySqlOps.Benchmarks;

/// <summary>One way to do the work.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="MeasureAsync">Does the work once and says how long it took.</param>
internal sealed record Contender(string Name, Func<CancellationToken, Task<TimeSpan>> MeasureAsync);
