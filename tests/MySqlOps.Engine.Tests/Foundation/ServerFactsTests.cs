using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Foundation;

public class ServerFactsTests
{
    [Theory]
    [InlineData("8.0.22", false)]
    [InlineData("8.0.23", true)]
    [InlineData("5.7.44", false)]
    [InlineData("99.0.0", true)]
    [InlineData("10.3.1-MariaDB", true)]
    [InlineData("5.5.68-MariaDB", true)]
    public void ServersFrom8023OnAreSupported(string version, bool expected)
    {
        Assert.Equal(expected, Of(version).IsSupported);
    }

    [Theory]
    [InlineData("8.1.0", false)]
    [InlineData("8.2.0", true)]
    [InlineData("99.0.0", true)]
    [InlineData("11.4.2-MariaDB", false)]
    public void BinaryLogStatusIsShownFrom820On(string version, bool expected)
    {
        Assert.Equal(expected, Of(version).HasShowBinaryLogStatus);
    }

    [Theory]
    [InlineData("8.0.29", false)]
    [InlineData("8.0.30", true)]
    [InlineData("99.0.0", true)]
    [InlineData("11.4.2-MariaDB", false)]
    public void RedoLogFilesAreATableFrom8030On(string version, bool expected)
    {
        Assert.Equal(expected, Of(version).HasRedoLogFilesTable);
    }

    [Theory]
    [InlineData("8.0.19", false)]
    [InlineData("8.0.20", true)]
    [InlineData("99.0.0", true)]
    [InlineData("11.4.2-MariaDB", false)]
    public void DoublewriteHasFilesOfItsOwnFrom8020On(string version, bool expected)
    {
        Assert.Equal(expected, Of(version).HasDoublewriteFiles);
    }

    [Theory]
    [InlineData("8.0.23", true)]
    [InlineData("10.11.6-MariaDB", false)]
    public void OnlyMySqlHasTheNewCatalogue(string version, bool expected)
    {
        var facts = Of(version);

        Assert.Equal(
            (expected, expected, expected, expected),
            (facts.HasInnoDbTablesViews, facts.HasVariablesInfo, facts.HasComponents, facts.HasSessionTablespaces));
    }

    [Theory]
    [InlineData("8.0.36-28", "Percona Server (GPL)", false)]
    [InlineData("8.0.36", "", false)]
    [InlineData("10.11.6-MariaDB", "", true)]
    public void OnlyMariaDbIsMariaDb(string version, string comment, bool expected)
    {
        Assert.Equal(expected, Of(version, comment).IsMariaDb);
    }

    private static ServerFacts Of(string version, string comment = "")
    {
        Assert.True(ServerVersion.TryParse(version, comment, out var read));
        return new ServerFacts(read);
    }
}
