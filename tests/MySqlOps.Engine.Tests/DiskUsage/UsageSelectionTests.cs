using MySqlOps.Engine.DiskUsage;

namespace MySqlOps.Engine.Tests.DiskUsage;

public class UsageSelectionTests
{
    [Theory]
    [InlineData("shop", true)]
    [InlineData("mysql", false)]
    [InlineData("sys", false)]
    [InlineData("information_schema", false)]
    [InlineData("performance_schema", false)]
    [InlineData("INFORMATION_SCHEMA", false)]
    [InlineData("mysql2", true)]
    public void TheServersOwnAreNotMeantUnasked(string database, bool expected)
    {
        Assert.Equal(expected, Select(new DiskUsageOptions()).Includes(database));
    }

    [Theory]
    [InlineData("mysql")]
    [InlineData("shop")]
    public void AllMeansTheServersOwnToo(string database)
    {
        Assert.True(Select(new DiskUsageOptions { All = true }).Includes(database));
    }

    [Theory]
    [InlineData("mysql", true)]
    [InlineData("shop_eu", true)]
    [InlineData("shop", false)]
    [InlineData("other", false)]
    public void NamesAndPatternsMeanWhatTheySay(string database, bool expected)
    {
        Assert.Equal(expected, Select(new DiskUsageOptions { Databases = ["mysql", "shop_*"] }).Includes(database));
    }

    [Fact]
    public void AllDoesNotWidenWhatIsNamed()
    {
        Assert.False(Select(new DiskUsageOptions { Databases = ["shop"], All = true }).Includes("other"));
    }

    [Fact]
    public void PatternMeansTheServersOwnWhenTheyFit()
    {
        Assert.True(Select(new DiskUsageOptions { Databases = ["my*"] }).Includes("mysql"));
    }

    [Theory]
    [InlineData("shop_test", false)]
    [InlineData("shop", true)]
    public void ExclusionComesFirst(string database, bool expected)
    {
        Assert.Equal(expected, Select(new DiskUsageOptions { Databases = ["shop*"], ExcludedDatabases = ["*_test"] }).Includes(database));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CaseCountsWhereTheServerMinds(bool ignoreCase)
    {
        var selection = new UsageSelection(new DiskUsageOptions { Databases = ["SHOP"] }, ignoreCase);

        Assert.Equal(ignoreCase, selection.Includes("shop"));
    }

    [Fact]
    public void OnlyPlainNamesCanBeMissing()
    {
        var selection = Select(new DiskUsageOptions { Databases = ["shop", "nowhere", "no*", "a`*b"] });

        Assert.Equal(["nowhere", "a*b"], selection.MissingDatabases(["shop", "other"]));
    }

    [Theory]
    [InlineData("shop", "orders", true)]
    [InlineData("other", "orders", true)]
    [InlineData("shop", "notes", true)]
    [InlineData("other", "notes", false)]
    [InlineData("shop", "orders_old", false)]
    public void TablesAreNamedWithOrWithoutTheirDatabase(string database, string table, bool expected)
    {
        var selection = Select(new DiskUsageOptions { TableNames = ["orders", "shop.n*"] });

        Assert.Equal(expected, selection.Includes(new TableUsage { Schema = database, Name = table }));
    }

    [Fact]
    public void TableOfADatabaseThatIsNotMeantIsNotMeant()
    {
        var selection = Select(new DiskUsageOptions { Databases = ["shop"], TableNames = ["orders"] });

        Assert.False(selection.Includes(new TableUsage { Schema = "other", Name = "orders" }));
    }

    [Fact]
    public void EveryTableIsMeantWhenNoneIsNamed()
    {
        Assert.True(Select(new DiskUsageOptions()).Includes(new TableUsage { Schema = "shop", Name = "orders" }));
    }

    [Fact]
    public void OnlyPlainTableNamesCanBeMissing()
    {
        var selection = Select(new DiskUsageOptions { TableNames = ["orders", "shop.notes", "nowhere", "shop.nowhere", "no*"] });

        Assert.Equal(
            ["nowhere", "shop.nowhere"],
            selection.MissingTables([new TableUsage { Schema = "other", Name = "orders" }, new TableUsage { Schema = "shop", Name = "notes" }]));
    }

    private static UsageSelection Select(DiskUsageOptions options) => new(options, ignoreCase: false);
}
