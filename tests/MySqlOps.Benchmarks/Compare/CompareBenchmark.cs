using System.Globalization;
using MySqlOps.Benchmarks.Dump;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Foundation;
using CompareOptions = MySqlOps.Engine.Compare.CompareOptions;

namespace MySqlOps.Benchmarks.Compare;

/// <summary>A million rows on two servers compared: identical, one cell changed, one row in a hundred changed, a thousand missing; beside pt-table-checksum, CHECKSUM TABLE and a plain read of both.</summary>
internal sealed class CompareBenchmark : IBenchmark
{
    private const int Threads = 2;
    private const int Tables = 10_000;

    private static readonly (string Name, string Change, long Differences)[] Cases =
    [
        ("identical", "DO 0", 0),
        ("one cell changed", "UPDATE big.t SET note = 'changed' WHERE id = 654321", 1),
        ("1 % of the rows changed", "UPDATE big.t SET amount = amount + 0.01 WHERE id % 100 = 7", 10_000),
        ("1,000 rows missing", "DELETE FROM big.t WHERE id BETWEEN 400001 AND 401000", 1000),
    ];

    private Sandboxes _servers = null!;

    /// <inheritdoc />
    public string Name => "compare";

    /// <inheritdoc />
    public string Title => "Comparison of rows and definitions";

    /// <inheritdoc />
    public async Task<BenchmarkReport> RunAsync(Workbench workbench, CancellationToken cancellationToken)
    {
        await using var servers = _servers = await Sandboxes.CreateAsync(workbench.Folder, cancellationToken);
        var toolkit = await ToolkitChecksum.CreateAsync(servers, cancellationToken);
        var big = DumpData.All[0];
        foreach (var sandbox in new[] { servers.Source, servers.Target })
        {
            await big.FillAsync(sandbox, cancellationToken);
            await Sandboxes.RunAsync(sandbox, "ANALYZE TABLE big.t", cancellationToken);
        }

        var groups = new List<IReadOnlyList<Timings>>();
        foreach (var (name, change, differences) in Cases)
        {
            await Sandboxes.RunAsync(servers.Target, $"SET SESSION sql_log_bin = 0; {change};", cancellationToken);
            groups.Add(await Race.RunAsync([.. Contenders(name, differences, toolkit)], workbench.Rounds, cancellationToken));
            await RestoreAsync(big, differences, cancellationToken);
        }

        groups.Add(await Race.RunAsync([await DefinitionsAsync(cancellationToken)], workbench.Rounds, cancellationToken));
        return new BenchmarkReport
        {
            Setup = $"{big.Title} on each of two sandbox servers on loopback with TLS, all of it in memory. MySqlOps in a process that has done the same before, {Threads} sessions to each server; its time is until every difference is known by row and column.",
            Groups = groups,
            Notes =
            [
                "Each run of MySqlOps has to find the very number of differences that was made.",
                "Plain read: the same rows over the same number of sessions, read and thrown away. CHECKSUM TABLE runs on both servers at the same time, and says only whether something differs.",
                toolkit?.Version ?? "pt-table-checksum was not installed, or did not run against this server.",
                .. Goals(groups),
            ],
        };
    }

    private IEnumerable<Contender> Contenders(string name, long differences, ToolkitChecksum? toolkit)
    {
        yield return new Contender($"{name}: Compare, rows here", token => CompareAsync(RowMethod.Client, differences, token));
        yield return new Contender($"{name}: Compare, rows on the servers", token => CompareAsync(RowMethod.Server, differences, token));
        if (differences > 1)
            yield break;
        yield return new Contender($"{name}: plain read of both", token => Usage.OfAsync(() => Task.WhenAll(PlainRead.RunAsync(_servers.Source.Server, Threads, token), PlainRead.RunAsync(_servers.Target.Server, Threads, token))));
        yield return Contender.Timed($"{name}: CHECKSUM TABLE on both", token => TimeAsync(() => Task.WhenAll(Sandboxes.RunAsync(_servers.Source, "CHECKSUM TABLE big.t", token), Sandboxes.RunAsync(_servers.Target, "CHECKSUM TABLE big.t", token))));
        if (toolkit is not null && differences == 0)
            yield return Contender.Timed($"{name}: pt-table-checksum", token => TimeAsync(() => toolkit.RunAsync(token)));
    }

    private async Task<Usage> CompareAsync(RowMethod method, long differences, CancellationToken cancellationToken)
    {
        var options = new CompareOptions { Selection = new CatalogSelection { Databases = ["big"], Tables = ["big.t"] }, Definitions = false, Method = method, ThreadCount = Threads };
        var found = 0L;
        var usage = await Usage.OfAsync(async () =>
        {
            var comparer = new DatabaseComparer(ComparedSide.Of(_servers.Source.Server), ComparedSide.Of(_servers.Target.Server), options, SilentObserver.Instance, TimeProvider.System);
            await foreach (var difference in comparer.CompareAsync(cancellationToken))
                found++;
        });
        return found == differences ? usage : throw new BenchmarkException($"{found} differences were found, and {differences} made.");
    }

    /// <summary>Definitions of so many tables, of which one differs.</summary>
    private async Task<Contender> DefinitionsAsync(CancellationToken cancellationToken)
    {
        var sql = string.Concat(Enumerable.Range(0, Tables).Select(static i => string.Create(CultureInfo.InvariantCulture, $"CREATE TABLE t{i:D5} (id INT PRIMARY KEY, a INT, b VARCHAR(50), KEY (a));\n")));
        foreach (var sandbox in new[] { _servers.Source, _servers.Target })
            await Sandboxes.RunAsync(sandbox, $"SET SESSION sql_log_bin = 0; SET GLOBAL innodb_flush_log_at_trx_commit = 0; CREATE DATABASE many; USE many;\n{sql}", cancellationToken);
        await Sandboxes.RunAsync(_servers.Target, "SET SESSION sql_log_bin = 0; ALTER TABLE many.t05000 MODIFY b VARCHAR(60);", cancellationToken);
        var options = new CompareOptions { Selection = new CatalogSelection { Databases = ["many"] }, Rows = false };
        return new Contender($"definitions of {Tables:N0} tables, one differs", async token =>
        {
            var found = 0;
            var usage = await Usage.OfAsync(async () =>
            {
                var comparer = new DatabaseComparer(ComparedSide.Of(_servers.Source.Server), ComparedSide.Of(_servers.Target.Server), options, SilentObserver.Instance, TimeProvider.System);
                await foreach (var difference in comparer.CompareAsync(token))
                    found++;
            });
            return found == 1 ? usage : throw new BenchmarkException($"{found} differences of definitions were found, and 1 made.");
        });
    }

    /// <summary>Makes the target equal again.</summary>
    private async Task RestoreAsync(DumpData big, long differences, CancellationToken cancellationToken)
    {
        if (differences == 0)
            return;
        await Sandboxes.RunAsync(_servers.Target, "SET SESSION sql_log_bin = 0; DROP DATABASE big;", cancellationToken);
        await big.FillAsync(_servers.Target, cancellationToken);
        await Sandboxes.RunAsync(_servers.Target, "ANALYZE TABLE big.t", cancellationToken);
    }

    private static IEnumerable<string> Goals(List<IReadOnlyList<Timings>> groups)
    {
        var (identical, one) = (groups[0], groups[1]);
        var ours = identical[0];
        var read = identical.First(static row => row.Contender.EndsWith("plain read of both", StringComparison.Ordinal));
        yield return string.Create(CultureInfo.InvariantCulture, $"Identical tables, goal 1.3 of a plain parallel read: {ours.Median / read.Median:0.00}.");
        if (identical.FirstOrDefault(static row => row.Contender.EndsWith("pt-table-checksum", StringComparison.Ordinal)) is { } toolkit)
            yield return string.Create(CultureInfo.InvariantCulture, $"Identical tables, goal 0.7 of pt-table-checksum: {ours.Median / toolkit.Median:0.00}.");
        yield return string.Create(CultureInfo.InvariantCulture, $"One cell in a million rows by row and column, goal 1.2 of the identical case: {one[0].Median / ours.Median:0.00}.");
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work) => (await Usage.OfAsync(work)).Elapsed;
}
