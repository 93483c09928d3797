using System.Globalization;

namespace MySqlOps.Benchmarks;

/// <summary>The program: runs the benchmarks that were asked for and renews their sections of docs/benchmarks.md.</summary>
internal static class Bench
{
    private const int DefaultRounds = 15;

    /// <summary>Runs it.</summary>
    /// <param name="benchmarks">All there are.</param>
    /// <param name="args"><c>--only name</c> (as often as wanted) and <c>--runs n</c>.</param>
    /// <param name="cancellationToken">Ends the run; servers and folders are cleared up.</param>
    /// <returns>The exit code: 1 when a benchmark failed, 2 when the arguments are wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<IBenchmark> benchmarks, string[] args, CancellationToken cancellationToken)
    {
        var wanted = new List<IBenchmark>();
        var rounds = DefaultRounds;
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            if (args[i] == "--only" && benchmarks.FirstOrDefault(benchmark => benchmark.Name == value) is { } benchmark)
                wanted.Add(benchmark);
            else if (args[i] != "--runs" || !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out rounds) || rounds == 0)
                return Refuse(benchmarks);
        }

        await using var workbench = new Workbench(rounds);
        var exitCode = 0;
        foreach (var benchmark in wanted.Count > 0 ? wanted : benchmarks)
        {
            try
            {
                await MeasureAsync(benchmark, workbench, cancellationToken);
            }
            catch (BenchmarkException e)
            {
                Console.Error.WriteLine($"{benchmark.Name}: {e.Message}");
                exitCode = 1;
            }
        }

        return exitCode;
    }

    private static async Task MeasureAsync(IBenchmark benchmark, Workbench workbench, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{benchmark.Name} ...");
        var report = await benchmark.RunAsync(workbench, cancellationToken);
        var section = ReportFile.Format(benchmark, report, await MachineFacts.ReadAsync(workbench, cancellationToken));
        Console.WriteLine(section);
        await ReportFile.RenewAsync(benchmark, section, cancellationToken);
    }

    private static int Refuse(IReadOnlyList<IBenchmark> benchmarks)
    {
        Console.Error.WriteLine($"usage: bench [--only {string.Join('|', benchmarks.Select(benchmark => benchmark.Name))}] ... [--runs n]");
        return 2;
    }
}
