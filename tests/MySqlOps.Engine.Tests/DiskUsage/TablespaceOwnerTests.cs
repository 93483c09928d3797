using MySqlOps.Engine.DiskUsage;

namespace MySqlOps.Engine.Tests.DiskUsage;

public class TablespaceOwnerTests
{
    [Theory]
    [InlineData("shop/orders", "shop", "orders")]
    [InlineData("shop/orders#p#p0", "shop", "orders")]
    [InlineData("shop/orders#P#p0", "shop", "orders")]
    [InlineData("shop/orders#p#p0#sp#p0sp1", "shop", "orders")]
    [InlineData("shop/#sql-ib1234-56", "shop", "#sql-ib1234-56")]
    [InlineData("shop/fts_notes", "shop", "fts_notes")]
    [InlineData("shop/fts_00000000000004zz_config", "shop", "fts_00000000000004zz_config")]
    [InlineData("shop/fts_0000000000000427", "shop", "fts_0000000000000427")]
    [InlineData("shop/#p#p0", "shop", "#p#p0")]
    [InlineData("shop/a/b", "shop", "a/b")]
    public void NameThatTheCatalogueLacksIsReadAsItUsuallyIs(string name, string schema, string table)
    {
        Assert.Equal(new TablespaceOwner(schema, table, null), Read(name));
    }

    [Theory]
    [InlineData("shop/a#p#b", "shop", "a#p#b")]
    [InlineData("shop/a#p#b#p#p0", "shop", "a#p#b")]
    [InlineData("shop/a#p#b#p#p0#sp#s1", "shop", "a#p#b")]
    [InlineData("a/b/c", "a/b", "c")]
    [InlineData("a/b/c#p#p0", "a/b", "c")]
    [InlineData("shop/x/y#p#z", "shop", "x/y")]
    [InlineData("shop/fts_0000000000000427_config", "shop", "fts_0000000000000427_config")]
    public void CatalogueDecidesWhereANameHasMarksOfItsOwn(string name, string schema, string table)
    {
        Assert.Equal(new TablespaceOwner(schema, table, null), Read(name, (schema, table)));
    }

    [Fact]
    public void WholeNameComesBeforeAPartition()
    {
        Assert.Equal("a#p#b", Read("shop/a#p#b", ("shop", "a"), ("shop", "a#p#b"))?.Table);
    }

    [Theory]
    [InlineData("shop/fts_0000000000000427_being_deleted")]
    [InlineData("shop/fts_0000000000000427_config")]
    [InlineData("shop/FTS_0000000000000427_CONFIG")]
    [InlineData("shop/fts_0000000000000427_00000000000000a3_index_1")]
    public void FullTextAuxiliaryNameTellsItsTablesNumber(string name)
    {
        Assert.Equal(new TablespaceOwner("shop", null, 0x427), Read(name));
    }

    [Theory]
    [InlineData("innodb_system")]
    [InlineData("innodb_temporary")]
    [InlineData("innodb_undo_001")]
    [InlineData("mysql")]
    [InlineData("ts1")]
    [InlineData("ts#p#1")]
    [InlineData("")]
    public void GeneralNameIsNoTables(string name)
    {
        Assert.Null(Read(name, ("shop", "orders")));
    }

    private static TablespaceOwner? Read(string name, params (string Schema, string Table)[] catalogue) =>
        TablespaceOwner.Read(name, (schema, table) => catalogue.Contains((schema, table)));
}
