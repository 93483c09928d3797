using MySqlOps.Engine.DiskUsage;

namespace MySqlOps.Engine.Tests.DiskUsage;

public class TableAccountingTests
{
    private static readonly Dictionary<string, string> NoOnlyTable = [];
    private static readonly Dictionary<ulong, long> NoSpaces = [];

    [Fact]
    public void TableHasTheBytesOfItsOwnFile()
    {
        Assert.Equal(114688, Share([Facts.Table("shop.orders")], [Facts.Own("shop/orders", 114688)]).FileBytes);
    }

    [Fact]
    public void TableKeepsWhatTheEngineSays()
    {
        var share = Share([Facts.Table("shop.orders", data: 65536, index: 16384, free: 4096, rows: 7)], [Facts.Own("shop/orders", 114688)]);

        Assert.Equal((65536L, 16384L, 4096L, 7L, null), (share.DataBytes, share.IndexBytes, share.FreeBytes, share.Rows, share.Note));
    }

    [Fact]
    public void PartitionsAreAddedUp()
    {
        var share = Share([Facts.Table("shop.orders")], [Facts.Own("shop/orders#p#p0", 100), Facts.Own("shop/orders#p#p1#sp#s0", 20), Facts.Own("shop/orders#p#p1#sp#s1", 3)]);

        Assert.Equal(123, share.FileBytes);
    }

    [Fact]
    public void SameNameInTwoDatabasesIsTwoTables()
    {
        var shares = Shares([Facts.Table("a.t"), Facts.Table("b.t")], [Facts.Own("a/t", 1), Facts.Own("b/t", 2)]);

        Assert.Equal([("a", 1L), ("b", 2L)], shares.Select(share => (share.Schema, share.FileBytes!.Value)));
    }

    [Fact]
    public void TableOfASharedTablespaceHasNoFile()
    {
        var share = Share([Facts.Table("shop.orders", free: 4194304)], [Facts.Shared("ts1", 9 * Facts.MiB)]);

        Assert.Equal((0L, null, true), (share.FileBytes, share.FreeBytes, share.Note?.Contains("shared", StringComparison.Ordinal)));
    }

    [Fact]
    public void WithoutTablespacesTheFileIsUnknown()
    {
        var share = Share([Facts.Table("shop.orders", data: 65536)], null);

        Assert.Equal((null, 65536L, true), (share.FileBytes, share.DataBytes, share.Note?.Contains("PROCESS", StringComparison.Ordinal)));
    }

    [Fact]
    public void StaleStatisticsGiveWayToTheFile()
    {
        var share = Share([Facts.Table("shop.orders", data: 16384, index: 16384, free: 4096)], [Facts.Own("shop/orders", 12 * Facts.MiB)]);

        Assert.Equal((12 * Facts.MiB) - 4096 - 16384, share.DataBytes);
    }

    [Fact]
    public void StaleStatisticsAreSaid()
    {
        var share = Share([Facts.Table("shop.orders")], [Facts.Own("shop/orders", 12 * Facts.MiB)]);

        Assert.Contains("behind", share.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void StaleStatisticsWithoutFreeBytesGiveWayToTheWholeFile()
    {
        var share = Share([Facts.Table("shop.orders", free: null)], [Facts.Own("shop/orders", 12 * Facts.MiB)]);

        Assert.Equal(12 * Facts.MiB, share.DataBytes);
    }

    [Theory]
    [InlineData(1024 * 1024, 0)]
    [InlineData(12 * 1024 * 1024, 11 * 1024 * 1024)]
    public void FileThatIsSmallOrMostlyFreeSaysNothingOfTheStatistics(long file, long free)
    {
        Assert.Equal(16384, Share([Facts.Table("shop.orders", data: 16384, free: free)], [Facts.Own("shop/orders", file)]).DataBytes);
    }

    [Fact]
    public void StatisticsOfMoreThanHalfTheFileAreBelieved()
    {
        Assert.Equal(6 * Facts.MiB, Share([Facts.Table("shop.orders", data: 6 * Facts.MiB)], [Facts.Own("shop/orders", 12 * Facts.MiB)]).DataBytes);
    }

    [Fact]
    public void FullTextFilesBelongToTheOnlyTableThatHasOne()
    {
        var accounting = new TableAccounting(
            [Facts.Table("shop.notes", index: 5)],
            [Facts.Own("shop/notes", 1000), Facts.Own("shop/fts_0000000000000427_config", 30), Facts.Own("shop/fts_0000000000000427_00000000000000a3_index_1", 4)]);
        accounting.PlaceFullText(new Dictionary<string, string> { ["shop"] = "notes" }, NoSpaces);

        var share = Assert.Single(accounting.Shares());

        Assert.Equal((1034L, 39L), (share.FileBytes, share.IndexBytes));
    }

    [Fact]
    public void FullTextFilesFindTheirTableByItsNumber()
    {
        var accounting = new TableAccounting(
            [Facts.Table("shop.a"), Facts.Table("shop.b")],
            [Facts.Own("shop/a", 1, space: 100), Facts.Own("shop/b", 2, space: 200), Facts.Own("shop/fts_0000000000000427_config", 30)]);
        accounting.PlaceFullText(NoOnlyTable, new Dictionary<ulong, long> { [0x427] = 200 });

        Assert.Equal([("a", 1L), ("b", 32L)], accounting.Shares().Select(share => (share.Name, share.FileBytes!.Value)));
    }

    [Fact]
    public void FullTextFilesOfATableInASharedTablespaceAreItsOwn()
    {
        var accounting = new TableAccounting([Facts.Table("shop.notes")], [Facts.Shared("ts1", 1000), Facts.Own("shop/fts_0000000000000427_config", 30)]);
        accounting.PlaceFullText(new Dictionary<string, string> { ["shop"] = "notes" }, NoSpaces);

        Assert.Equal(30, Assert.Single(accounting.Shares()).FileBytes);
    }

    [Fact]
    public void FullTextFilesWaitWithTheirNumbers()
    {
        var accounting = new TableAccounting([Facts.Table("shop.notes")], [Facts.Own("shop/fts_0000000000000427_config", 30)]);

        Assert.Equal([0x427UL], accounting.FullTextTables["shop"]);
    }

    [Fact]
    public void FullTextFileWithoutATableIsAnOrphan()
    {
        var accounting = new TableAccounting([Facts.Table("shop.notes")], [Facts.Own("shop/fts_0000000000000427_config", 30)]);
        accounting.PlaceFullText(NoOnlyTable, NoSpaces);

        Assert.Equal(["shop/fts_0000000000000427_config"], accounting.Orphans.Select(space => space.Name));
    }

    [Fact]
    public void TableThatOnlyInnoDbNamesIsCounted()
    {
        var hidden = Assert.Single(Shares([Facts.Table("shop.orders")], [Facts.Own("shop/orders", 1), Facts.Own("secret/t", 2)]), share => share.Schema == "secret");

        Assert.Equal(("t", "InnoDB", 2L, null, true), (hidden.Name, hidden.Engine, hidden.FileBytes, hidden.DataBytes, hidden.Note is not null));
    }

    [Fact]
    public void FileOfABrokenOffAlterIsAnOrphan()
    {
        var accounting = new TableAccounting([Facts.Table("shop.orders")], [Facts.Own("shop/#sql-ib1234-56", 7)]);

        Assert.Equal(["shop/#sql-ib1234-56"], accounting.Orphans.Select(space => space.Name));
    }

    [Fact]
    public void FileOfABrokenOffAlterIsNoTable()
    {
        Assert.DoesNotContain(Shares([Facts.Table("shop.orders")], [Facts.Own("shop/#SQL-ib1234-56", 7)]), share => share.Name != "orders");
    }

    [Fact]
    public void TableThatIsNamedLikeABrokenOffAlterKeepsItsFile()
    {
        Assert.Equal(7, Share([Facts.Table("shop.#sql-notes")], [Facts.Own("shop/#sql-notes", 7)]).FileBytes);
    }

    [Fact]
    public void SharedTablespacesAreNobodysOrphans()
    {
        Assert.Empty(new TableAccounting([], [Facts.Shared("ts1", 1), new TablespaceFacts(1, "innodb_undo_001", "Undo", 2)]).Orphans);
    }

    [Theory]
    [InlineData("MyISAM", 120)]
    [InlineData("CSV", 120)]
    [InlineData("ARCHIVE", 120)]
    [InlineData("MEMORY", 0)]
    [InlineData("Memory", 0)]
    [InlineData("BLACKHOLE", 0)]
    [InlineData("FEDERATED", 0)]
    [InlineData("MRG_MYISAM", 0)]
    [InlineData("PERFORMANCE_SCHEMA", 0)]
    public void OtherEnginesFilesAreTheirDataAndIndexes(string engine, long expected)
    {
        Assert.Equal(expected, Share([Facts.Table("shop.t", engine, data: 100, index: 20)], []).FileBytes);
    }

    [Theory]
    [InlineData("MyISAM", 5L)]
    [InlineData("MEMORY", 5L)]
    [InlineData("PERFORMANCE_SCHEMA", null)]
    public void RowsAreThoseThatThereAreAndNotThoseThatThereIsRoomFor(string engine, long? expected)
    {
        Assert.Equal(expected, Share([Facts.Table("performance_schema.t", engine, rows: 5)], []).Rows);
    }

    [Fact]
    public void OtherEnginesNeedNoTablespaces()
    {
        Assert.Equal(100, Share([Facts.Table("shop.t", "MyISAM", data: 100)], null).FileBytes);
    }

    [Fact]
    public void TableThatTheServerCannotOpenIsSaid()
    {
        var share = Share([Facts.Table("shop.broken", engine: null, data: null, index: null, free: null, rows: null)], []);

        Assert.Equal((null, "The server can't open this table."), (share.FileBytes, share.Note));
    }

    private static List<TableUsage> Shares(TableFacts[] tables, TablespaceFacts[]? spaces) => [.. new TableAccounting(tables, spaces).Shares()];

    private static TableUsage Share(TableFacts[] tables, TablespaceFacts[]? spaces) => Assert.Single(Shares(tables, spaces));
}
