using System.Globalization;
using System.Runtime.InteropServices;

namespace MySqlOps.Benchmarks;

/// <summary>On what a benchmark ran: a time means nothing without it.</summary>
internal static class MachineFacts
{
    /// <summary>The day, the machine and the versions, in one sentence each.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(Workbench workbench, CancellationToken cancellationToken)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        string?[] versions =
        [
            await Programs.VersionAsync("pwsh", cancellationToken),
            RuntimeInformation.FrameworkDescription,
            workbench.ServerVersion is { } server ? $"MySQL {server}" : null,
        ];
        return
        [
            TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{Processor()}, {Environment.ProcessorCount} cores, {memory:N0} GiB"),
            RuntimeInformation.OSDescription,
            .. versions.OfType<string>(),
        ];
    }

    private static string Processor()
    {
        const string Linux = "/proc/cpuinfo";
        var model = File.Exists(Linux) ? File.ReadLines(Linux).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return model?[(model.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
