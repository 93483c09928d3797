using System.Globalization;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Dump.Run;

[Collection(ServerCollection.Name)]
public sealed class FolderExportTests(ServerFixture fixture) : IAsyncLifetime
{
    private ExportScene _scene = null!;

    public Task InitializeAsync()
    {
        _scene = new ExportScene(fixture);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task EveryRowIsInOneChunk()
    {
        await _scene.CreateAsync(ExportScene.Numbers("t", 1000));
        var export = await _scene.ExportAsync();

        Assert.Equal(Enumerable.Range(1, 1000), (await _scene.RowsAsync("t")).Select(row => int.Parse(row[0], CultureInfo.InvariantCulture)).Order());
        Assert.Equal((1000L, 1, SnapshotMethod.GlobalReadLock, true), (export.Rows, export.Tables, export.SnapshotMethod, export.IsPointInTime));
        Assert.True((await _scene.ManifestAsync()).Databases[0].Tables[0].Chunks.Count > 5);
    }

    [Fact]
    public async Task ExportIsWholeAndItsNumbersAreRight()
    {
        await _scene.CreateAsync(ExportScene.Numbers("t", 1000) + "CREATE VIEW v AS SELECT * FROM t; CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.id = NEW.id; CREATE PROCEDURE p() DO 1; CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE DO DO 1;");
        var export = await _scene.ExportAsync();
        var test = await _scene.TestAsync();

        Assert.Equal((true, 1000L, export.Files, export.Bytes), (test.IsWhole, test.Rows, test.Files, test.Bytes));
        Assert.Equal(export.Bytes, Directory.EnumerateFiles(_scene.Path, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length));
        Assert.Equal(["export_test/database.sql", "export_test/e.event.sql", "export_test/p.procedure.sql"], _scene.Files().Take(3));
        Assert.Contains("export_test/tr.trigger.sql", _scene.Files());
        Assert.Contains("export_test/v.view.sql", _scene.Files());
    }

    [Theory]
    [InlineData(ExportFormat.Sql, true)]
    [InlineData(ExportFormat.Folder, false)]
    public async Task ScriptNamesTheTablespacesThatItNeeds(ExportFormat format, bool isNamed)
    {
        await ClientProgram.QueryAsync(fixture.Sandbox, "CREATE TABLESPACE export_space ADD DATAFILE 'export_space.ibd'");
        await _scene.CreateAsync("CREATE TABLE aside (id INT PRIMARY KEY) TABLESPACE export_space; CREATE TABLE own (id INT PRIMARY KEY) TABLESPACE innodb_file_per_table;");
        try
        {
            var export = await _scene.ExportAsync(_scene.Options with { Format = format });

            Assert.Equal(isNamed, export.Warnings.Any(warning => warning.Contains("export_test.aside (export_space).", StringComparison.Ordinal)));
        }
        finally
        {
            await ClientProgram.QueryAsync(fixture.Sandbox, "DROP TABLE export_test.aside; DROP TABLESPACE export_space;");
        }
    }

    [Theory]
    [InlineData(ExportContent.Schema, false, true)]
    [InlineData(ExportContent.Data, true, false)]
    public async Task ContentIsWhatWasAskedFor(ExportContent content, bool hasRows, bool hasDefinitions)
    {
        await _scene.CreateAsync(ExportScene.Numbers("t", 10));
        var export = await _scene.ExportAsync(_scene.Options with { Content = content });
        var table = (await _scene.ManifestAsync()).Databases[0].Tables[0];

        Assert.Equal((hasRows, hasDefinitions), (table.Chunks.Count > 0, table.Definition is not null));
        Assert.Equal(hasRows ? 10 : 0, export.Rows);
        Assert.True((await _scene.TestAsync()).IsWhole);
    }

    [Fact]
    public async Task CompressedFilesHoldTheSameRows()
    {
        await _scene.CreateAsync(ExportScene.Numbers("t", 300));
        await _scene.ExportAsync(_scene.Options with { Compression = ExportCompression.Gzip });

        Assert.Equal(300, (await _scene.RowsAsync("t")).Count);
        Assert.Contains(_scene.Files(), file => file.EndsWith(".tsv.gz", StringComparison.Ordinal));
        Assert.True((await _scene.TestAsync()).IsWhole);
    }

    [Fact]
    public async Task TableWithoutAKeyIsOneStreamInSeveralFiles()
    {
        await _scene.CreateAsync(ExportScene.Numbers("t", 20_000, key: ""));
        await _scene.ExportAsync(_scene.Options with { ChunkBytes = 400_000 });
        var chunks = (await _scene.ManifestAsync()).Databases[0].Tables[0].Chunks;

        Assert.InRange(chunks.Count, 3, 10);
        Assert.Equal(Enumerable.Range(1, 20_000), (await _scene.RowsAsync("t")).Select(row => int.Parse(row[0], CultureInfo.InvariantCulture)).Order());
        Assert.True((await _scene.TestAsync()).IsWhole);
    }

    [Fact]
    public async Task SmallTablesHaveOneFileEach()
    {
        await _scene.CreateAsync(string.Concat(Enumerable.Range(0, 30).Select(i => $"CREATE TABLE t{i} (id INT PRIMARY KEY); INSERT INTO t{i} VALUES ({i});")));
        var export = await _scene.ExportAsync(_scene.Options with { ChunkBytes = ExportOptions.DefaultChunkBytes });

        Assert.Equal((30, 30L, 62), (export.Tables, export.Rows, export.Files));
    }

    [Fact]
    public async Task ConditionPicksRows()
    {
        await _scene.CreateAsync(ExportScene.Numbers("t", 1000));
        var export = await _scene.ExportAsync(_scene.Options with { Where = new Dictionary<string, string> { ["export_test.t"] = "id % 10 = 0 OR id = 1 -- a comment" } });

        Assert.Equal((101L, false), (export.Rows, export.IsWholeServer));
        Assert.Equal("id % 10 = 0 OR id = 1 -- a comment", (await _scene.ManifestAsync()).Databases[0].Tables[0].Where);
    }

    [Fact]
    public async Task NamesThatFileSystemsDoNotTakeAreKept()
    {
        string[] names = ["T", "t", "a/b.c%", "say \"hi\"", "☃", "con", "x.table"];
        await _scene.CreateAsync(string.Concat(names.Select((name, i) => $"CREATE TABLE `{name}` (id INT PRIMARY KEY); INSERT INTO `{name}` VALUES ({i});")));
        await _scene.ExportAsync();

        Assert.Equal(names.Order(StringComparer.Ordinal), (await _scene.ManifestAsync()).Databases[0].Tables.Select(table => table.Name));
        Assert.True((await _scene.TestAsync()).IsWhole);
        Assert.Equal("3", (await _scene.RowsAsync("say \"hi\"")).Single()[0]);
    }

    [Fact]
    public async Task OnlyTheOwnerMayReadTheExport()
    {
        if (OperatingSystem.IsWindows())
            return;
        await _scene.CreateAsync(ExportScene.Numbers("t", 10));
        await _scene.ExportAsync();

        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.All(Directory.EnumerateFiles(_scene.Path, "*", SearchOption.AllDirectories), file => Assert.Equal(Owner, File.GetUnixFileMode(file)));
        Assert.All(Directory.EnumerateDirectories(_scene.Path).Append(_scene.Path), folder => Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(folder)));
    }

    [Fact]
    public async Task JsonThatTextDoesNotKeepIsNamed()
    {
        await _scene.CreateAsync(
            """
            CREATE TABLE j (id INT PRIMARY KEY, a JSON, b JSON);
            INSERT INTO j VALUES
                (1, CAST(CAST('2020-01-02' AS DATE) AS JSON), '1'), (2, JSON_ARRAY(CAST('10:11:12' AS TIME)), '2.5'), (3, JSON_OBJECT('a', JSON_ARRAY(1, JSON_OBJECT('b', TIMESTAMP'2020-01-01 01:02:03'))), '"2020-01-01"'),
                (4, JSON_OBJECT('a', CAST(1.10 AS DECIMAL(10, 2))), '{}'), (5, JSON_ARRAY(JSON_ARRAY(CAST(x'616263' AS BINARY))), '[]'), (6, '[1.5, "10:11:12.000000"]', NULL), (7, JSON_ARRAY(b'101'), 'null');
            """);
        var export = await _scene.ExportAsync();

        var warning = Assert.Single(export.Warnings, warning => warning.Contains("JSON", StringComparison.Ordinal));
        Assert.StartsWith("export_test.j: the column a has 6 rows", warning, StringComparison.Ordinal);
        Assert.Equal(export.Warnings, (await _scene.ManifestAsync()).Warnings);
    }

    [Fact]
    public async Task TablesWithoutTransactionsAreNamed()
    {
        await _scene.CreateAsync("CREATE TABLE m (id INT PRIMARY KEY) ENGINE=MyISAM; INSERT INTO m VALUES (1), (2);");
        var export = await _scene.ExportAsync();

        Assert.Contains(export.Warnings, warning => warning.Contains("export_test.m", StringComparison.Ordinal));
        Assert.Contains((await _scene.ManifestAsync()).Snapshot.Notes, note => note.Contains("export_test.m", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RowsAndGtidSetAreOfOneMomentWhileMoneyMoves()
    {
        await _scene.CreateAsync("CREATE TABLE a (id INT PRIMARY KEY, v INT); CREATE TABLE b (id INT PRIMARY KEY, v INT); CREATE TABLE n (id INT AUTO_INCREMENT PRIMARY KEY); INSERT INTO a VALUES (1, 1000); INSERT INTO b VALUES (1, 1000);");
        var before = await GtidAsync();
        using var stop = new CancellationTokenSource();
        var mover = MoveAsync(stop.Token);
        for (var i = 0; i < 5; i++)
        {
            var export = await _scene.ExportAsync(_scene.Options with { Overwrite = true });
            Assert.Equal(2000, int.Parse((await _scene.RowsAsync("a"))[0][1], CultureInfo.InvariantCulture) + int.Parse((await _scene.RowsAsync("b"))[0][1], CultureInfo.InvariantCulture));
            Assert.Equal(Last(export.GtidExecuted!) - before, (await _scene.RowsAsync("n")).Count);
        }

        await stop.CancelAsync();
        await mover;
    }

    [Fact]
    public async Task ReplicaScriptOfAPartOfTheServerSaysSo()
    {
        await _scene.CreateAsync(ExportScene.Numbers("t", 10) + ExportScene.Numbers("u", 10));
        var part = new CatalogSelection { Databases = ["export_test"], Tables = ["t"] };
        var export = await _scene.ExportAsync(_scene.Options with { ReplicationSource = ReplicationSource.Both, Selection = part });
        var script = await File.ReadAllTextAsync(Path.Combine(_scene.Path, "replication.sql"));

        Assert.Contains($"SET @@GLOBAL.gtid_purged = '+{export.GtidExecuted}'", script, StringComparison.Ordinal);
        Assert.Contains("SOURCE_AUTO_POSITION = 1", script, StringComparison.Ordinal);
        Assert.Contains(export.Warnings, warning => warning.Contains("only a part", StringComparison.Ordinal));
        Assert.Contains(export.Warnings, warning => warning.Contains("follows no server", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AccountsAreWrittenWhenTheyAreAskedFor()
    {
        await _scene.CreateAsync(ExportScene.Numbers("t", 10) + "CREATE USER 'exporter'@'127.0.0.1'; GRANT SELECT ON export_test.* TO 'exporter'@'127.0.0.1';");
        await _scene.ExportAsync(_scene.Options with { IncludeUser = true, Users = ["exporter"] });

        Assert.Contains("GRANT SELECT ON `export_test`.* TO `exporter`@`127.0.0.1`", await File.ReadAllTextAsync(Path.Combine(_scene.Path, "accounts.sql")), StringComparison.Ordinal);
        Assert.True((await _scene.TestAsync()).IsWhole);
    }

    private async Task MoveAsync(CancellationToken stop)
    {
        await using var session = await DataSession.OpenAsync(fixture.Server, CancellationToken.None);
        while (!stop.IsCancellationRequested)
        {
            foreach (var statement in new[] { "BEGIN", "UPDATE export_test.a SET v = v - 1", "UPDATE export_test.b SET v = v + 1", "INSERT INTO export_test.n VALUES ()", "COMMIT" })
                await session.ExecuteAsync(statement, CancellationToken.None);
        }
    }

    private async Task<long> GtidAsync() => Last(await ClientProgram.QueryAsync(fixture.Sandbox, "SELECT @@GLOBAL.gtid_executed"));

    private static long Last(string gtids) => long.Parse(gtids.Split(':')[^1].Split('-')[^1], CultureInfo.InvariantCulture);
}
