using MySqlOps.Engine.DiskUsage;

namespace MySqlOps.Engine.Tests.DiskUsage;

public class DatabaseUsageTests
{
    private static readonly TableUsage Orders = new()
    {
        Schema = "shop",
        Name = "orders",
        Engine = "InnoDB",
        DataBytes = 100,
        IndexBytes = 10,
        FreeBytes = 1,
        FileBytes = 200,
        Rows = 7,
    };

    private static readonly TableUsage Notes = Orders with { Name = "notes", DataBytes = 1000, IndexBytes = null, FileBytes = 2000, Rows = 3 };

    [Fact]
    public void DatabaseIsTheSumOfItsTables()
    {
        var entry = OfDatabase(Orders, Notes);

        Assert.Equal((1100L, 10L, 2L, 2200L, 10L, 2), (entry.DataBytes, entry.IndexBytes, entry.FreeBytes, entry.FileBytes, entry.RowCount, entry.TableCount));
    }

    [Fact]
    public void DatabaseCarriesItsServerAndName()
    {
        var entry = OfDatabase(Orders);

        Assert.Equal((Facts.Server, DiskUsageCategory.Database, "shop", "shop", null), (entry.Server, entry.Category, entry.Name, entry.Database, entry.Table));
    }

    [Fact]
    public void EachDatabaseHasOneEntry()
    {
        var entries = DatabaseUsage.OfDatabases(Facts.Server, [Orders, Orders with { Schema = "Shop" }, Notes], []);

        Assert.Equal([("shop", 2), ("Shop", 1)], entries.Select(entry => (entry.Name, entry.TableCount!.Value)));
    }

    [Fact]
    public void OneUnknownFileMakesTheSumUnknown()
    {
        Assert.Null(OfDatabase(Orders, Notes with { FileBytes = null }).FileBytes);
    }

    [Fact]
    public void UnknownFileIsExplainedOnce()
    {
        var unknown = Orders with { FileBytes = null, Note = "It needs PROCESS." };

        Assert.Equal("It needs PROCESS.", OfDatabase(unknown, unknown with { Name = "b" }, Notes with { Note = "Something else." }).Note);
    }

    [Fact]
    public void KnownFilesNeedNoExplanation()
    {
        Assert.Null(OfDatabase(Orders with { Note = "It lives in a shared tablespace." }).Note);
    }

    [Fact]
    public void SizesThatNobodySaidAreNull()
    {
        var entry = OfDatabase(Orders with { FreeBytes = null, Rows = null });

        Assert.Equal((null, null), (entry.FreeBytes, entry.RowCount));
    }

    [Theory]
    [InlineData("InnoDB", "INNODB", "InnoDB")]
    [InlineData("InnoDB", "MyISAM", null)]
    public void DatabaseHasAnEngineWhenItHasOneOnly(string first, string second, string? expected)
    {
        Assert.Equal(expected, OfDatabase(Orders with { Engine = first }, Notes with { Engine = second }).Engine);
    }

    [Theory]
    [InlineData("InnoDB", true)]
    [InlineData("MyISAM", false)]
    public void RowsOfInnoDbAreAnEstimate(string engine, bool expected)
    {
        Assert.Equal(expected, OfDatabase(Orders with { Engine = engine }).IsRowCountEstimate);
    }

    [Fact]
    public void EmptyDatabaseIsAllZeros()
    {
        var entry = Assert.Single(DatabaseUsage.OfDatabases(Facts.Server, [], ["void"]));

        Assert.Equal(("void", 0L, 0L, 0L, 0L, 0L, 0), (entry.Name, entry.DataBytes, entry.IndexBytes, entry.FreeBytes, entry.FileBytes, entry.RowCount, entry.TableCount));
    }

    [Fact]
    public void TableCarriesItsShare()
    {
        var entry = Assert.Single(DatabaseUsage.OfTables(Facts.Server, [Orders with { Note = "Mind." }]));

        var expected = new DiskUsageEntry
        {
            Server = Facts.Server,
            Category = DiskUsageCategory.Table,
            Name = "shop.orders",
            Database = "shop",
            Table = "orders",
            Engine = "InnoDB",
            DataBytes = 100,
            IndexBytes = 10,
            FreeBytes = 1,
            FileBytes = 200,
            RowCount = 7,
            IsRowCountEstimate = true,
            Note = "Mind.",
        };
        Assert.Equal(expected, entry);
    }

    private static DiskUsageEntry OfDatabase(params TableUsage[] shares) => Assert.Single(DatabaseUsage.OfDatabases(Facts.Server, shares, []));
}
