using System.Text.Json;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Servers;
using MySqlOps.Engine.Tests.Load;

namespace MySqlOps.Engine.ServerTests.Load;

/// <summary>Rows that the server would change or drop without an error.</summary>
[Collection(ServerCollection.Name)]
public sealed class RejectedRowsTests(ServerFixture servers) : IAsyncLifetime
{
    private const string Table = "CREATE TABLE `t` (`id` int NOT NULL, `n` tinyint DEFAULT NULL, `s` varchar(2) DEFAULT NULL, `e` enum('a') DEFAULT NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB";

    private readonly LoadScene _scene = new(servers.Server);

    public Task InitializeAsync() => _scene.PrepareAsync("shop");

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ValuesThatDoNotFitAreNamedWithTheirColumn(bool localInfile)
    {
        await _scene.RunAsync($"SET GLOBAL local_infile = {(localInfile ? "ON" : "OFF")}");

        var rejected = await RejectAsync("1\t1\tab\ta\n2\t300\tab\ta\n3\t1\tabcdef\ta\n4\t1\tab\ta\n");

        Assert.Equal(["2|n|1264|300", "3|s|1265|abcdef"], rejected);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ValueThatOnlyItsIndexCutsIsNotRejected(bool localInfile)
    {
        const string Indexed = "CREATE TABLE `x` (`id` int NOT NULL, `s` varchar(20) DEFAULT NULL, PRIMARY KEY (`id`), UNIQUE KEY `by_start` ((cast(`s` as char(3) charset utf8mb4)))) ENGINE=InnoDB";
        await _scene.RunAsync($"SET GLOBAL local_infile = {(localInfile ? "ON" : "OFF")}");

        var import = await _scene.LoadAsync(new MemoryExport().Database("shop").Table("x", Indexed, "id s", "1\tabcdef\n2\tdefghi\n"));

        Assert.Equal(2, import.Rows);
        Assert.Equal("abcdef", await _scene.TextAsync("SELECT s FROM shop.x WHERE id = 1"));
    }

    [Fact]
    public async Task ChunkWithRejectedRowsStaysOutAndTheOthersComeIn()
    {
        var export = new MemoryExport().Database("shop")
            .Table("t", Table, "id n s e:enum", "1\t1\tab\ta\n", "2\t300\tab\ta\n3\t1\tab\ta\n")
            .Table("u", "CREATE TABLE `u` (`id` int)", "id", "1\n");

        var error = await _scene.FailAsync(export);

        Assert.Equal(ErrorId.LoadRejected, error.Id);
        Assert.Equal("1", await _scene.TextAsync("SELECT COUNT(*) FROM shop.u"));
        Assert.Equal("0", await _scene.TextAsync("SELECT COUNT(*) FROM shop.t WHERE id > 1"));
    }

    [Fact]
    public async Task MendedTableTakesTheRestExactlyOnce()
    {
        var export = new MemoryExport().Database("shop").Table("t", Table, "id n s e:enum", "1\t1\tab\ta\n", "2\t300\tab\ta\n3\t1\tab\ta\n");
        await _scene.FailAsync(export, _scene.Options with { ThreadCount = 1 });
        await _scene.RunAsync("ALTER TABLE shop.t MODIFY n INT");

        var import = await _scene.LoadAsync(export);

        Assert.Equal((true, 1, 2), (import.Resumed, import.ChunksSkipped, import.Rows));
        Assert.Equal("1,2,3", await _scene.TextAsync("SELECT GROUP_CONCAT(id ORDER BY id) FROM shop.t"));
    }

    [Fact]
    public async Task AcceptedWarningsAreReported()
    {
        var export = new MemoryExport().Database("shop").Table("t", Table, "id n s e:enum", "1\t1\tab\ta\n2\t300\tab\ta\n1\t1\tab\ta\n");

        var import = await _scene.LoadAsync(export, _scene.Options with { AllowWarning = true });

        Assert.Equal("1:1,2:127", await _scene.TextAsync("SELECT GROUP_CONCAT(id, ':', n ORDER BY id) FROM shop.t"));
        var warning = Assert.Single(import.Warnings);
        Assert.Contains("1062, 1264", warning, StringComparison.Ordinal);
        Assert.Contains("1 rows were left out", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InvalidEnumValuesAreExpectedAndOneMoreIsNot()
    {
        var fine = new MemoryExport().Database("shop").Table("t", Table, "id n s e:enum", "1\t1\tab\t\n2\t1\tab\ta\n").InvalidEnums(0, 1);

        var import = await _scene.LoadAsync(fine);

        Assert.Equal((2, 0), (import.Rows, import.Warnings.Count));
        await _scene.RunAsync("DROP TABLE shop.t");
        Assert.Equal(["3|s|1265|abc"], await RejectAsync("1\t1\tab\t\n2\t1\tab\ta\n3\t1\tabc\t\n", invalidEnums: 2));
    }

    [Fact]
    public async Task KeyThatIsThereTwiceIsNamedOnceAndByItsLaterRow()
    {
        var rejected = await RejectAsync("1\t1\ta\ta\n2\t1\ta\ta\n3\t1\ta\ta\n4\t1\ta\ta\n1\t2\tb\ta\n5\t1\ta\ta\n3\t1\tc\ta\n");

        Assert.Equal(["5||1062|1\t2\tb\ta", "7||1062|3\t1\tc\ta"], rejected);
    }

    [Fact]
    public async Task RowThatAnotherChunkBroughtIsNamed()
    {
        var export = new MemoryExport().Database("shop").Table("t", Table, "id n s e:enum", "1\t1\tab\ta\n", "9\t1\tab\ta\n1\t1\tab\ta\n");
        await _scene.FailAsync(export, _scene.Options with { ThreadCount = 1 });

        Assert.Equal(["2||1062|1\t1\tab\ta"], Rejected());
    }

    [Fact]
    public async Task ValueForNotNullAndForACheckAreNamed()
    {
        const string Definition = "CREATE TABLE `t` (`id` int NOT NULL, `n` int NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `positive` CHECK (`n` > 0)) ENGINE=InnoDB";
        await _scene.FailAsync(new MemoryExport().Database("shop").Table("t", Definition, "id n", "1\t1\n2\t\\N\n3\t-5\n"));

        Assert.Equal(["2|n|1263|", "3||3819|3\t-5"], Rejected());
    }

    [Fact]
    public async Task NoMoreThanAHundredRowsOfAChunkAreLookedFor()
    {
        var error = await FailWithAsync(string.Concat(Enumerable.Range(0, 500).Select(i => $"{i}\t300\ta\ta\n")));

        Assert.Equal(100, Rejected().Count);
        Assert.Contains("at least 100 rows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BytesThatAreNoTextAreWrittenInBase64()
    {
        await _scene.FailAsync(new MemoryExport().Database("shop").Table("t", "CREATE TABLE `t` (`id` int NOT NULL, `b` varbinary(1), PRIMARY KEY (`id`))", "id b", "1\t\u0080\u0080\n"));

        Assert.Contains("valueBase64", File.ReadAllText(Directory.GetFiles(_scene.Folder).Single()).Contains("value\":\"", StringComparison.Ordinal) ? "valueBase64" : "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task OddNamesGetAFileOfTheirOwn()
    {
        await _scene.FailAsync(new MemoryExport().Database("shop").Table("a/b.c%", "CREATE TABLE `a/b.c%` (`id` tinyint)", "id", "999\n"));

        Assert.EndsWith("-shop.a%2Fb%2Ec%25.jsonl", Assert.Single(Directory.GetFiles(_scene.Folder)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TableThatCannotRollBackStartsAnew()
    {
        var export = new MemoryExport().Database("shop").Table("t", "CREATE TABLE `t` (`n` tinyint) ENGINE=MyISAM", "n", "1\n2\n", "300\n");
        Assert.Equal(ErrorId.LoadRejected, (await _scene.FailAsync(export)).Id);
        await _scene.RunAsync("ALTER TABLE shop.t MODIFY n INT");

        await _scene.LoadAsync(export);

        Assert.Equal("1,2,300", await _scene.TextAsync("SELECT GROUP_CONCAT(n ORDER BY n) FROM shop.t"));
    }

    private async Task<IReadOnlyList<string>> RejectAsync(string chunk, long invalidEnums = 0)
    {
        var error = await FailWithAsync(chunk, invalidEnums);
        Assert.Equal(ErrorId.LoadRejected, error.Id);
        Assert.Equal("0", await _scene.TextAsync("SELECT COUNT(*) FROM shop.t"));
        return Rejected();
    }

    private Task<MySqlOpsException> FailWithAsync(string chunk, long invalidEnums = 0) =>
        _scene.FailAsync(new MemoryExport().Database("shop").Table("t", Table, "id n s e:enum", chunk).InvalidEnums(0, invalidEnums));

    /// <summary>The rejected rows as row|column|code|value.</summary>
    private List<string> Rejected() =>
    [
        .. File.ReadAllLines(Directory.GetFiles(_scene.Folder).Single())
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(row => $"{row.GetProperty("row")}|{row.GetProperty("column")}|{row.GetProperty("code")}|{row.GetProperty("value")}"),
    ];
}
