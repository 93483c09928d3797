using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Rows.Reading;

namespace MySqlOps.Engine.Tests.Compare.Rows;

/// <summary>Where rows are hashed follows from the link, unless it was said.</summary>
public sealed class MethodChoiceTests
{
    [Theory]
    [InlineData(RowMethod.Auto, 0.2, false)]
    [InlineData(RowMethod.Auto, 30, true)]
    [InlineData(RowMethod.Client, 30, false)]
    [InlineData(RowMethod.Server, 0.2, true)]
    public void ASlowLinkMeansTheServers(RowMethod method, double milliseconds, bool expected) =>
        Assert.Equal(expected, MethodChoice.IsServer(method, TimeSpan.FromMilliseconds(milliseconds)));
}
