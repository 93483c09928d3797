using MySqlOps.Engine.DiskUsage;

namespace MySqlOps.Engine.Tests.DiskUsage;

public class DiskUsageSummaryTests
{
    /// <summary>Every category has a power of two of its own, so a sum says what is in it.</summary>
    private static readonly DiskUsageEntry[] OneOfEach = [.. Enum.GetValues<DiskUsageCategory>().Select(category => Entry(category, 1L << (int)category))];

    [Fact]
    public void DatabasesAndTablesAreDatabaseBytes()
    {
        Assert.Equal(Bits(DiskUsageCategory.Database, DiskUsageCategory.Table), Of(OneOfEach).DatabaseBytes);
    }

    [Fact]
    public void SharedTablespacesAreTablespaceBytes()
    {
        Assert.Equal(
            Bits(DiskUsageCategory.SystemTablespace, DiskUsageCategory.GeneralTablespace, DiskUsageCategory.UndoTablespace, DiskUsageCategory.TemporaryTablespace),
            Of(OneOfEach).TablespaceBytes);
    }

    [Fact]
    public void RedoAndDoublewriteAreRedoBytes()
    {
        Assert.Equal(Bits(DiskUsageCategory.RedoLog, DiskUsageCategory.Doublewrite), Of(OneOfEach).RedoBytes);
    }

    [Fact]
    public void BinaryAndRelayLogsStandAlone()
    {
        var summary = Of(OneOfEach);

        Assert.Equal((Bits(DiskUsageCategory.BinaryLog), Bits(DiskUsageCategory.RelayLog)), (summary.BinaryLogBytes, summary.RelayLogBytes));
    }

    [Fact]
    public void TextLogsAreLogBytes()
    {
        Assert.Equal(Bits(DiskUsageCategory.GeneralLog, DiskUsageCategory.SlowLog, DiskUsageCategory.ErrorLog), Of(OneOfEach).LogBytes);
    }

    [Fact]
    public void TheRestIsOtherBytes()
    {
        Assert.Equal(Bits(DiskUsageCategory.DefinitionFile, DiskUsageCategory.Unattributed), Of(OneOfEach).OtherBytes);
    }

    [Fact]
    public void ThePartsAddUpToTheTotal()
    {
        var summary = Of(OneOfEach);

        Assert.Equal(
            summary.TotalBytes,
            summary.DatabaseBytes + summary.TablespaceBytes + summary.RedoBytes + summary.BinaryLogBytes + summary.RelayLogBytes + summary.LogBytes + summary.OtherBytes);
    }

    [Fact]
    public void TotalIsTheSumOfAllFiles()
    {
        Assert.Equal(Bits(Enum.GetValues<DiskUsageCategory>()), Of(OneOfEach).TotalBytes);
    }

    [Fact]
    public void WhatHasNoSizeIsNamed()
    {
        Assert.Equal(["log2"], Of(Entry(DiskUsageCategory.SlowLog, 1) with { Name = "log1" }, Entry(DiskUsageCategory.ErrorLog, null) with { Name = "log2" }).Unknown);
    }

    [Fact]
    public void WhatHasNoSizeDoesNotCount()
    {
        Assert.Equal(1, Of(Entry(DiskUsageCategory.SlowLog, 1), Entry(DiskUsageCategory.ErrorLog, null)).TotalBytes);
    }

    [Fact]
    public void DatabasesAreCountedWithTheirTables()
    {
        var summary = Of(
            Entry(DiskUsageCategory.Database, 1) with { Database = "a", TableCount = 3 },
            Entry(DiskUsageCategory.Database, 1) with { Database = "b", TableCount = 2 },
            Entry(DiskUsageCategory.RedoLog, 1));

        Assert.Equal((2, 5), (summary.DatabaseCount, summary.TableCount));
    }

    [Fact]
    public void TablesAreCountedWithTheirDatabases()
    {
        var summary = Of(
            Entry(DiskUsageCategory.Table, 1) with { Database = "a" },
            Entry(DiskUsageCategory.Table, 1) with { Database = "a" },
            Entry(DiskUsageCategory.Table, 1) with { Database = "b" });

        Assert.Equal((2, 3), (summary.DatabaseCount, summary.TableCount));
    }

    [Fact]
    public void FreeBytesAreAddedUp()
    {
        Assert.Equal(7, Of(Entry(DiskUsageCategory.Database, 1) with { FreeBytes = 3 }, Entry(DiskUsageCategory.SystemTablespace, 1) with { FreeBytes = 4 }).FreeBytes);
    }

    [Fact]
    public void NothingIsNothing()
    {
        var summary = Of();

        Assert.Equal((0, 0, 0L, 0), (summary.DatabaseCount, summary.TableCount, summary.TotalBytes, summary.Unknown.Count));
    }

    private static DiskUsageEntry Entry(DiskUsageCategory category, long? bytes) => new() { Server = Facts.Server, Category = category, Name = category.ToString(), FileBytes = bytes };

    private static long Bits(params DiskUsageCategory[] categories) => categories.Sum(category => 1L << (int)category);

    private static DiskUsageSummary Of(params DiskUsageEntry[] entries) => DiskUsageSummary.Of(Facts.Server, entries);
}
