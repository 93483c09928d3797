using System.IO.Compression;
using System.Text;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.Load.Scripts;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Load.Scripts;

[Collection(ServerCollection.Name)]
public sealed class ScriptImporterTests(ServerFixture servers) : IAsyncLifetime
{
    private const string Schema =
        """
        CREATE DATABASE script_a;
        USE script_a;
        CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, s VARCHAR(200), b BLOB, j JSON);
        INSERT INTO t VALUES (1, 'it''s; \\ \'quoted\' "x" `y`', x'00FF5C27220A0D1A', '{"a": [1, "DELIMITER ;;"]}'), (2, '-- no comment /* none */ # none', '', NULL);
        CREATE VIEW v AS SELECT s FROM t;
        DELIMITER //
        CREATE PROCEDURE p() BEGIN -- it's a comment; really
          SELECT ';' AS a; SELECT "//"; END//
        DELIMITER $$
        CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW BEGIN SET @x = ';'; SET @y = 1; END$$
        CREATE FUNCTION f() RETURNS INT DETERMINISTIC BEGIN /* ; */ RETURN 1; END$$
        CREATE EVENT e ON SCHEDULE EVERY 1 YEAR DISABLE DO BEGIN SET @a = 1; END$$
        DELIMITER ;
        """;

    private readonly RememberingObserver _observer = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("mysqlops-").FullName;

    public Task InitializeAsync() => DropAsync();

    public async Task DisposeAsync()
    {
        await DropAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData]
    [InlineData("--skip-extended-insert", "--hex-blob", "--skip-opt")]
    [InlineData("--tz-utc", "--complete-insert", "--no-autocommit", "--compact")]
    [InlineData("--set-gtid-purged=OFF", "--add-drop-database", "--skip-comments", "--replace")]
    public async Task DumpOfMysqldumpComesBackTheSame(params string[] options)
    {
        ArgumentNullException.ThrowIfNull(options);
        await ClientProgram.QueryAsync(servers.Sandbox, Schema);
        var before = await DumpAsync("script_a");
        var dump = await DumpAsync("script_a", [.. options, "--databases"]);
        await ClientProgram.QueryAsync(servers.Sandbox, "DROP DATABASE script_a");
        var import = await ImportAsync(dump);
        Assert.Equal(before, await DumpAsync("script_a"));
        Assert.Equal(0, import.FailedStatements);
        Assert.True(import.Statements > 8, $"{import}");
    }

    [Fact]
    public async Task PackedDumpGoesIntoARenamedDatabase()
    {
        await ClientProgram.QueryAsync(servers.Sandbox, Schema);
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(await DumpAsync("script_a", "--databases")));
        await ImportAsync(packed.ToArray(), new ScriptImportOptions { RenamedDatabases = new Dictionary<string, string> { ["script_a"] = "script_b" } });
        Assert.Equal(await DumpAsync("script_a"), (await DumpAsync("script_b")).Replace("script_b", "script_a", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DumpWithoutADatabaseGoesIntoTheChosenOne()
    {
        await ClientProgram.QueryAsync(servers.Sandbox, $"{Schema}\nCREATE DATABASE script_b;");
        await ImportAsync(await DumpAsync("script_a"), new ScriptImportOptions { Database = "script_b" });
        Assert.Equal("2", await ClientProgram.QueryAsync(servers.Sandbox, "SELECT COUNT(*) FROM script_b.t"));
    }

    [Fact]
    public async Task RefusedStatementIsNamedByFileLineAndBeginning()
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ImportAsync("SELECT 1;\n\nSELECT\n  wrong FROM\n mysql.nowhere; CREATE DATABASE script_a;"));
        Assert.Equal(ErrorId.LoadStatementFailed, error.Id);
        Assert.Equal(1146, error.ServerErrorNumber);
        Assert.Contains("script.sql, line 3: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("SELECT wrong FROM mysql.nowhere", error.Message, StringComparison.Ordinal);
        Assert.Equal("", await ClientProgram.QueryAsync(servers.Sandbox, "SHOW DATABASES LIKE 'script\\_a'"));
    }

    [Fact]
    public async Task PasswordOfARefusedStatementIsNowhereInTheError()
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ImportAsync("CREATE USER script_u IDENTIFIED BY 'geheim' NONSENSE 'geheim';"));
        Assert.Equal(1064, error.ServerErrorNumber);
        Assert.DoesNotContain("geheim", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportGoesOnAfterErrorsWhenAskedTo()
    {
        var import = await ImportAsync("SELECT wrong;\nCREATE DATABASE script_a;\nSELECT wrong;", new ScriptImportOptions { StopsOnError = false });
        Assert.Equal((1, 2), (import.Statements, import.FailedStatements));
        Assert.Equal(2, _observer.Warnings.Count);
        Assert.Equal("script_a", await ClientProgram.QueryAsync(servers.Sandbox, "SHOW DATABASES LIKE 'script\\_a'"));
    }

    [Fact]
    public async Task WordsAndVariablesThatTheServerLacksAreLeftOut()
    {
        await ImportAsync(
            """
            CREATE DATABASE script_a; USE script_a; CREATE TABLE m (mode TEXT, zone TEXT);
            /*!40101 SET @OLD_TX=@@tx_isolation, tx_isolation='READ-COMMITTED', time_zone='+03:00' */;
            /*!50003 SET sql_mode = 'STRICT_TRANS_TABLES,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION' */;
            SET query_cache_type = 0;
            INSERT INTO m VALUES (@@sql_mode, @@time_zone);
            """);
        Assert.Equal("STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION\t+03:00", await ClientProgram.QueryAsync(servers.Sandbox, "SELECT * FROM script_a.m"));
        Assert.Equal(3, _observer.Warnings.Count);
        Assert.Contains(_observer.Warnings, warning => warning.Contains("line 3:", StringComparison.Ordinal) && warning.Contains("NO_AUTO_CREATE_USER", StringComparison.Ordinal));
        Assert.Contains(_observer.Warnings, warning => warning.Contains("line 4:", StringComparison.Ordinal) && warning.Contains("query_cache_type", StringComparison.Ordinal));
    }

    [Fact]
    public async Task QuotesAreReadAsTheSessionReadsThem()
    {
        await ImportAsync(
            """
            CREATE DATABASE script_a; USE script_a; CREATE TABLE m (v TEXT);
            SET sql_mode = 'NO_BACKSLASH_ESCAPES'; INSERT INTO m VALUES ('a\'); SET sql_mode = ''; INSERT INTO m VALUES ('b\';');
            SET @old = @@sql_mode, sql_mode = CONCAT('ANSI', '_QUOTES'); CREATE TABLE "x\" (a INT); SET sql_mode = @old; INSERT INTO m VALUES ("c\";");
            """);
        Assert.Equal("a\\\nb';\nc\";", (await ClientProgram.QueryAsync(servers.Sandbox, "SELECT v FROM script_a.m")).Replace("\\\\", "\\", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CharacterSetOfTheScriptIsFollowed()
    {
        // In gbk D5 5C is one character, whose second byte would escape the quote.
        byte[] script = [.. "CREATE DATABASE script_a; USE script_a; CREATE TABLE m (v TEXT CHARACTER SET utf8mb4); SET NAMES gbk; INSERT INTO m VALUES ('"u8, 0xD5, 0x5C, .. "'); SET NAMES utf8mb4; INSERT INTO m VALUES ('ä');"u8];
        await ImportAsync(script);
        Assert.Equal("E8AAA0\nC3A4", await ClientProgram.QueryAsync(servers.Sandbox, "SELECT HEX(v) FROM script_a.m"));
    }

    [Fact]
    public async Task StatementAboveThePacketLimitIsNotSent()
    {
        var packet = long.Parse(await ClientProgram.QueryAsync(servers.Sandbox, "SELECT @@GLOBAL.max_allowed_packet"));
        try
        {
            await ClientProgram.QueryAsync(servers.Sandbox, "CREATE DATABASE script_a; CREATE TABLE script_a.m (v LONGTEXT); SET GLOBAL max_allowed_packet = 1048576;");
            const string Head = "INSERT INTO script_a.m VALUES ('";
            var longest = $"{Head}{new string('x', 1048576 - 2 - Head.Length - 2)}')";
            await ImportAsync($"{longest};");
            var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ImportAsync($"SELECT 1;\n{longest.Replace("xx'", "xxx'", StringComparison.Ordinal)};"));
            Assert.Equal(ErrorId.LoadStatementTooLong, error.Id);
            Assert.Contains("script.sql, line 2: the statement has 1048575 bytes", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            await ClientProgram.QueryAsync(servers.Sandbox, $"SET GLOBAL max_allowed_packet = {packet}");
        }
    }

    [Fact]
    public async Task WarningsOfTheServerAreCountedAndTheFirstShown()
    {
        await ClientProgram.QueryAsync(servers.Sandbox, "CREATE DATABASE script_a; CREATE TABLE script_a.m (v TINYINT);");
        var import = await ImportAsync("SET sql_mode = ''; USE script_a;\nINSERT INTO m VALUES (300), (300);");
        Assert.Equal((2, 2), (import.ServerWarnings, import.RowsAffected));
        Assert.All(import.FirstServerWarnings, warning => Assert.StartsWith("line 2: Warning 1264: ", warning, StringComparison.Ordinal));
        Assert.Equal(2, import.FirstServerWarnings.Count);
    }

    [Fact]
    public async Task ServersOwnSqlModeCountsUntilTheScriptSetsOne()
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ImportAsync("CREATE DATABASE script_a; CREATE TABLE script_a.m (v TINYINT); INSERT INTO script_a.m VALUES (300);"));
        Assert.Equal(1264, error.ServerErrorNumber);
    }

    [Fact]
    public async Task BinaryLogIsLeftAloneWhenAskedTo()
    {
        var before = await ClientProgram.QueryAsync(servers.Sandbox, "SELECT @@GLOBAL.gtid_executed");
        await ImportAsync("CREATE DATABASE script_a; SET sql_log_bin = 1; CREATE TABLE script_a.m (v INT);", new ScriptImportOptions { SkipBinLog = true });
        Assert.Equal(before, await ClientProgram.QueryAsync(servers.Sandbox, "SELECT @@GLOBAL.gtid_executed"));
        Assert.Contains("sql_log_bin", Assert.Single(_observer.Warnings), StringComparison.Ordinal);
        await ClientProgram.QueryAsync(servers.Sandbox, "SET sql_log_bin = 0; DROP DATABASE script_a;");
    }

    [Fact]
    public async Task GtidSetOfADumpIsAppendedOnlyWhenAskedTo()
    {
        const string Uuid = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
        var box = (await servers.CreateAsync(1))[0];
        await ClientProgram.QueryAsync(box, "CREATE DATABASE script_a");
        const string Script = $"SET @@SESSION.SQL_LOG_BIN= 0;\nSET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '{Uuid}:1-5';\nCREATE DATABASE script_c;";
        await ImportAsync(Encoding.UTF8.GetBytes(Script), new ScriptImportOptions(), box.Server);
        Assert.DoesNotContain(Uuid, await ClientProgram.QueryAsync(box, "SELECT @@GLOBAL.gtid_purged"), StringComparison.Ordinal);
        Assert.Equal(2, _observer.Warnings.Count);
        await ImportAsync(Encoding.UTF8.GetBytes(Script.Replace("script_c", "script_d", StringComparison.Ordinal)), new ScriptImportOptions { GtidPurged = GtidPurgedAction.Append }, box.Server);
        Assert.Contains($"{Uuid}:1-5", await ClientProgram.QueryAsync(box, "SELECT @@GLOBAL.gtid_purged"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LostConnectionIsNamedWithTheLine()
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ImportAsync("SELECT 1;\nKILL CONNECTION_ID();\nSELECT 2;\nSELECT 3;"));
        Assert.Contains("script.sql, line ", error.Message, StringComparison.Ordinal);
    }

    private async Task DropAsync() => await ClientProgram.QueryAsync(servers.Sandbox, "DROP DATABASE IF EXISTS script_a; DROP DATABASE IF EXISTS script_b; DROP USER IF EXISTS script_u;");

    private async Task<string> DumpAsync(string database, params string[] options)
    {
        var result = await ClientProgram.RunAsync(
            "mysqldump", servers.Sandbox, [$"--defaults-file={Path.Combine(servers.Sandbox.Path, "root.cnf")}", "--routines", "--events", "--triggers", "--skip-dump-date", "--hex-blob", "--set-gtid-purged=OFF", .. options, database]);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    private Task<ScriptImport> ImportAsync(string script, ScriptImportOptions? options = null) => ImportAsync(Encoding.UTF8.GetBytes(script), options);

    private async Task<ScriptImport> ImportAsync(byte[] script, ScriptImportOptions? options = null, MySqlServer? server = null)
    {
        var path = Path.Combine(_folder, "script.sql");
        await File.WriteAllBytesAsync(path, script);
        await using var session = await DataSession.OpenAsync(server ?? servers.Server, CancellationToken.None);
        return await new ScriptImporter(_observer).ImportAsync(session, path, options ?? new ScriptImportOptions(), CancellationToken.None);
    }
}
