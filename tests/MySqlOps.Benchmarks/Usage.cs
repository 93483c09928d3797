namespace MySqlOps.Benchmarks;

/// <summary>What one run took.</summary>
/// <param name="Elapsed">Wall time.</param>
/// <param name="Cpu">Processor time of the client, user and system; null where it was not measured.</param>
/// <param name="PeakBytes">The client's greatest resident memory; null where it was not measured.</param>
internal sealed record Usage(TimeSpan Elapsed, TimeSpan? Cpu, long? PeakBytes);
