using System.Diagnostics;

namespace MySqlOps.Benchmarks;

/// <summary>What one run took.</summary>
/// <param name="Elapsed">Wall time.</param>
/// <param name="Cpu">Processor time of the client, user and system; null where it was not measured.</param>
/// <param name="PeakBytes">The client's greatest resident memory; null where it was not measured.</param>
internal sealed record Usage(TimeSpan Elapsed, TimeSpan? Cpu, long? PeakBytes)
{
    /// <summary>What work in this process takes; its memory is not told apart.</summary>
    public static async Task<Usage> OfAsync(Func<Task> work)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await work();
        return new Usage(watch.Elapsed, Environment.CpuUsage.TotalTime - cpu, null);
    }
}
