using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Ledger;
using MySqlOps.Engine.Load.Rows;
using MySqlOps.Engine.Load.Run;

namespace MySqlOps.Engine.Tests.Load;

/// <summary>The statements that loading puts together, and when they are tried again.</summary>
public sealed class StatementTextTests
{
    [Fact]
    public void LoadDataNamesItsColumnsAndConvertsWhatTakesNoBytes()
    {
        ExportedColumn[] columns = [new("a`b", CellEncoding.Stored, false), new("j", CellEncoding.Json, false), new("e", CellEncoding.Number, true)];

        Assert.Equal(
            @"LOAD DATA LOCAL INFILE 'chunk' INTO TABLE `d`.`t` CHARACTER SET binary FIELDS TERMINATED BY '\t' ESCAPED BY '\\' LINES TERMINATED BY '\n' (`a``b`, @c1, @c2) SET `j` = CONVERT(@c1 USING utf8mb4), `e` = CAST(@c2 AS UNSIGNED)",
            LoadDataStatement.Write(new ObjectName("d", "t"), columns));
    }

    [Fact]
    public void NamesInTheLedgerAreValues()
    {
        var chunk = new LedgerChunk(3, new ObjectName("d'b", @"t\"), 5);

        Assert.EndsWith(@"VALUES (3, 'd''b', 't\\', 5, 0, 0)", chunk.Claim, StringComparison.Ordinal);
        Assert.EndsWith(@"WHERE run = 3 AND database_name = 'd''b' AND table_name = 't\\' AND chunk = 5", chunk.Record(1, 2), StringComparison.Ordinal);
    }

    [Fact]
    public void FullTextIndexesAreMadeOneAtATime()
    {
        var indexes = CreateTableText.Parse("CREATE TABLE `t` (`a` text, KEY `k` (`a`(9)), FULLTEXT KEY `f` (`a`), FULLTEXT KEY `g` (`a`), KEY `l` (`a`(5)))").Indexes.ToArray();

        Assert.Equal(["k,f,l", "g"], IndexBuilder.Batches(indexes).Select(batch => string.Join(',', batch.Select(index => index.Name))));
    }

    [Theory]
    [InlineData(ErrorId.QueryFailed, ServerErrorNumber.Deadlock, true)]
    [InlineData(ErrorId.QueryFailed, ServerErrorNumber.LockWaitTimeout, true)]
    [InlineData(ErrorId.ConnectionLost, null, true)]
    [InlineData(ErrorId.ConnectRefused, null, true)]
    [InlineData(ErrorId.QueryFailed, ServerErrorNumber.DuplicateEntry, false)]
    [InlineData(ErrorId.LoadRejected, null, false)]
    [InlineData(ErrorId.LoadChunkFailed, null, false)]
    [InlineData(ErrorId.ConnectAccessDenied, ServerErrorNumber.AccessDenied, false)]
    public void OnlyWhatPassesIsTriedAgain(ErrorId id, int? number, bool passes)
    {
        Assert.Equal(passes, LoadRetry.Passes(new MySqlOpsException(id, "x") { ServerErrorNumber = number }));
    }

    [Theory]
    [InlineData(@"\N", null)]
    [InlineData(@"N", "N")]
    [InlineData(@"a\tb\\\0", "a\tb\\\0")]
    [InlineData("a\\\tb", "a\tb")]
    [InlineData("", "")]
    public void CellsAreDecoded(string text, string? expected)
    {
        var bytes = LoadTextCell.Decode(System.Text.Encoding.UTF8.GetBytes(text));

        Assert.Equal(expected, bytes is null ? null : System.Text.Encoding.UTF8.GetString(bytes));
    }
}
