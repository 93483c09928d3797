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

    private static UsageSelection Select(DiskUsageOptions options) => new(options, ignoreCase: false);
}
