namespace MySqlOps.Engine.Tests.Architecture;

/// <summary>Which area of the engine may use which.</summary>
public sealed class ArrowTests
{
    [Fact]
    public void EveryFileStandsInAnAreaOfTheTable()
    {
        var homeless = EngineSource.All.Where(source => !AreaTable.Has(source.Area)).Select(source => source.Path);

        Assert.Empty(homeless);
    }

    [Fact]
    public void NoAreaUsesWhatTheTableDoesNotAllow()
    {
        var arrows =
            from source in EngineSource.All
            from area in source.UsedAreas
            where !AreaTable.Allows(source.Area, area)
            select $"{source.Path} uses {area}";

        Assert.Empty(arrows);
    }

    [Fact]
    public void TheFilesAreReallyRead()
    {
        Assert.Contains(EngineSource.All, source => source.UsedAreas.Contains("Foundation"));
    }

    [Theory]
    [InlineData("Failover", "Topology", true)]
    [InlineData("Topology", "Failover", false)]
    [InlineData("Dump", "DiskUsage", false)]
    [InlineData("Connect", "Connect", false)]
    [InlineData("Connect", "Cellar", false)]
    public void TheTableKnowsAnArrowFromItsReverse(string from, string to, bool allowed)
    {
        Assert.Equal(allowed, AreaTable.Allows(from, to));
    }
}
