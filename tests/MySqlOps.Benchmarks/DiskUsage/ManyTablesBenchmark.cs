using System.Diagnostics;
using System.Globalization;
using System.Text;
using MySqlOps.Engine.DiskUsage;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Benchmarks.DiskUsage;

/// <summary>The disk usage of a database of 10,000 tables, beside the query that people paste for it.</summary>
internal sealed class ManyTablesBenchmark : IBenchmark
{
    private const int Tables = 10_000;
    private const string Database = "many";
    private const string PlainQuery =
        "SELECT TABLE_SCHEMA, COUNT(*), SUM(DATA_LENGTH), SUM(INDEX_LENGTH), SUM(DATA_FREE) FROM information_schema.TABLES GROUP BY TABLE_SCHEMA";

    /// <inheritdoc />
    public string Name => "disk-usage";

    /// <inheritdoc />
    public string Title => "Disk usage of 10,000 tables";

    /// <inheritdoc />
    public async Task<BenchmarkReport> RunAsync(Workbench workbench, CancellationToken cancellationToken)
    {
        var sandbox = await workbench.SandboxAsync(cancellationToken);
        var mysql = Programs.Client("mysql", sandbox.MysqldPath);
        await FillAsync(workbench, mysql, sandbox, cancellationToken);
        var questions = await CountQuestionsAsync(mysql, sandbox, cancellationToken);

        var engine = Contender.Timed("MySqlOps engine, in process", token => EngineAsync(sandbox, token));
        var cmdlet = Contender.Timed("Get-MySqlDiskUsage in a fresh pwsh", token => CmdletAsync(workbench, sandbox, token));
        var cached = Contender.Timed("plain query, the dictionary's statistics (up to a day old)", token => PlainAsync(mysql, sandbox, PlainQuery, token));
        var fresh = Contender.Timed("plain query, the engine's statistics", token => PlainAsync(mysql, sandbox, $"SET SESSION information_schema_stats_expiry = 0; {PlainQuery}", token));
        return new BenchmarkReport
        {
            Setup = $"One database of {Tables:N0} InnoDB tables with one secondary index each, wall time, against a sandbox server on loopback.",
            Groups = [await Race.RunAsync([engine, cmdlet, cached, fresh], workbench.Rounds, cancellationToken)],
            Notes =
            [
                $"MySqlOps sent {questions} statements, whatever the number of tables.",
                $"The plain query is `{PlainQuery}`, by the mysql client in a fresh process. It does not know the files' sizes: MySqlOps reads those too, and has to name all tables in its answer.",
            ],
        };
    }

    private static async Task FillAsync(Workbench workbench, string mysql, MySqlSandbox sandbox, CancellationToken cancellationToken)
    {
        var sql = new StringBuilder("SET SESSION sql_log_bin = 0; SET GLOBAL innodb_flush_log_at_trx_commit = 0;\n");
        sql.Append(CultureInfo.InvariantCulture, $"CREATE DATABASE {Database}; USE {Database};\n");
        for (var i = 0; i < Tables; i++)
            sql.Append(CultureInfo.InvariantCulture, $"CREATE TABLE t{i:D5} (id INT PRIMARY KEY, a INT, b VARCHAR(50), KEY (a));\n");
        var script = Path.Combine(workbench.Folder, "many.sql");
        await File.WriteAllTextAsync(script, sql.ToString(), cancellationToken);

        // By standard input: the client's own source command is off by default since 9.4.
        await ProcessRun.StartAsync("sh", ["-c", "exec \"$0\" \"$1\" < \"$2\"", mysql, $"--defaults-file={Workbench.RootOptions(sandbox)}", script], cancellationToken);
    }

    private static async Task<TimeSpan> EngineAsync(MySqlSandbox sandbox, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var report = await DiskUsageReader.ReadAsync(sandbox.Server, new DiskUsageOptions(), SilentObserver.Instance, cancellationToken);
        var elapsed = watch.Elapsed;
        return report.Entries.Any(entry => entry.Name == Database && entry.TableCount == Tables) ? elapsed : throw new BenchmarkException("the engine did not count every table.");
    }

    private static async Task<TimeSpan> CmdletAsync(Workbench workbench, MySqlSandbox sandbox, CancellationToken cancellationToken)
    {
        var address = $"{Workbench.RootOptions(sandbox)}[client]";
        var script = $"$ErrorActionPreference = 'Stop'; Import-Module {Programs.Quote(workbench.Manifest)}; Get-MySqlDiskUsage {Programs.Quote(address)} | ForEach-Object TableCount";
        var run = await ProcessRun.StartAsync("pwsh", Programs.PwshArguments(script), cancellationToken);
        return run.Output.Contains(Tables.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) ? run.Elapsed : throw new BenchmarkException("the cmdlet did not count every table.");
    }

    private static async Task<TimeSpan> PlainAsync(string mysql, MySqlSandbox sandbox, string query, CancellationToken cancellationToken) =>
        (await ProcessRun.StartAsync(mysql, [$"--defaults-file={Workbench.RootOptions(sandbox)}", "-e", query], cancellationToken)).Elapsed;

    private static async Task<long> CountQuestionsAsync(string mysql, MySqlSandbox sandbox, CancellationToken cancellationToken)
    {
        var before = await QuestionsAsync(mysql, sandbox, cancellationToken);
        var between = await QuestionsAsync(mysql, sandbox, cancellationToken);
        await EngineAsync(sandbox, cancellationToken);
        var after = await QuestionsAsync(mysql, sandbox, cancellationToken);

        // The client program's own statements count in each span alike.
        return after - between - (between - before);
    }

    private static async Task<long> QuestionsAsync(string mysql, MySqlSandbox sandbox, CancellationToken cancellationToken)
    {
        var run = await ProcessRun.StartAsync(mysql, [$"--defaults-file={Workbench.RootOptions(sandbox)}", "--batch", "--skip-column-names", "-e", "SHOW GLOBAL STATUS LIKE 'Questions'"], cancellationToken);
        return long.Parse(run.Output.Split('\t')[1], CultureInfo.InvariantCulture);
    }
}
