namespace MySqlOps.Benchmarks.Failover;

/// <summary>Something that looks like a dead primary to a hasty eye.</summary>
/// <param name="Name">What it is.</param>
/// <param name="RunAsync">Does it, for long enough to be seen several times, and mends it.</param>
internal sealed record Disturbance(string Name, Func<CancellationToken, Task> RunAsync);
