using System.Globalization;

namespace MySqlOps.Benchmarks.Import;

/// <summary>Import of the module in a fresh pwsh: the goal is 50 ms, without loading the engine.</summary>
internal sealed class ImportBenchmark : IBenchmark
{
    private static readonly TimeSpan Goal = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc />
    public string Name => "import";

    /// <inheritdoc />
    public string Title => "Import of the module";

    /// <inheritdoc />
    public async Task<BenchmarkReport> RunAsync(Workbench workbench, CancellationToken cancellationToken)
    {
        await EnsureEngineStaysOutAsync(workbench.Manifest, cancellationToken);
        var empty = Path.Combine(workbench.Folder, "Empty.psd1");
        await File.WriteAllTextAsync(empty, "@{ ModuleVersion = '1.0' }\n", cancellationToken);

        var inside = Contender.Timed("Import-Module MySqlOps, measured inside", token => InsideAsync(workbench.Manifest, token));
        var emptyInside = Contender.Timed("Import-Module of an empty manifest, measured inside", token => InsideAsync(empty, token));
        var whole = Contender.Timed("pwsh that imports MySqlOps, whole process", token => WholeAsync($"Import-Module {Programs.Quote(workbench.Manifest)}", token));
        var bare = Contender.Timed("pwsh that does nothing, whole process", token => WholeAsync("exit", token));
        var rows = await Race.RunAsync([inside, emptyInside, whole, bare], workbench.Rounds, cancellationToken);

        var verdict = rows[0].Median <= Goal ? "met" : "missed";
        return new BenchmarkReport
        {
            Setup = "Import-Module of the manifest in a pwsh that has just started.",
            Groups = [[rows[0], rows[1]], [rows[2], rows[3]]],
            Notes = [$"The goal of {Workbench.Milliseconds(Goal)} inside is {verdict}.", "The engine is not loaded by the import: looked after in every benchmark run."],
        };
    }

    private static async Task<TimeSpan> InsideAsync(string manifest, CancellationToken cancellationToken)
    {
        var script = $"[Console]::Write((Measure-Command {{ Import-Module {Programs.Quote(manifest)} }}).Ticks)";
        var run = await ProcessRun.StartAsync("pwsh", Programs.PwshArguments(script), cancellationToken);
        return TimeSpan.FromTicks(long.Parse(run.Output, CultureInfo.InvariantCulture));
    }

    private static async Task<TimeSpan> WholeAsync(string script, CancellationToken cancellationToken) =>
        (await ProcessRun.StartAsync("pwsh", Programs.PwshArguments(script), cancellationToken)).Elapsed;

    private static async Task EnsureEngineStaysOutAsync(string manifest, CancellationToken cancellationToken)
    {
        var script = $"Import-Module {Programs.Quote(manifest)} -ErrorAction Stop; [AppDomain]::CurrentDomain.GetAssemblies().ForEach({{ $_.GetName().Name }})";
        var run = await ProcessRun.StartAsync("pwsh", Programs.PwshArguments(script), cancellationToken);
        var assemblies = run.Output.Split('\n', StringSplitOptions.TrimEntries);
        if (!assemblies.Contains("MySqlOps.Cmdlets"))
            throw new BenchmarkException("the module was not imported.");
        if (assemblies.Contains("MySqlOps.Engine"))
            throw new BenchmarkException("the import loads the engine, which it must not.");
    }
}
