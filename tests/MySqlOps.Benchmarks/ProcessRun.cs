using System.Diagnostics;

namespace MySqlOps.Benchmarks;

/// <summary>A program that ran from its start to its end.</summary>
/// <param name="Usage">What it took; the time is from before its start until it was gone.</param>
/// <param name="Output">What it wrote to its standard output.</param>
internal sealed record ProcessRun(Usage Usage, string Output)
{
    /// <summary>From before its start until it was gone.</summary>
    public TimeSpan Elapsed => Usage.Elapsed;

    /// <summary>Runs a program.</summary>
    /// <exception cref="BenchmarkException">It ended with another exit code than 0.</exception>
    public static async Task<ProcessRun> StartAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new BenchmarkException($"{program} did not start.");
        var meter = ProcessMeter.WatchAsync(process.Id, cancellationToken);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var elapsed = clock.Elapsed;
        var (cpu, peak) = await meter;
        var run = new ProcessRun(new Usage(elapsed, cpu, peak), await output);
        return process.ExitCode == 0
            ? run
            : throw new BenchmarkException($"{Path.GetFileName(program)} ended with exit code {process.ExitCode}: {(await errors).Trim()}");
    }
}
