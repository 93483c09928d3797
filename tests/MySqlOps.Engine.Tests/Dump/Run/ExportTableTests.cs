using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Chunks;
using MySqlOps.Engine.Dump.Run;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Tests.Dump.Chunks;

namespace MySqlOps.Engine.Tests.Dump.Run;

public class ExportTableTests
{
    private readonly ExportTable _table = new() { Definition = Tables.Of([]), Columns = [], Where = null, Key = null, EstimatedBytes = 0 };

    [Fact]
    public void TableIsReadOnceAllItsUnitsAre()
    {
        Assert.Equal([false, false, true], new[] { Finish(0), Finish(2, isLast: true), Finish(1) });
    }

    [Fact]
    public void RowsOfAllUnitsCount()
    {
        Finish(0, isLast: true);

        Assert.Equal(10, _table.Rows);
        Assert.Null(Record.Exception(() => RowCount.Check(_table, 10)));
    }

    [Fact]
    public void RowsThatAreMissingAreNamed()
    {
        Finish(0, isLast: true);
        var error = Assert.Throws<MySqlOpsException>(() => RowCount.Check(_table, 11));

        Assert.Equal((ErrorId.DumpRowsMismatch, new ObjectName("shop", "orders")), (error.Id, error.Target));
        Assert.Contains("hold 10 rows, and the table has 11", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BiggestTableComesFirst()
    {
        var small = new ExportTable { Definition = Tables.Of([]) with { Name = new ObjectName("shop", "small") }, Columns = [], Where = null, Key = null, EstimatedBytes = 1 };
        var big = new ExportTable { Definition = Tables.Of([]), Columns = [], Where = null, Key = null, EstimatedBytes = 2 };
        await using var dispenser = new UnitDispenser([small, big], 1000, (_, _) => throw new InvalidOperationException());

        Assert.Equal(new ExportUnit(big, 0, ChunkRange.Whole, IsLast: true), await dispenser.NextAsync(CancellationToken.None));
        Assert.Equal(new ExportUnit(small, 0, ChunkRange.Whole, IsLast: true), await dispenser.NextAsync(CancellationToken.None));
        Assert.Null(await dispenser.NextAsync(CancellationToken.None));
    }

    [Fact]
    public void ConditionIsMatchedByItsTablesName()
    {
        var tables = new[] { new ObjectName("Shop", "Orders") };

        Assert.Equal("id = 1", WhereClause.Match(new Dictionary<string, string> { ["shop.orders"] = "id = 1" }, tables, ignoreCase: true)[tables[0]]);
        Assert.Equal(ErrorId.DumpWhereInvalid, Assert.Throws<MySqlOpsException>(() => WhereClause.Match(new Dictionary<string, string> { ["shop.orders"] = "id = 1" }, tables, ignoreCase: false)).Id);
    }

    private bool Finish(int number, bool isLast = false) => _table.Finish(new ExportUnit(_table, number, ChunkRange.Whole, isLast), 10);
}
