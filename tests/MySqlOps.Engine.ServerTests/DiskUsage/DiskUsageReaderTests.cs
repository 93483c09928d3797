using MySqlOps.Engine.DiskUsage;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Connect;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.DiskUsage;

[Collection(ServerCollection.Name)]
public sealed class DiskUsageReaderTests(ServerFixture servers) : IAsyncLifetime
{
    private const string Schema =
        """
        CREATE DATABASE `we-ird/1`;
        CREATE DATABASE usage_empty;
        CREATE DATABASE usage_plain;
        USE `we-ird/1`;
        CREATE TABLE `a/b #p#c ü 漢` (id INT PRIMARY KEY, t TEXT, FULLTEXT (t));
        CREATE TABLE second_text (id INT PRIMARY KEY, t TEXT, FULLTEXT (t));
        CREATE TABLE parted (id INT PRIMARY KEY) PARTITION BY RANGE (id) SUBPARTITION BY HASH (id) SUBPARTITIONS 2 (PARTITION p0 VALUES LESS THAN (10), PARTITION `p-x` VALUES LESS THAN MAXVALUE);
        CREATE TABLESPACE usage_shared ADD DATAFILE 'usage_shared.ibd';
        CREATE TABLE shared (id INT PRIMARY KEY) TABLESPACE usage_shared;
        CREATE TABLE isam (id INT PRIMARY KEY, t VARCHAR(100)) ENGINE=MyISAM;
        INSERT INTO isam VALUES (1, 'a'), (2, 'b'), (3, 'c');
        CREATE VIEW seen AS SELECT * FROM isam;
        CREATE TABLE usage_plain.t (id INT PRIMARY KEY);
        """;

    public async Task InitializeAsync() => await ClientProgram.QueryAsync(servers.Sandbox, Schema);

    public async Task DisposeAsync() => await ClientProgram.QueryAsync(
        servers.Sandbox,
        "DROP DATABASE IF EXISTS `we-ird/1`; DROP DATABASE IF EXISTS usage_empty; DROP DATABASE IF EXISTS usage_plain; DROP DATABASE IF EXISTS usage_load; DROP TABLESPACE usage_shared;");

    [Fact]
    public async Task BulkLoadIsSeenAtOnce()
    {
        await ClientProgram.QueryAsync(
            servers.Sandbox,
            """
            CREATE DATABASE usage_load;
            CREATE TABLE usage_load.t (id INT PRIMARY KEY, t VARCHAR(500)) STATS_AUTO_RECALC=0;
            SET SESSION cte_max_recursion_depth = 1000000;
            INSERT INTO usage_load.t WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT i, REPEAT('x', 500) FROM n;
            """);
        var entry = (await ReadAsync(new DiskUsageOptions { Databases = ["usage_load"], Tables = true })).Entries.Single();
        var file = new FileInfo(Path.Combine(servers.Sandbox.Path, "data", "usage_load", "t.ibd")).Length;
        Assert.True(entry.DataBytes > 10_000_000 && Math.Abs(entry.FileBytes!.Value - file) <= 65536, $"{entry} against a file of {file}");
    }

    [Fact]
    public async Task DefaultIsTheUsersDatabasesOnly()
    {
        var report = await ReadAsync(new DiskUsageOptions());
        Assert.Equal(["usage_plain", "we-ird/1"], report.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EmptyDatabaseIsShownWhenAskedFor()
    {
        var report = await ReadAsync(new DiskUsageOptions { IncludeEmpty = true });
        Assert.Contains(report.Entries, entry => entry is { Name: "usage_empty", FileBytes: 0, TableCount: 0 });
    }

    [Fact]
    public async Task WildcardsChooseAndExclude()
    {
        var report = await ReadAsync(new DiskUsageOptions { Databases = ["usage_*", "we*"], ExcludedDatabases = ["*plain"], IncludeEmpty = true });
        Assert.Equal(["usage_empty", "we-ird/1"], report.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task MissingDatabaseIsNamedAndTheOthersShown()
    {
        var report = await ReadAsync(new DiskUsageOptions { Databases = ["usage_plain", "usage_nowhere"] });
        Assert.Equal((1, "usage_nowhere"), (report.Entries.Count, report.MissingDatabases.Single()));
    }

    [Theory]
    [InlineData("a/b #p#c ü 漢", "a@002fb*.ibd")]
    [InlineData("parted", "parted#*.ibd")]
    public async Task TableHasTheBytesOfItsFiles(string table, string files)
    {
        var entry = await TableAsync(table);
        var onDisk = Directory.EnumerateFiles(Path.Combine(servers.Sandbox.Path, "data", "we@002dird@002f1"), files).Sum(file => new FileInfo(file).Length);
        Assert.True(onDisk > 0 && entry.FileBytes >= onDisk, $"{entry.FileBytes} for files of {onDisk}");
    }

    [Fact]
    public async Task FullTextTablesAreCountedWithTheirTable()
    {
        var both = (await TableAsync("a/b #p#c ü 漢")).FileBytes + (await TableAsync("second_text")).FileBytes;
        var folder = Path.Combine(servers.Sandbox.Path, "data", "we@002dird@002f1");
        var onDisk = Directory.EnumerateFiles(folder, "*.ibd").Where(file => !Path.GetFileName(file).StartsWith("parted", StringComparison.Ordinal)).Sum(file => new FileInfo(file).Length);
        Assert.Equal(onDisk, both);
    }

    [Fact]
    public async Task TableOfASharedTablespaceHasNoFileOfItsOwn() => Assert.Equal(0, (await TableAsync("shared")).FileBytes);

    [Theory]
    [InlineData("isam")]
    [InlineData("we-ird/1.is*")]
    public async Task TableNameChoosesTables(string name)
    {
        var report = await ReadAsync(new DiskUsageOptions { TableNames = [name] });
        Assert.Equal("we-ird/1.isam", report.Entries.Single().Name);
    }

    [Fact]
    public async Task MissingTableIsNamedAndTheOthersShown()
    {
        var report = await ReadAsync(new DiskUsageOptions { TableNames = ["isam", "usage_plain.nowhere"] });
        Assert.Equal((1, "usage_plain.nowhere"), (report.Entries.Count, report.MissingTables.Single()));
    }

    [Fact]
    public async Task SharedTablespaceIsAnEntryOfItsOwn()
    {
        var entry = (await ReadAsync(new DiskUsageOptions { Categories = [DiskUsageCategory.GeneralTablespace] })).Entries.Single(item => item.Name == "usage_shared");
        Assert.Equal(new FileInfo(Path.Combine(servers.Sandbox.Path, "data", "usage_shared.ibd")).Length, entry.FileBytes);
    }

    [Fact]
    public async Task MyIsamTableIsExact()
    {
        var entry = await TableAsync("isam");
        var folder = Path.Combine(servers.Sandbox.Path, "data", "we@002dird@002f1");
        var onDisk = new FileInfo(Path.Combine(folder, "isam.MYD")).Length + new FileInfo(Path.Combine(folder, "isam.MYI")).Length;
        Assert.Equal((onDisk, 3, false), (entry.FileBytes, entry.RowCount, entry.IsRowCountEstimate));
    }

    [Fact]
    public async Task ViewIsNoTable() =>
        Assert.DoesNotContain((await ReadAsync(new DiskUsageOptions { Tables = true })).Entries, entry => entry.Table == "seen");

    [Fact]
    public async Task DatabaseIsTheSumOfItsTables()
    {
        var database = (await ReadAsync(new DiskUsageOptions { Databases = ["we-ird/1"] })).Entries.Single();
        var tables = (await ReadAsync(new DiskUsageOptions { Databases = ["we-ird/1"], Tables = true })).Entries;
        Assert.Equal((database.FileBytes, database.TableCount), (tables.Sum(entry => entry.FileBytes), tables.Count));
    }

    [Fact]
    public async Task LastBinaryLogAloneIsCurrent()
    {
        await ClientProgram.QueryAsync(servers.Sandbox, "FLUSH BINARY LOGS");
        var logs = (await ReadAsync(new DiskUsageOptions { Categories = [DiskUsageCategory.BinaryLog] })).Entries.Where(entry => entry.Category == DiskUsageCategory.BinaryLog).ToList();
        var current = (await ClientProgram.QueryAsync(servers.Sandbox, "SHOW BINARY LOG STATUS")).Split('\t')[0];
        Assert.Equal([current], logs.Where(entry => entry.IsCurrent).Select(entry => entry.Name));
    }

    [Fact]
    public async Task BinaryLogHasTheBytesOfItsFile()
    {
        await ClientProgram.QueryAsync(servers.Sandbox, "FLUSH BINARY LOGS");
        var logs = (await ReadAsync(new DiskUsageOptions { Categories = [DiskUsageCategory.BinaryLog] })).Entries.Where(entry => entry.Category == DiskUsageCategory.BinaryLog);
        Assert.All(logs, log => Assert.Equal(new FileInfo(Path.Combine(servers.Sandbox.Path, "data", log.Name)).Length, log.FileBytes));
    }

    [Theory]
    [InlineData(DiskUsageCategory.SystemTablespace)]
    [InlineData(DiskUsageCategory.UndoTablespace)]
    [InlineData(DiskUsageCategory.TemporaryTablespace)]
    [InlineData(DiskUsageCategory.RedoLog)]
    [InlineData(DiskUsageCategory.Doublewrite)]
    [InlineData(DiskUsageCategory.BinaryLog)]
    [InlineData(DiskUsageCategory.ErrorLog)]
    public async Task AllHasTheCategory(DiskUsageCategory category) =>
        Assert.Contains((await ReadAsync(new DiskUsageOptions { All = true })).Entries, entry => entry.Category == category && entry.FileBytes > 0);

    [Fact]
    public async Task RelayLogsAreCountedByChannel()
    {
        var boxes = await servers.CreateAsync(2);
        await ClientProgram.QueryAsync(boxes[1], $"CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT={boxes[0].Port}, SOURCE_USER='r', SOURCE_AUTO_POSITION=1 FOR CHANNEL 'north'; START REPLICA SQL_THREAD FOR CHANNEL 'north';");
        var report = await DiskUsageReader.ReadAsync(boxes[1].Server, new DiskUsageOptions { Categories = [DiskUsageCategory.RelayLog] }, SilentObserver.Instance, CancellationToken.None);
        var onDisk = Directory.EnumerateFiles(Path.Combine(boxes[1].Path, "data"), "*relay*north.0*").Sum(file => new FileInfo(file).Length);
        var entry = report.Entries.Single(item => item.Category == DiskUsageCategory.RelayLog);
        Assert.Equal(("relay logs of channel north", onDisk), (entry.Name, entry.FileBytes));
    }

    [Theory]
    [InlineData("innodb_doublewrite_files=3", "innodb_doublewrite_pages=64")]
    [InlineData("innodb_doublewrite_files=8", "innodb_doublewrite_pages=16")]
    public async Task DoublewriteIsReckonedRight(params string[] options)
    {
        var box = (await servers.CreateAsync(1, options))[0];
        var report = await DiskUsageReader.ReadAsync(box.Server, new DiskUsageOptions { Categories = [DiskUsageCategory.Doublewrite] }, SilentObserver.Instance, CancellationToken.None);
        var onDisk = Directory.EnumerateFiles(Path.Combine(box.Path, "data"), "*.dblwr").Sum(file => new FileInfo(file).Length);
        Assert.Equal(onDisk, report.Entries.Single(entry => entry.Category == DiskUsageCategory.Doublewrite).FileBytes);
    }

    [Fact]
    public async Task ServerWithoutBinaryLogHasNone()
    {
        var box = (await servers.CreateAsync(1, "skip-log-bin", "gtid_mode=OFF", "enforce_gtid_consistency=OFF"))[0];
        var report = await DiskUsageReader.ReadAsync(box.Server, new DiskUsageOptions { All = true }, SilentObserver.Instance, CancellationToken.None);
        Assert.DoesNotContain(report.Entries, entry => entry.Category == DiskUsageCategory.BinaryLog);
    }

    [Theory]
    [InlineData("PROCESS")]
    [InlineData("REPLICATION CLIENT")]
    public async Task MissingPrivilegeIsAWarningThatNamesIt(string privilege)
    {
        var (_, warnings) = await ReadHumblyAsync();
        Assert.Contains(warnings, warning => warning.Contains($"the privilege {privilege}.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FileSizeThatMayNotBeSeenIsNullAndNotZero()
    {
        var (report, _) = await ReadHumblyAsync();
        var entry = report.Entries.Single(item => item.Name == "usage_plain");
        Assert.Equal((null, 16384), (entry.FileBytes, entry.DataBytes));
    }

    [Fact]
    public async Task HiddenDatabasesAreCountedAndWarnedOf()
    {
        var server = await TestAccounts.CreateAsync(servers.Sandbox, "halfblind", "", "PROCESS ON *.*");
        var observer = new RememberingObserver();
        var report = await DiskUsageReader.ReadAsync(server, new DiskUsageOptions(), observer, CancellationToken.None);
        Assert.True(
            report.Entries.Any(entry => entry is { Name: "usage_plain", FileBytes: > 0 }) && observer.Warnings.Any(warning => warning.Contains("usage_plain", StringComparison.Ordinal)),
            string.Join(" ", observer.Warnings));
    }

    [Fact]
    public async Task SummaryIsTheSumOfTheEntries()
    {
        var report = await ReadAsync(new DiskUsageOptions { All = true });
        Assert.Equal(report.Entries.Sum(entry => entry.FileBytes ?? 0), report.Summary.TotalBytes);
    }

    private async Task<(DiskUsageReport Report, IReadOnlyCollection<string> Warnings)> ReadHumblyAsync()
    {
        var server = await TestAccounts.CreateAsync(servers.Sandbox, "humble_usage", "", "SELECT ON usage_plain.*");
        var observer = new RememberingObserver();
        return (await DiskUsageReader.ReadAsync(server, new DiskUsageOptions { All = true }, observer, CancellationToken.None), observer.Warnings);
    }

    private async Task<DiskUsageEntry> TableAsync(string table) =>
        (await ReadAsync(new DiskUsageOptions { Databases = ["we-ird/1"], Tables = true })).Entries.Single(entry => entry.Table == table);

    private Task<DiskUsageReport> ReadAsync(DiskUsageOptions options) => DiskUsageReader.ReadAsync(servers.Server, options, SilentObserver.Instance, CancellationToken.None);
}
