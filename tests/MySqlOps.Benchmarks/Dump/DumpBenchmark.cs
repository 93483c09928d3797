using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Benchmarks.Dump;

/// <summary>Export and import of three kinds of data beside mysqldump and mysql, and beside mydumper and myloader where they are installed.</summary>
internal sealed class DumpBenchmark : IBenchmark
{
    private const int Threads = 2;
    private const string Big = "big";
    private string _folder = "";
    private Sandboxes _servers = null!;
    private string? _mydumper;

    /// <inheritdoc />
    public string Name => "dump";

    /// <inheritdoc />
    public string Title => "Export and import";

    /// <inheritdoc />
    public async Task<BenchmarkReport> RunAsync(Workbench workbench, CancellationToken cancellationToken)
    {
        _folder = Path.Combine(workbench.Folder, "x");
        Directory.CreateDirectory(_folder);
        _mydumper = await Programs.VersionAsync("mydumper", cancellationToken);
        await using var servers = _servers = await Sandboxes.CreateAsync(workbench.Folder, cancellationToken);
        var groups = new List<IReadOnlyList<Timings>>();
        foreach (var data in DumpData.All)
        {
            await data.FillAsync(servers.Source, cancellationToken);
            await Sandboxes.RunAsync(servers.Source, $"ANALYZE TABLE {data.Name}.{(data.Name == "small" ? "t000" : "t")}", cancellationToken);
            groups.Add(await Race.RunAsync(Exports(data), workbench.Rounds, cancellationToken));
            groups.Add(await Race.RunAsync(Imports(data), workbench.Rounds, cancellationToken));
        }

        var big = DumpData.All[0];
        var gap = await WriterGap.MeasureAsync(_servers.Source.Server, () => Worker.DoAsync("export", _servers.Source.Server, Fresh("gap"), big.Name, Threads, cancellationToken), cancellationToken);

        return new BenchmarkReport
        {
            Setup = $"{string.Join("; ", DumpData.All.Select(static data => $"{data.Name}: {data.Title}"))}. Two sandbox servers on loopback with TLS, a binlog and default durability (innodb_flush_log_at_trx_commit=1, sync_binlog=1). Each run is a process of its own, its start included; the ratios are against ours in the same rounds.",
            Groups = groups,
            Notes =
            [
                "Each import is checked by the number of rows that the target has afterwards.",
                "Warm: in the benchmark's own process, which has done the same before; that is a second export in one PowerShell session. Its processor time is that of the whole process, its memory is not told apart.",
                "mysqldump, mysql and MySqlOps use TLS, as they do by default; mydumper and myloader do not, so that the rows without TLS are the ones to hold against them. MySqlOps also makes a SHA-256 of every file.",
                .. Goals(groups[0], groups[1]),
                $"What bounds the export: {MeasureSha256()}; a COUNT(*) of the table in the same snapshot, against which the sum of the chunks is held; and the just-in-time compiler in a fresh process, machine code for the engine notwithstanding. The rest of the client's work is under 0.4 s of processor time.",
                string.Create(CultureInfo.InvariantCulture, $"A writer that commits one row after another on the source while {big.Name} is exported (folder, {Threads} threads): longest gap between two commits {gap.Longest.TotalMilliseconds:0.0} ms, median {gap.Median.TotalMilliseconds:0.0} ms, {gap.Commits:N0} commits. The goal is 100 ms."),
                _mydumper is null ? "mydumper was not installed." : $"The peers: {_mydumper.Split('\n')[0]}; mysqldump and mysql of the server's own version.",
            ],
        };
    }

    /// <summary>The goals, and how far they are reached: what the peer took, by what we took in the same rounds.</summary>
    private static IEnumerable<string> Goals(IReadOnlyList<Timings> exports, IReadOnlyList<Timings> imports)
    {
        var (cold, warm, plain) = (exports[0], exports[1], exports[2]);
        var mysqldump = exports[4];
        yield return Ratio($"Export of {Big} against mysqldump, goal 2.0", mysqldump, warm, cold);
        yield return string.Create(CultureInfo.InvariantCulture, $"Client CPU of that export, goal a third of mysqldump's: mysqldump's is {mysqldump.Cpu / warm.Cpu:0.0} times ours warm, {mysqldump.Cpu / cold.Cpu:0.0} fresh.");
        if (exports.Count > 5)
            yield return string.Create(CultureInfo.InvariantCulture, $"Export of {Big} against mydumper, both without TLS, goal 1.6: {exports[5].Median / plain.Median:0.00} warm. On this server mydumper {(exports[5].Cpu < plain.Cpu ? "spends less: it makes no checksum and counts no rows" : "spends more")}.");
        yield return Ratio($"Import of {Big} against mysql, goal 2.5", imports[2], imports[1], imports[0]);
        if (imports.Count > 3)
            yield return Ratio($"Import of {Big} against myloader, goal 1.5", imports[3], imports[1], imports[0]);
    }

    private static string Ratio(string goal, Timings peer, Timings warm, Timings cold) =>
        string.Create(CultureInfo.InvariantCulture, $"{goal}: {peer.Median / warm.Median:0.00} warm, {peer.Median / cold.Median:0.00} in a fresh process.");

    /// <summary>What the checksums of the manifest cost on this processor.</summary>
    private static string MeasureSha256()
    {
        var block = new byte[64 * 1024 * 1024];
        SHA256.HashData(block);
        var watch = Stopwatch.StartNew();
        SHA256.HashData(block);
        return string.Create(CultureInfo.InvariantCulture, $"the manifest's SHA-256, {block.Length / 1e6 / watch.Elapsed.TotalSeconds:N0} MB/s of one core here");
    }

    private List<Contender> Exports(DumpData data)
    {
        var root = Workbench.RootOptions(_servers.Source);
        var list = new List<Contender>
        {
            new($"{data.Name}: export, engine, folder, {Threads} threads", token => WorkAsync("export", _servers.Source, Fresh($"{data.Name}.ours"), data, token)),
            new($"{data.Name}: export, engine, folder, {Threads} threads, warm", token => WarmAsync("export", _servers.Source, Fresh($"{data.Name}.warm"), data, token)),
            new($"{data.Name}: export, engine, folder, {Threads} threads, warm, no TLS", token => WarmAsync("export-plain", _servers.Source, Fresh($"{data.Name}.warm"), data, token)),
            new($"{data.Name}: export, engine, script, {Threads} threads", token => WorkAsync("script", _servers.Source, Fresh($"{data.Name}.ours.sql"), data, token)),
            new($"{data.Name}: mysqldump", async token => (await ProcessRun.StartAsync(
                Programs.Client("mysqldump", _servers.Source.MysqldPath),
                [$"--defaults-file={root}", "--single-transaction", "--set-gtid-purged=OFF", "--max-allowed-packet=1G", $"--result-file={Path.Combine(_folder, data.Name + ".sql")}", data.Name],
                token)).Usage),
        };
        if (_mydumper is not null)
        {
            list.Add(new($"{data.Name}: mydumper, {Threads} threads", async token => (await ProcessRun.StartAsync(
                "mydumper",
                [.. Peer(_servers.Source), "-B", data.Name, "-t", Text(Threads), "-r", "100000", "-o", Fresh($"{data.Name}.my")],
                token)).Usage));
        }

        return list;
    }

    private List<Contender> Imports(DumpData data)
    {
        var list = new List<Contender>
        {
            new($"{data.Name}: import, engine, {Threads} threads", token => LoadAsync(data, () => WorkAsync("import", _servers.Target, Path.Combine(_folder, $"{data.Name}.ours"), data, token), token)),
            new($"{data.Name}: import, engine, {Threads} threads, warm", token => LoadAsync(data, () => WarmAsync("import", _servers.Target, Path.Combine(_folder, $"{data.Name}.ours"), data, token), token)),
            new($"{data.Name}: mysql < dump.sql", token => LoadAsync(data, async () => (await ProcessRun.StartAsync(
                "sh",
                ["-c", "exec \"$0\" \"$1\" --max-allowed-packet=1G \"$2\" < \"$3\"", Programs.Client("mysql", _servers.Target.MysqldPath), $"--defaults-file={Workbench.RootOptions(_servers.Target)}", data.Name, Path.Combine(_folder, data.Name + ".sql")],
                token)).Usage, token)),
        };
        if (_mydumper is not null)
        {
            list.Add(new($"{data.Name}: myloader, {Threads} threads", token => LoadAsync(data, async () => (await ProcessRun.StartAsync(
                "myloader",
                [.. Peer(_servers.Target), "-B", data.Name, "-t", Text(Threads), "-e", "-d", Path.Combine(_folder, $"{data.Name}.my")],
                token)).Usage, token)));
        }

        return list;
    }

    /// <summary>Empties the target, loads, and looks whether all rows are there.</summary>
    private async Task<Usage> LoadAsync(DumpData data, Func<Task<Usage>> load, CancellationToken cancellationToken)
    {
        await Sandboxes.RunAsync(_servers.Target, $"DROP DATABASE IF EXISTS {data.Name}; DROP DATABASE IF EXISTS mysqlops; CREATE DATABASE {data.Name};", cancellationToken);
        var usage = await load();
        var tables = (await Sandboxes.RunAsync(_servers.Target, $"SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '{data.Name}'", cancellationToken)).Split('\n');
        var counts = await Sandboxes.RunAsync(_servers.Target, string.Concat(tables.Select(table => $"SELECT COUNT(*) FROM {data.Name}.{table};\n")), cancellationToken);
        var rows = counts.Split('\n').Sum(static count => long.Parse(count, CultureInfo.InvariantCulture));
        return rows == data.Rows ? usage : throw new BenchmarkException($"{data.Name} has {rows} rows after an import, and {data.Rows} at the source.");
    }

    private static async Task<Usage> WorkAsync(string work, MySqlSandbox sandbox, string path, DumpData data, CancellationToken cancellationToken) =>
        (await ProcessRun.StartAsync(Environment.ProcessPath!, [Worker.Word, work, Workbench.RootOptions(sandbox), path, data.Name, Text(Threads)], cancellationToken)).Usage;

    private static Task<Usage> WarmAsync(string work, MySqlSandbox sandbox, string path, DumpData data, CancellationToken cancellationToken) =>
        Usage.OfAsync(() => Worker.DoAsync(work, sandbox.Server, path, data.Name, Threads, cancellationToken));

    private static string[] Peer(MySqlSandbox sandbox) => ["--defaults-file", Workbench.RootOptions(sandbox), "-h", "127.0.0.1", "-P", Text(sandbox.Port), "-u", "root"];

    /// <summary>A path in the folder that nothing is at.</summary>
    private string Fresh(string name)
    {
        var path = Path.Combine(_folder, name);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        File.Delete(path);
        return path;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
