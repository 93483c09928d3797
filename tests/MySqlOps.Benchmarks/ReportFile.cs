using System.Globalization;
using System.Text;
using MySqlOps.Tests;

namespace MySqlOps.Benchmarks;

/// <summary>docs/benchmarks.md: each benchmark renews the section between its own two marks and leaves the rest alone.</summary>
internal static class ReportFile
{
    private static readonly string FilePath = RepositoryFiles.Find("docs/benchmarks.md");

    /// <summary>Writes a benchmark's section in place of its last one, or at the end.</summary>
    public static async Task RenewAsync(IBenchmark benchmark, string section, CancellationToken cancellationToken)
    {
        var (begin, end) = ($"<!-- bench {benchmark.Name}: made by build.cs bench -->\n", $"<!-- end of bench {benchmark.Name} -->\n");
        var text = File.Exists(FilePath) ? await File.ReadAllTextAsync(FilePath, cancellationToken) : "# Benchmarks\n";
        var from = text.IndexOf(begin, StringComparison.Ordinal);
        var to = text.IndexOf(end, StringComparison.Ordinal);
        var renewed = from >= 0 && to > from
            ? $"{text[..from]}{begin}{section}{text[to..]}"
            : $"{text}\n{begin}{section}{end}";
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        await File.WriteAllTextAsync(FilePath, renewed, cancellationToken);
    }

    /// <summary>The section as Markdown.</summary>
    public static string Format(IBenchmark benchmark, BenchmarkReport report, IReadOnlyList<string> facts)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## {benchmark.Title}\n\n{report.Setup} {report.Groups[0][0].Runs.Count} runs of each, interleaved.\n\n");
        var withCpu = report.Groups.Any(group => group.Any(row => row.Cpu is not null));
        text.Append("| | median | fastest | slowest | ratio |").Append(withCpu ? " client CPU | ratio | peak memory |" : "").Append("\n|---|--:|--:|--:|--:|").Append(withCpu ? "--:|--:|--:|\n" : "\n");
        foreach (var (row, first) in report.Groups.SelectMany(group => group.Select(row => (row, group[0]))))
        {
            var ratio = row.Median / first.Median;
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {row.Contender} | {Workbench.Milliseconds(row.Median)} | {Workbench.Milliseconds(row.Fastest)} | {Workbench.Milliseconds(row.Slowest)} | {ratio:0.00} |{(withCpu ? Resources(row, first) : "")}\n");
        }

        text.Append('\n');
        foreach (var note in report.Notes)
            text.Append(CultureInfo.InvariantCulture, $"- {note}\n");
        return text.Append(CultureInfo.InvariantCulture, $"- {string.Join("; ", facts)}\n").ToString();
    }

    private static string Resources(Timings row, Timings first) => row.Cpu is { } cpu && first.Cpu is { } ours
        ? string.Create(CultureInfo.InvariantCulture, $" {Workbench.Milliseconds(cpu)} | {cpu / ours:0.00} | {(row.PeakBytes is { } peak ? $"{peak / 1e6:N0} MB" : "")} |")
        : " | | |";
}
