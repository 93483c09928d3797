using System.Globalization;
using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Benchmarks.Dump;

/// <summary>Export and import of three kinds of data beside mysqldump and mysql, and beside mydumper and myloader where they are installed.</summary>
internal sealed class DumpBenchmark : IBenchmark
{
    private const int Threads = 2;
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

        return new BenchmarkReport
        {
            Setup = $"{string.Join("; ", DumpData.All.Select(static data => $"{data.Name}: {data.Title}"))}. Two sandbox servers on loopback with TLS, a binlog and default durability (innodb_flush_log_at_trx_commit=1, sync_binlog=1). Each run is a process of its own, its start included; the ratios are against ours in the same rounds.",
            Groups = groups,
            Notes =
            [
                "Each import is checked by the number of rows that the target has afterwards.",
                _mydumper is null ? "mydumper was not installed." : $"The peers: {_mydumper.Split('\n')[0]}; mysqldump and mysql of the server's own version.",
            ],
        };
    }

    private List<Contender> Exports(DumpData data)
    {
        var root = Workbench.RootOptions(_servers.Source);
        var list = new List<Contender>
        {
            new($"{data.Name}: export, engine, folder, {Threads} threads", token => WorkAsync("export", _servers.Source, Fresh($"{data.Name}.ours"), data, token)),
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
