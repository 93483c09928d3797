using System.Globalization;

namespace MySqlOps.Benchmarks;

/// <summary>
/// Watches a process of this machine while it runs. Only Linux tells by files; elsewhere nothing is measured. The processor time is looked at every few milliseconds, so the last of
/// them are missing.
/// </summary>
internal static class ProcessMeter
{
    private const double TicksPerSecond = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Watches until the process has gone.</summary>
    /// <returns>The processor time, user and system, and the greatest resident memory in bytes; null where they are not to be had.</returns>
    public static async Task<(TimeSpan? Cpu, long? PeakBytes)> WatchAsync(int id, CancellationToken cancellationToken)
    {
        TimeSpan? cpu = null;
        long? peak = null;
        try
        {
            while (OperatingSystem.IsLinux())
            {
                // The name in parentheses may hold spaces; the times are the 12th and 13th field behind it.
                var stat = await File.ReadAllTextAsync($"/proc/{id}/stat", cancellationToken);
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                if (fields[0] == "Z")
                    break;
                cpu = TimeSpan.FromSeconds((Number(fields[11]) + Number(fields[12])) / TicksPerSecond);
                peak = await PeakAsync(id, cancellationToken) ?? peak;
                await Task.Delay(Pause, cancellationToken);
            }
        }
        catch (IOException)
        {
            // It has gone.
        }

        return (cpu, peak);
    }

    private static async Task<long?> PeakAsync(int id, CancellationToken cancellationToken)
    {
        var lines = await File.ReadAllLinesAsync($"/proc/{id}/status", cancellationToken);
        var line = lines.FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return line is null ? null : Number(line[6..].Trim().Split(' ')[0]) * 1024;
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
