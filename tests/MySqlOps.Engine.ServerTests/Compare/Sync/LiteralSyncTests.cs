using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Compare.Sync;

/// <summary>Values of every type arrive as they are, and guards find them.</summary>
[Collection(ServerCollection.Name)]
public sealed class LiteralSyncTests(ServerFixture servers) : IAsyncLifetime
{
    private const string Bytes = "CAST(`v` AS BINARY) <=> CAST(CONVERT({0} USING utf8mb4) AS BINARY)";
    private const string LatinBytes = "CAST(`v` AS BINARY) <=> CAST(CONVERT({0} USING latin1) AS BINARY)";
    private const string Plain = "`v` <=> {0}";
    private const string Number = "(`v` <=> {0} AND CAST(CAST(`v` AS DOUBLE) AS CHAR) <=> CAST({0} AS CHAR))";
    private const string Json = "CAST(`v` AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb4_bin <=> CAST({0} AS CHAR CHARACTER SET utf8mb4)";
    private const string Raw = "CONVERT(`v` USING binary) <=> {0}";

    private readonly SyncScene _scene = new(servers.Server);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    /// <summary>Each step finds the value that the one before left, and no other.</summary>
    /// <param name="type">The column's type.</param>
    /// <param name="guard">Its guard.</param>
    /// <param name="first">A literal.</param>
    /// <param name="second">Another one, which a comparison that is not exact would take for the first.</param>
    /// <param name="hexOfSecond">What HEX of the second, or of its text, is to be.</param>
    [Theory]
    [InlineData("VARCHAR(20) COLLATE utf8mb4_0900_ai_ci", Bytes, "_utf8mb4'résumé'", "_utf8mb4'Resume'", "526573756D65")]
    [InlineData("VARCHAR(20) COLLATE utf8mb4_general_ci", Bytes, "_utf8mb4'a'", "_utf8mb4'a '", "6120")]
    [InlineData("VARCHAR(20)", Bytes, "_utf8mb4'it''s'", "_utf8mb4 0x5C0A00271A", "5C0A00271A")]
    [InlineData("VARCHAR(20) CHARACTER SET latin1", LatinBytes, "_latin1 0xE9", "_latin1 0x45", "45")]
    [InlineData("VARCHAR(20)", Bytes, "_utf8mb4''", "_utf8mb4'😀'", "F09F9880")]
    [InlineData("LONGBLOB", Plain, "0x00FF27", "''", "")]
    [InlineData("VARBINARY(8)", Plain, "0x61", "0x6120", "6120")]
    [InlineData("JSON", Json, "CAST(_utf8mb4'{\"a\": 1}' AS JSON)", "CAST(_utf8mb4'{\"a\": 1.0}' AS JSON)", "7B2261223A20312E307D")]
    [InlineData("FLOAT", Number, "1.2345678806304932e0", "1.2345681190490723e0", "312E32333435")]
    [InlineData("DOUBLE", Number, "0e0", "-0e0", "2D30")]
    [InlineData("BIT(20)", Plain, "5", "6", "6")]
    [InlineData("GEOMETRY SRID 4326", Raw, "0xE6100000010100000000000000000000400000000000001440", "0xE6100000010100000000000000000000400000000000001840", "E6100000010100000000000000000000400000000000001840")]
    [InlineData("DECIMAL(30,10)", Plain, "12345678901234567890.1234567890", "12345678901234567890.1234567891", "31323334353637383930313233343536373839302E31323334353637383931")]
    [InlineData("DATETIME(6)", Plain, "'2026-02-30 00:00:00.000001'", "'0000-00-00 00:00:00.000000'", "303030302D30302D30302030303A30303A30302E303030303030")]
    [InlineData("BIGINT UNSIGNED", Plain, "0", "18446744073709551615", "FFFFFFFFFFFFFFFF")]
    [InlineData("ENUM('a','b')", "`v`+0 <=> {0}", "1", "2", "62")]
    [InlineData("VECTOR(2)", Raw, "0x0000803F00000040", "0x0000803F00000041", "0000803F00000041")]
    public async Task ValueIsInsertedFoundUpdatedAndDeleted(string type, string guard, string first, string second, string hexOfSecond)
    {
        await _scene.PrepareAsync($"CREATE TABLE shop.t (id INT PRIMARY KEY, v {type})");

        Assert.Equal("Applied 1", SyncScene.Sum(await _scene.SyncAsync(Change(null, first))));
        Assert.Equal("Changed 1", SyncScene.Sum(await _scene.SyncAsync(Change(second, null))));
        Assert.Equal("Applied 1", SyncScene.Sum(await _scene.SyncAsync(Change(first, second))));
        Assert.StartsWith(hexOfSecond, await _scene.TextAsync("SELECT HEX(v) FROM shop.t") is var hex && type is "JSON" or "DECIMAL(30,10)" or "DATETIME(6)" or "DOUBLE" or "FLOAT" ? await _scene.TextAsync("SELECT HEX(CAST(v AS CHAR)) FROM shop.t") : hex, StringComparison.Ordinal);
        Assert.Equal("Changed 1", SyncScene.Sum(await _scene.SyncAsync(Change(first, null))));
        Assert.Equal("Applied 1", SyncScene.Sum(await _scene.SyncAsync(Change(second, "NULL"))));
        Assert.Equal("Applied 1", SyncScene.Sum(await _scene.SyncAsync(Change("NULL", null))));

        RowChange Change(string? old, string? wanted) =>
            SyncScene.Change(["id", "v"], old is null ? null : ["1", old], wanted is null ? null : ["1", wanted]) with { Guards = ["`id` <=> {0}", guard] };
    }

    [Fact]
    public async Task ZeroInAnAutoIncrementColumnStaysZero()
    {
        await _scene.PrepareAsync("CREATE TABLE shop.t (id INT AUTO_INCREMENT PRIMARY KEY, u INT)");

        await _scene.SyncAsync(SyncScene.Change(["id", "u"], null, ["0", "5"]));

        Assert.Equal("0 5", await _scene.RowsAsync("id", "u"));
    }

    [Fact]
    public async Task ValueThatDoesNotFitIsRefusedAndNotCut()
    {
        await _scene.PrepareAsync("CREATE TABLE shop.t (id INT PRIMARY KEY, u VARCHAR(2))");

        Assert.Equal("Failed 1", SyncScene.Sum(await _scene.SyncAsync(SyncScene.Change(["id", "u"], null, ["1", "_utf8mb4'abc'"]))));
    }

    [Fact]
    public async Task RowIsFoundByTheIndexOfATextKey()
    {
        await _scene.PrepareAsync("CREATE TABLE shop.t (id VARCHAR(20) PRIMARY KEY, v INT)", "INSERT INTO shop.t VALUES ('a', 1), ('b', 2), ('c', 3), ('d', 4)");
        var change = SyncScene.Change(["id", "v"], ["_utf8mb4'b'", "2"], null) with { Guards = [Bytes.Replace("`v`", "`id`", StringComparison.Ordinal), Plain] };

        await using var session = await Session.OpenAsync(servers.Server, CancellationToken.None);
        var rows = await session.QueryAsync($"EXPLAIN FORMAT=TRADITIONAL {RowStatements.Delete(change)}", CancellationToken.None);
        Assert.Equal("PRIMARY", rows[0].TextOrNull("key"));
        Assert.Equal("Applied 1", SyncScene.Sum(await _scene.SyncAsync(change)));
    }
}
