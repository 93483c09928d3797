using System.Diagnostics;
using System.Globalization;
using System.Text;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Connect;

[Collection(ServerCollection.Name)]
public sealed class DataSessionTests(ServerFixture servers)
{
    private static readonly TimeSpan CancelLimit = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(TlsMode.Disabled)]
    [InlineData(TlsMode.Required)]
    public async Task LogsInByFullExchangeAndThenFromTheServersCache(TlsMode mode)
    {
        var account = await TestAccounts.CreateAsync(servers.Sandbox, "wire_login", "");
        var server = account with { Tls = new TlsSettings { Mode = mode } };
        for (var i = 0; i < 2; i++)
        {
            await using var session = await DataSession.OpenAsync(server, CancellationToken.None);
            var text = await session.TextAsync("SELECT CONCAT(CURRENT_USER(), ' ', (SELECT VARIABLE_VALUE <> '' FROM performance_schema.session_status WHERE VARIABLE_NAME = 'Ssl_cipher'))", CancellationToken.None);
            Assert.Equal($"wire_login@127.0.0.1 {(mode == TlsMode.Required ? 1 : 0)}", text);
        }
    }

    [Fact]
    public async Task LogsInOverTheSocket()
    {
        var control = await Session.OpenAsync(servers.Server, CancellationToken.None);
        var path = await control.TextAsync("SELECT @@GLOBAL.socket", CancellationToken.None);
        await control.DisposeAsync();
        var server = servers.Server with { Socket = path, Host = "localhost" };
        await using var session = await DataSession.OpenAsync(server, CancellationToken.None);
        Assert.Equal("1", await session.TextAsync("SELECT 1", CancellationToken.None));
    }

    [Fact]
    public async Task WrongPasswordIsNamed()
    {
        var account = await TestAccounts.CreateAsync(servers.Sandbox, "wire_wrong", "");
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => DataSession.OpenAsync(account.WithPassword("wrong"), CancellationToken.None));
        Assert.Equal((ErrorId.ConnectAccessDenied, 1045), (error.Id, error.ServerErrorNumber));
    }

    [Fact]
    public async Task AccountThatDemandsTlsIsRefusedWithoutIt()
    {
        var account = await TestAccounts.CreateAsync(servers.Sandbox, "wire_tls", "REQUIRE SSL");
        var server = account with { Tls = new TlsSettings { Mode = TlsMode.Disabled } };
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => DataSession.OpenAsync(server, CancellationToken.None));
        Assert.Equal(ErrorId.ConnectAccessDenied, error.Id);
    }

    [Fact]
    public async Task UntrustedCertificateIsNamed()
    {
        var server = servers.Server with { Tls = new TlsSettings { Mode = TlsMode.VerifyCA } };
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => DataSession.OpenAsync(server, CancellationToken.None));
        Assert.Equal(ErrorId.ConnectTlsUntrusted, error.Id);
    }

    [Fact]
    public async Task SessionIsSetAsOurStatementsExpect()
    {
        await using var session = await DataSession.OpenAsync(servers.Server, CancellationToken.None);
        var row = (await session.QueryAsync("SELECT @@sql_mode AS m, @@time_zone AS z, @@character_set_client AS c, @@autocommit AS a, CONNECTION_ID() AS id", CancellationToken.None))[0];
        Assert.Equal(("", "+00:00", "utf8mb4", 1L, session.ConnectionId), (row.Text("m"), row.Text("z"), row.Text("c"), row.Int64("a"), row.Int64("id")));
    }

    // The read buffer has 256 KiB, a packet 16 MiB - 1: rows on, just under and just over these edges, and NULL and empty cells beside long ones.
    [Theory]
    [InlineData(250)]
    [InlineData(251)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(262130)]
    [InlineData(262144)]
    [InlineData(262150)]
    [InlineData(16777195)]
    [InlineData(16777196)]
    [InlineData(16777200)]
    [InlineData(16777201)]
    [InlineData(16777210)]
    [InlineData(16777215)]
    [InlineData(33554420)]
    [InlineData(40000000)]
    public async Task CellsOfEveryLengthComeWhole(int length)
    {
        await using var session = await DataSession.OpenAsync(servers.Server, CancellationToken.None);
        var sql = string.Create(CultureInfo.InvariantCulture, $"SELECT 'a' AS a, NULL AS n, REPEAT('x', {length}) AS x, '' AS e, 'z' AS z UNION ALL SELECT 'b', NULL, 'y', '', 'c'");
        var rows = await session.QueryAsync(sql, CancellationToken.None);
        Assert.Equal(2, rows.Count);
        Assert.Equal((length, true), (rows[0].Text("x").Length, rows[0].Text("x").All(static c => c == 'x')));
        Assert.Equal(("a", true, "", "z"), (rows[0].Text("a"), rows[0].IsNull("n"), rows[0].Text("e"), rows[0].Text("z")));
        Assert.Equal(("b", "y", "c"), (rows[1].Text("a"), rows[1].Text("x"), rows[1].Text("z")));
        Assert.Equal("1", await session.TextAsync("SELECT 1", CancellationToken.None));
    }

    // A row whose packets are exactly full is closed by an empty packet.
    [Theory]
    [InlineData(16777211)]
    [InlineData(33554426)]
    public async Task RowThatFillsItsPacketsExactlyIsRead(int length)
    {
        await using var session = await DataSession.OpenAsync(servers.Server, CancellationToken.None);
        for (var around = length - 8; around <= length + 2; around++)
        {
            var text = await session.TextAsync(string.Create(CultureInfo.InvariantCulture, $"SELECT REPEAT('x', {around})"), CancellationToken.None);
            Assert.Equal(around, text!.Length);
        }
    }

    [Fact]
    public async Task ManyRowsKeepTheirOrderAndCount()
    {
        await using var session = await DataSession.OpenAsync(servers.Server, CancellationToken.None);
        const string Sql =
            """
            WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
            SELECT /*+ SET_VAR(cte_max_recursion_depth = 200000) */ i, REPEAT(CHAR(97 + i % 26), i % 700) AS t FROM n
            """;
        var rows = await session.QueryAsync(Sql, CancellationToken.None);
        Assert.Equal(100000, rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.Equal(i + 1, rows[i].Int64("i"));
            Assert.Equal((i + 1) % 700, rows[i].Text("t").Length);
        }
    }

    [Fact]
    public async Task StatementOfManyPacketsIsSentWhole()
    {
        await using var session = await DataSession.OpenAsync(servers.Server, CancellationToken.None);
        foreach (var length in new[] { 16777200, 16777205, 16777206, 16777207, 16777215, 40000000 })
        {
            var text = await session.TextAsync($"SELECT LENGTH('{new string('q', length)}')", CancellationToken.None);
            Assert.Equal(length.ToString(CultureInfo.InvariantCulture), text);
        }
    }

    [Fact]
    public async Task UploadLoadsWhatTheStreamHolds()
    {
        var box = (await servers.CreateAsync(1, "local_infile=1"))[0];
        await using var session = await DataSession.OpenAsync(box.Server, CancellationToken.None);
        await session.ExecuteAsync("CREATE DATABASE up", CancellationToken.None);
        await session.ExecuteAsync("CREATE TABLE up.t (id INT PRIMARY KEY, v LONGBLOB)", CancellationToken.None);
        var big = new string('v', 3_000_000);
        using var content = new MemoryStream(Encoding.ASCII.GetBytes($"1\ta\n2\t{big}\n3\t\\N\n"));
        var outcome = await session.UploadAsync("LOAD DATA LOCAL INFILE 'x' INTO TABLE up.t CHARACTER SET binary", content, CancellationToken.None);
        Assert.Equal((3, 0), (outcome.AffectedRows, outcome.Warnings));
        Assert.StartsWith("Records: 3", outcome.Info, StringComparison.Ordinal);
        Assert.Equal("3000001", await session.TextAsync("SELECT SUM(LENGTH(v)) FROM up.t", CancellationToken.None));

        using var bad = new MemoryStream("300\tb\nx\tc\n"u8.ToArray());
        Assert.Equal(1, (await session.UploadAsync("LOAD DATA LOCAL INFILE 'x' INTO TABLE up.t CHARACTER SET binary", bad, CancellationToken.None)).Warnings);
    }

    [Fact]
    public async Task UploadWhoseContentBreaksLeavesNothing()
    {
        var box = (await servers.CreateAsync(1, "local_infile=1"))[0];
        await using (var session = await DataSession.OpenAsync(box.Server, CancellationToken.None))
        {
            await session.ExecuteAsync("CREATE DATABASE up", CancellationToken.None);
            await session.ExecuteAsync("CREATE TABLE up.t (id INT)", CancellationToken.None);
            await Assert.ThrowsAsync<InvalidDataException>(() => session.UploadAsync("LOAD DATA LOCAL INFILE 'x' INTO TABLE up.t", new BreakingStream(), CancellationToken.None));
            Assert.True(session.IsAbandoned);
        }

        await using var other = await DataSession.OpenAsync(box.Server, CancellationToken.None);
        var watch = Stopwatch.StartNew();
        while (await other.TextAsync("SELECT COUNT(*) FROM performance_schema.threads WHERE PROCESSLIST_INFO LIKE 'LOAD DATA%'", CancellationToken.None) != "0")
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), "The load goes on.");
        Assert.Equal("0", await other.TextAsync("SELECT COUNT(*) FROM up.t", CancellationToken.None));
    }

    [Fact]
    public async Task ServerThatAsksForAFileUnaskedGetsNothing()
    {
        var box = (await servers.CreateAsync(1, "local_infile=1"))[0];
        await using var session = await DataSession.OpenAsync(box.Server, CancellationToken.None);
        await session.ExecuteAsync("CREATE DATABASE up", CancellationToken.None);
        await session.ExecuteAsync("CREATE TABLE up.t (line VARCHAR(1000))", CancellationToken.None);
        await session.ExecuteAsync("LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE up.t", CancellationToken.None);
        Assert.Equal("0", await session.TextAsync("SELECT COUNT(*) FROM up.t", CancellationToken.None));
    }

    [Fact]
    public async Task ErrorAfterTheFirstRowsIsTheStatements()
    {
        await using var session = await DataSession.OpenAsync(servers.Server, CancellationToken.None);
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => session.QueryAsync("SELECT 1 UNION ALL SELECT (SELECT 1 UNION ALL SELECT 2)", CancellationToken.None));
        Assert.Equal(1242, error.ServerErrorNumber);
        Assert.Equal("1", await session.TextAsync("SELECT 1", CancellationToken.None));
    }

    [Fact]
    public async Task CallWithSeveralResultsIsReadToItsEnd()
    {
        var box = (await servers.CreateAsync(1))[0];
        await using var session = await DataSession.OpenAsync(box.Server, CancellationToken.None);
        await session.ExecuteAsync("CREATE DATABASE p", CancellationToken.None);
        await session.ExecuteAsync("CREATE PROCEDURE p.two() BEGIN SELECT 1 AS a; SELECT 2 AS a; END", CancellationToken.None);
        await session.ExecuteAsync("CALL p.two()", CancellationToken.None);
        Assert.Equal("7", await session.TextAsync("SELECT 7", CancellationToken.None));
    }

    [Fact]
    public async Task CancelledReadReturnsInTimeAndLeavesNoStatement()
    {
        await using var session = await DataSession.OpenAsync(servers.Server, CancellationToken.None);
        using var cancel = new CancellationTokenSource();
        var sink = new CountingRows();
        const string Endless =
            """
            WITH n AS (SELECT x FROM JSON_TABLE(CONCAT('[1', REPEAT(',1', 999), ']'), '$[*]' COLUMNS (x INT PATH '$')) AS j)
            SELECT 'endless' AS endless_read_of_a_test FROM n a, n b, n c
            """;
        var work = session.ReadAsync(Endless, sink, cancel.Token);
        await sink.FirstRow;
        var watch = Stopwatch.StartNew();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        Assert.True(watch.Elapsed < CancelLimit, $"It took {watch.Elapsed}.");

        await using var other = await DataSession.OpenAsync(servers.Server, CancellationToken.None);
        watch.Restart();
        while (await other.TextAsync($"SELECT COUNT(*) FROM performance_schema.threads WHERE PROCESSLIST_ID = {session.ConnectionId}", CancellationToken.None) != "0")
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), "The session is still there.");
    }

    [Fact]
    public async Task SinkThatFailsEndsTheReadWithItsOwnError()
    {
        await using var session = await DataSession.OpenAsync(servers.Server, CancellationToken.None);
        await Assert.ThrowsAsync<InvalidDataException>(() => session.ReadAsync("SELECT 1", new FailingRows(), CancellationToken.None));
        Assert.True(session.IsAbandoned);
    }

    [Fact]
    public async Task KilledSessionIsLost()
    {
        await using var session = await DataSession.OpenAsync(servers.Server, CancellationToken.None);
        await using var other = await Session.OpenAsync(servers.Server, CancellationToken.None);
        await other.ExecuteAsync($"KILL {session.ConnectionId}", CancellationToken.None);
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => session.QueryAsync("SELECT 1", CancellationToken.None));
        Assert.Equal(ErrorId.ConnectionLost, error.Id);
    }

    [Fact]
    public async Task SilentServerTimesOut()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var server = new MySqlServer { Host = "127.0.0.1", Port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port, User = "u", ConnectTimeout = TimeSpan.FromSeconds(1) };
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => DataSession.OpenAsync(server, CancellationToken.None));
        Assert.Equal(ErrorId.ConnectTimeout, error.Id);
    }

    private sealed class BreakingStream : MemoryStream
    {
        private bool _hasRead;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_hasRead)
                throw new InvalidDataException("broken");
            _hasRead = true;
            "1\n2\n"u8.CopyTo(buffer.Span);
            return ValueTask.FromResult(4);
        }
    }
}
