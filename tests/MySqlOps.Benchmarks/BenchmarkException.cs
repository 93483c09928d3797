namespace MySqlOps.Benchmarks;

/// <summary>A benchmark that can't be run here, or whose contenders did not do the work.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
