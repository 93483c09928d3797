namespace MySqlOps.Benchmarks.Failover;

/// <summary>A row that a server has acknowledged.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Port">The server's port.</param>
/// <param name="At">When, by <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>.</param>
internal sealed record Acknowledgement(long Number, int Port, long At);
