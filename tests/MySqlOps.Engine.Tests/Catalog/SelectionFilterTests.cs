using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Tests.Catalog;

public sealed class SelectionFilterTests
{
    private static readonly string[] All = ["information_schema", "performance_schema", "mysql", "sys", "mysqlops", "shop", "Other"];

    [Fact]
    public void NothingSaidMeansAllButTheServersOwn()
    {
        var filter = Filter(new CatalogSelection());

        Assert.Equal(["shop", "Other"], All.Where(filter.Includes));
        Assert.True(filter.IsWholeServer(All));
    }

    [Fact]
    public void APatternDoesNotReachTheServersOwn() => Assert.Equal(["shop", "Other"], All.Where(Filter(new CatalogSelection { Databases = ["*"] }).Includes));

    [Fact]
    public void TheServersOwnAreMeantByName() => Assert.Equal(["mysql", "sys"], All.Where(Filter(new CatalogSelection { Databases = ["mysql", "sys"] }).Includes));

    [Fact]
    public void WhatHoldsNothingIsNeverMeantAndCalledMissing()
    {
        var filter = Filter(new CatalogSelection { Databases = ["information_schema"] });

        Assert.DoesNotContain(All, name => filter.Includes(name));
        Assert.Equal(["information_schema"], filter.MissingDatabases(All));
    }

    [Fact]
    public void ExclusionWinsAndEndsTheWholeServer()
    {
        var filter = Filter(new CatalogSelection { ExcludedDatabases = ["s*"] });

        Assert.Equal(["Other"], All.Where(filter.Includes));
        Assert.False(filter.IsWholeServer(All));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void CaseCountsAsOnTheServer(bool ignoreCase, bool expected)
    {
        var filter = new SelectionFilter(new CatalogSelection { Databases = ["SHOP"], Tables = ["Shop.T"] }, ignoreCase);

        Assert.Equal(expected, filter.Includes("shop"));
        Assert.Equal(expected, filter.Includes(new ObjectName("shop", "t")));
        Assert.Equal(expected, filter.MissingDatabases(["shop"]).Count == 0);
    }

    [Fact]
    public void TablesAreMeantWithOrWithoutTheirDatabase()
    {
        var filter = Filter(new CatalogSelection { Tables = ["one", "b.two", "c.*"], ExcludedTables = ["c.x*"] });

        Assert.True(filter.Includes(new ObjectName("a", "one")));
        Assert.False(filter.Includes(new ObjectName("a", "two")));
        Assert.True(filter.Includes(new ObjectName("b", "two")));
        Assert.True(filter.Includes(new ObjectName("c", "y")));
        Assert.False(filter.Includes(new ObjectName("c", "x1")));
        Assert.Equal(["b.two"], filter.MissingTables([new ObjectName("a", "one"), new ObjectName("a", "two")]));
        Assert.False(filter.IsWholeServer(All));
    }

    [Fact]
    public void NamedTablesLeaveRoutinesAndEventsOut()
    {
        var filter = Filter(new CatalogSelection { Tables = ["t"] });

        Assert.True(filter.Includes(ObjectKind.Table) && filter.Includes(ObjectKind.Trigger) && filter.Includes(ObjectKind.View));
        Assert.False(filter.Includes(ObjectKind.Routine) || filter.Includes(ObjectKind.Event));
    }

    [Fact]
    public void KindsThatAreLeftOutEndTheWholeServer()
    {
        var filter = Filter(new CatalogSelection { Kinds = ObjectKind.All & ~ObjectKind.Event });

        Assert.False(filter.Includes(ObjectKind.Event));
        Assert.False(filter.IsWholeServer(All));
    }

    private static SelectionFilter Filter(CatalogSelection selection) => new(selection, ignoreCase: false);
}
