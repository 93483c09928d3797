using System.Text;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Scripts;

namespace MySqlOps.Engine.Tests.Load.Scripts;

public class SqlScriptReaderTests
{
    /// <summary>A script, and the statements that it is cut into, parted by bars of another kind.</summary>
    public static TheoryData<string, string[]> Scripts { get; } = new()
    {
        { "SELECT 1; SELECT 2;", ["SELECT 1", "SELECT 2"] },
        { "SELECT 1", ["SELECT 1"] },
        { "SELECT 1\r\n;\r\n\r\nSELECT\r\n2;\r\n", ["SELECT 1", "SELECT\r\n2"] },
        { "", [] },
        { ";;; ;\n;", [] },
        { "-- only; a comment", [] },
        { "SELECT 'a;b', \"c;d\", `e;f`;", ["SELECT 'a;b', \"c;d\", `e;f`"] },
        { "SELECT 'it''s;', 'a\\';', \"\\\";\", `\\`;SELECT 2;", ["SELECT 'it''s;', 'a\\';', \"\\\";\", `\\`", "SELECT 2"] },
        { "SELECT 'a\0;b';", ["SELECT 'a\0;b'"] },
        { "SELECT 1 -- one; it's\n, 2; SELECT 3", ["SELECT 1 -- one; it's\n, 2", "SELECT 3"] },
        { "SELECT 5--1; SELECT 1 # x; y'\n;", ["SELECT 5--1", "SELECT 1 # x; y'"] },
        { "SELECT 1 /* ; ' */, 2;", ["SELECT 1 /* ; ' */, 2"] },
        { "SELECT 1 /*/ ; */;", ["SELECT 1 /*/ ; */"] },
        { "/* leading; */ -- more\n# and more\nSELECT 1;", ["SELECT 1"] },
        { "----------\nSELECT 1;", ["SELECT 1"] },
        { "/*!40101 SET NAMES utf8 */;\n/*!50003 SET @a = 'x;' */;", ["/*!40101 SET NAMES utf8 */", "/*!50003 SET @a = 'x;' */"] },
        { "/*! SELECT 1; */", ["/*! SELECT 1", "*/"] },
        { "SELECT /*+ SET_VAR(a=1) */ 1;", ["SELECT /*+ SET_VAR(a=1) */ 1"] },
        { "/*M!999999\\- enable the sandbox mode */ \nSELECT 1;", ["/*M!999999\\- enable the sandbox mode */ \nSELECT 1"] },
        { "/*!999999\\- enable the sandbox mode */ \nSELECT 1;", ["/*!999999\\- enable the sandbox mode */ \nSELECT 1"] },
        { "DELIMITER ;;\nCREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END ;;\nDELIMITER ;\nSELECT 3;", ["CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END", "SELECT 3"] },
        { "delimiter //\nSELECT 1//SELECT 2 / 1//delimiter ;\nSELECT 3;", ["SELECT 1", "SELECT 2 / 1", "SELECT 3"] },
        { "DELIMITER '$$'  ignored\r\nSELECT 1$$\r\ndelimiter ;\r\nSELECT 2;", ["SELECT 1", "SELECT 2"] },
        { "SELECT 1; DELIMITER //\nSELECT 2; //", ["SELECT 1", "SELECT 2;"] },
        { "\\d |\nSELECT 1|", ["SELECT 1"] },
        { "DELIMITER #\nSELECT 1#\n#\nSELECT 2#", ["SELECT 1", "SELECT 2"] },
        { "SELECT 1\\g SELECT \\N\\G SELECT 3", ["SELECT 1", "SELECT \\N", "SELECT 3"] },
        { "\\g SELECT 1;", ["SELECT 1"] },
        { "USE db\nSELECT 1;", ["USE `db`", "SELECT 1"] },
        { "use db;SELECT 1;", ["USE `db`", "SELECT 1"] },
        { "USE `a``b;c`;\nSELECT 1;", ["USE `a``b;c`", "SELECT 1"] },
        { "USE my-db;", ["USE `my-db`"] },
        { "\\u db\n", ["USE `db`"] },
        { "charset gbk\nSELECT 1;", ["SET NAMES 'gbk'", "SELECT 1"] },
        { "SELECT 1;\nquit\nSELECT 2;", ["SELECT 1"] },
        { "go\nSELECT 1;\nego\n", ["SELECT 1"] },
        { "useful_function();", ["useful_function()"] },
        { "\uFEFFSELECT 1;\n\uFEFFSELECT 2;", ["SELECT 1", "SELECT 2"] },
        {
            "/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER `t` BEFORE INSERT ON `x` FOR EACH ROW BEGIN SET @a = 1; -- it's\nEND */;",
            ["/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER `t` BEFORE INSERT ON `x` FOR EACH ROW BEGIN SET @a = 1", "END */"]
        },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task ScriptIsCutAsTheClientCutsIt(string script, string[] statements)
    {
        var cut = await ReadScript.CutAsync(script);
        Assert.Equal(statements, cut.Statements);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task ScriptThatComesByteByByteIsCutTheSame(string script, string[] statements)
    {
        var cut = await ReadScript.CutAsync(script, piece: 1);
        Assert.Equal(statements, cut.Statements);
    }

    [Theory]
    [InlineData("SELECT 1;\nSELECT 'a\nb", 2, "string")]
    [InlineData("SELECT 1;\n\nSELECT 1, \"a", 3, "string")]
    [InlineData("SELECT `a;\n", 1, "quoted name")]
    [InlineData("SELECT 1;\n/* never closed", 2, "comment")]
    [InlineData("SELECT 1\n\n/* never closed;", 3, "comment")]
    public async Task WhatHasNoEndIsNamedWithTheLineWhereItBegan(string script, int line, string what)
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ReadScript.CutAsync(script));
        Assert.Equal(ErrorId.LoadScriptInvalid, error.Id);
        Assert.StartsWith($"test.sql, line {line}: the {what} ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT 1;\nsource other.sql\n", 2)]
    [InlineData("\\. other.sql", 1)]
    [InlineData("\n\nSYSTEM rm -rf /;", 3)]
    [InlineData("\\! ls", 1)]
    [InlineData("connect other host", 1)]
    [InlineData("edit", 1)]
    [InlineData("resetconnection;", 1)]
    public async Task CommandThatReachesOutIsRefused(string script, int line)
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ReadScript.CutAsync(script));
        Assert.Equal(ErrorId.LoadCommandRefused, error.Id);
        Assert.StartsWith($"test.sql, line {line}: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tee log.txt")]
    [InlineData("warnings;")]
    [InlineData("\\W")]
    [InlineData("? select")]
    [InlineData("pager less")]
    [InlineData("quit")]
    public async Task CommandThatIsLeftOutIsAWarning(string command)
    {
        var cut = await ReadScript.CutAsync($"SELECT 1;\n{command}\n");
        Assert.Equal(["SELECT 1"], cut.Statements);
        Assert.Contains("test.sql, line 2: ", Assert.Single(cut.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELIMITER\nSELECT 1;")]
    [InlineData("DELIMITER \\\\\nSELECT 1;")]
    [InlineData("USE\n")]
    [InlineData("SELECT 1 \\c;")]
    public async Task CommandThatMakesNoSenseIsAnError(string script)
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ReadScript.CutAsync(script));
        Assert.Equal(ErrorId.LoadScriptInvalid, error.Id);
    }

    [Fact]
    public async Task BackslashIsPlainUnderNoBackslashEscapes()
    {
        var cut = await ReadScript.CutAsync("SELECT 'a\\';\nSELECT \\g;", new ScriptSyntax { HasNoBackslashEscapes = true });
        Assert.Equal(["SELECT 'a\\'", "SELECT \\g"], cut.Statements);
    }

    [Fact]
    public async Task BackslashIsPlainInANameUnderAnsiQuotes()
    {
        var cut = await ReadScript.CutAsync("SELECT \"a\\\";SELECT 'b\\';';", new ScriptSyntax { HasAnsiQuotes = true });
        Assert.Equal(["SELECT \"a\\\"", "SELECT 'b\\';'"], cut.Statements);
    }

    [Theory]
    [InlineData("sjis", "\u8868")]
    [InlineData("cp932", "\u30BD\u8868")]
    [InlineData("gbk", "\u8A93\u7E97")]
    [InlineData("gb18030", "\u8A93\u7E97")]
    [InlineData("big5", "\u529F\u8A31\u84CB")]
    public async Task SecondByteOfACharacterIsNoBackslash(string characterSet, string text)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(characterSet switch { "sjis" or "cp932" => 932, "big5" => 950, "gbk" => 936, _ => 54936 })!;
        var script = encoding.GetBytes($"SELECT '{text}';SELECT `{text}`;SELECT {text};");
        var cut = await ReadScript.CutAsync(script, new ScriptSyntax { CharacterSet = ScriptCharacterSet.Find(characterSet) }, piece: 1);
        Assert.Equal([$"SELECT '{text}'", $"SELECT `{text}`", $"SELECT {text}"], cut.Texts.Select(encoding.GetString));
    }

    [Fact]
    public async Task BackslashAfterAMultibyteCharacterStillEscapes()
    {
        byte[] script = [.. "SELECT '"u8, 0x83, 0x5C, .. "\\';';SELECT 2;"u8];
        var cut = await ReadScript.CutAsync(script, new ScriptSyntax { CharacterSet = ScriptCharacterSet.Find("sjis") });
        Assert.Equal(2, cut.Texts.Count);
        Assert.Equal(script[..^10], cut.Texts[0]);
    }

    [Fact]
    public async Task LinesAndOffsetsAreThoseOfTheStatementsFirstByte()
    {
        const string Script = "-- head\nSELECT 1;\n\n  /* c\n */ SELECT\n2; SELECT 'x\ny';\nSELECT 4";
        var cut = await ReadScript.CutAsync(Script, piece: 3);
        Assert.Equal([2, 5, 6, 8], cut.Lines);
        Assert.Equal(cut.Statements.Select(statement => (long)Script.IndexOf(statement, StringComparison.Ordinal)), cut.Offsets);
    }

    [Fact]
    public async Task ChangedSyntaxCountsFromTheNextStatement()
    {
        await using var window = new Engine.Load.Files.ByteWindow(new MemoryStream("SET sql_mode=x; SELECT 'a\\'; SELECT 2;"u8.ToArray()), "test.sql");
        var reader = new SqlScriptReader(window, _ => { });
        await reader.ReadAsync(CancellationToken.None);
        reader.Syntax = ScriptSyntax.Of("ONLY_FULL_GROUP_BY,NO_BACKSLASH_ESCAPES", "utf8mb4");
        var second = await reader.ReadAsync(CancellationToken.None);
        Assert.Equal("SELECT 'a\\'", Encoding.UTF8.GetString(second!.Text.Span));
    }

    [Fact]
    public async Task DumpWithoutItsLastLineIsAnErrorAndItsHalfStatementIsNotGiven()
    {
        const string Dump = "-- MySQL dump 10.13  Distrib 5.7.44\n\nINSERT INTO t VALUES (1);\n";
        Assert.Equal(["INSERT INTO t VALUES (1)"], (await ReadScript.CutAsync(Dump + "-- Dump completed on 2026-01-01\n")).Statements);
        Assert.Equal(ErrorId.LoadScriptInvalid, (await Assert.ThrowsAsync<MySqlOpsException>(() => ReadScript.CutAsync(Dump))).Id);

        await using var window = new Engine.Load.Files.ByteWindow(new MemoryStream(Encoding.UTF8.GetBytes(Dump + "INSERT INTO t VALUES (2)")), "test.sql");
        var reader = new SqlScriptReader(window, _ => { });
        Assert.NotNull(await reader.ReadAsync(CancellationToken.None));
        await Assert.ThrowsAsync<MySqlOpsException>(async () => await reader.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task LongStatementComesInOnePieceAndShortOnesFollow()
    {
        var text = new byte[40_000_000];
        Array.Fill(text, (byte)'x');
        byte[] script = [.. "SELECT 1; SELECT '"u8, .. text, .. "'; SELECT 3;"u8];
        var cut = await ReadScript.CutAsync(script, piece: 70_001);
        Assert.Equal([8, text.Length + 9, 8], cut.Texts.Select(statement => statement.Length));
        Assert.True(cut.Texts[1].AsSpan().SequenceEqual(script.AsSpan()[10..^11]));
    }
}
