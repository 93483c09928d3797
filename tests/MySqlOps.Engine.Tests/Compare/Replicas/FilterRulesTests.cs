using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Replicas;

namespace MySqlOps.Engine.Tests.Compare.Replicas;

/// <summary>What a filter keeps from a replica is known as the server knows it.</summary>
public sealed class FilterRulesTests
{
    private static readonly ObjectName Orders = new("shop", "orders");

    [Fact]
    public void WithoutAFilterEverythingComes() => Assert.Null(new FilterRules().Keeps(Orders));

    [Fact]
    public void ADatabaseIsKeptByTheFirstListThatIsThere()
    {
        Assert.Contains("binlog_do_db", new FilterRules { LoggedDatabases = ["other"] }.Keeps(Orders), StringComparison.Ordinal);
        Assert.Contains("binlog_ignore_db", new FilterRules { UnloggedDatabases = ["shop"] }.Keeps(Orders), StringComparison.Ordinal);
        Assert.Contains("replicate_do_db", new FilterRules { Databases = ["other"] }.Keeps(Orders), StringComparison.Ordinal);
        Assert.Contains("replicate_ignore_db", new FilterRules { IgnoredDatabases = ["SHOP"] }.Keeps(Orders), StringComparison.Ordinal);
        Assert.Null(new FilterRules { Databases = ["shop"], IgnoredDatabases = ["shop"] }.Keeps(Orders));
    }

    [Fact]
    public void ATableIsJudgedInTheServersOrder()
    {
        Assert.Null(new FilterRules { Tables = ["shop.orders"], IgnoredTables = ["shop.orders"] }.Keeps(Orders));
        Assert.Contains("replicate_ignore_table", new FilterRules { IgnoredTables = ["shop.orders"], WildTables = ["shop.%"] }.Keeps(Orders), StringComparison.Ordinal);
        Assert.Null(new FilterRules { WildTables = ["sh%.ord_rs"], WildIgnoredTables = ["%"] }.Keeps(Orders));
        Assert.Contains("replicate_wild_ignore_table", new FilterRules { WildIgnoredTables = ["shop.o%"] }.Keeps(Orders), StringComparison.Ordinal);
        Assert.Contains("replicate_do_table", new FilterRules { Tables = ["shop.items"] }.Keeps(Orders), StringComparison.Ordinal);
        Assert.Contains("replicate_wild_do_table", new FilterRules { WildTables = ["other.%"] }.Keeps(Orders), StringComparison.Ordinal);
    }

    [Fact]
    public void ARenamedDatabaseIsJudgedByItsNewName()
    {
        var rules = new FilterRules { Renames = FilterReader.ReadRenames("(shop,store),(a,b)"), Databases = ["store"] };
        Assert.Null(rules.Keeps(Orders));
        Assert.NotNull(rules.Keeps(new ObjectName("a", "t")));
    }

    [Theory]
    [InlineData("a%c", "abbbc", true)]
    [InlineData("a%c", "abbb", false)]
    [InlineData("a_c", "abc", true)]
    [InlineData("a\\_c", "abc", false)]
    [InlineData("a\\_c", "A_C", true)]
    [InlineData("%", "", true)]
    [InlineData("%a%b%", "xxaxxb", true)]
    [InlineData("", "x", false)]
    public void APatternIsReadAsLikeReadsIt(string pattern, string text, bool matches) => Assert.Equal(matches, Like.Matches(pattern, text));
}
