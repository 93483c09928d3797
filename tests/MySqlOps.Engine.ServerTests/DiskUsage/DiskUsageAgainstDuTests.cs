using System.Diagnostics;
using System.Globalization;
using MySqlOps.Engine.DiskUsage;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.DiskUsage;

/// <summary>The sum of everything against du on the data directory, after one kind of change after another.</summary>
[Collection(ServerCollection.Name)]
public sealed class DiskUsageAgainstDuTests(SolidServer server) : IClassFixture<SolidServer>
{
    public static TheoryData<string, string> Changes { get; } = new()
    {
        { "nothing", "SELECT 1" },
        { "bulk load", $"CREATE TABLE du.loaded (id INT PRIMARY KEY, t VARCHAR(500), KEY (t)); INSERT INTO du.loaded {Insert(40000)}" },
        { "delete", $"CREATE TABLE du.deleted (id INT PRIMARY KEY, t VARCHAR(500)); INSERT INTO du.deleted {Insert(40000)}; DELETE FROM du.deleted WHERE id > 1000" },
        { "truncate", $"CREATE TABLE du.truncated (id INT PRIMARY KEY, t VARCHAR(500)); INSERT INTO du.truncated {Insert(40000)}; TRUNCATE du.truncated" },
        { "alter", $"CREATE TABLE du.altered (id INT PRIMARY KEY, t VARCHAR(500)); INSERT INTO du.altered {Insert(40000)}; ALTER TABLE du.altered ADD KEY (t), ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8" },
        {
            "partition drop",
            "CREATE TABLE du.parted (id INT PRIMARY KEY, t VARCHAR(500)) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (20000), PARTITION p1 VALUES LESS THAN (30000), PARTITION p2 VALUES LESS THAN MAXVALUE);"
            + $"INSERT INTO du.parted {Insert(40000)}; ALTER TABLE du.parted DROP PARTITION p0"
        },
        { "other engines", $"CREATE TABLE du.isam (id INT PRIMARY KEY, t VARCHAR(500), KEY (t(100))) ENGINE=MyISAM; INSERT INTO du.isam {Insert(40000)}; CREATE TABLE du.arch (id INT, t VARCHAR(500)) ENGINE=ARCHIVE; INSERT INTO du.arch {Insert(40000)}" },
        { "full text", $"CREATE TABLE du.words (id INT PRIMARY KEY, t VARCHAR(500), FULLTEXT (t)); INSERT INTO du.words {Insert(2000)}" },
        { "general tablespace", $"CREATE TABLESPACE du_shared ADD DATAFILE 'du_shared.ibd'; CREATE TABLE du.inside (id INT PRIMARY KEY, t VARCHAR(500)) TABLESPACE du_shared; INSERT INTO du.inside {Insert(40000)}" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task SumIsWithinOnePercentOfDu(string change, string sql)
    {
        ArgumentNullException.ThrowIfNull(change);
        var box = server.Sandbox;
        try
        {
            await ClientProgram.QueryAsync(box, $"CREATE DATABASE du; SET SESSION cte_max_recursion_depth = 1000000; {sql};");
            await AssertAddsUpAsync(box);
        }
        finally
        {
            await ClientProgram.QueryAsync(box, "DROP DATABASE IF EXISTS du");
            if (sql.Contains("du_shared", StringComparison.Ordinal))
                await ClientProgram.QueryAsync(box, "DROP TABLESPACE du_shared");
        }
    }

    private static string Insert(int rows) =>
        $"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) SELECT i, REPEAT(CHAR(97 + i % 26), 500) FROM n";

    private static async Task AssertAddsUpAsync(MySqlSandbox box)
    {
        // InnoDB extends, truncates and flushes in the background: the two must agree once, measured one right after the other.
        var seen = "";
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var report = await DiskUsageReader.ReadAsync(box.Server, new DiskUsageOptions { All = true }, SilentObserver.Instance, CancellationToken.None);
            var ours = report.Entries.Where(entry => entry.Category is not DiskUsageCategory.ErrorLog).Sum(entry => entry.FileBytes ?? 0);
            var du = await DuAsync(Path.Combine(box.Path, "data"));
            if (Math.Abs(ours - du) * 100 <= du)
                return;
            seen = $"We say {ours}, du says {du}. {string.Join("; ", report.Entries.Select(entry => $"{entry.Category} {entry.Name} {entry.FileBytes}"))}";
            await Task.Delay(TimeSpan.FromMilliseconds(300));
        }

        Assert.Fail(seen);
    }

    private static async Task<long> DuAsync(string path)
    {
        using var du = Process.Start(new ProcessStartInfo("du", ["--summarize", "--block-size=1", path]) { RedirectStandardOutput = true })!;
        var output = await du.StandardOutput.ReadToEndAsync();
        await du.WaitForExitAsync();
        return long.Parse(output.Split('\t')[0], CultureInfo.InvariantCulture);
    }
}
