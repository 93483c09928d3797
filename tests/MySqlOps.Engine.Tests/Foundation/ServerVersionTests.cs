using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Foundation;

public class ServerVersionTests
{
    [Theory]
    [InlineData("9.7.4-2", "", "9.7.4", ServerFlavor.MySql)]
    [InlineData("8.4.6", "MySQL Community Server - GPL", "8.4.6", ServerFlavor.MySql)]
    [InlineData("8.0.36-28", "Percona Server (GPL), Release 28, Revision 47601f19", "8.0.36", ServerFlavor.Percona)]
    [InlineData("8.0.36-0ubuntu0.22.04.1", "(Ubuntu)", "8.0.36", ServerFlavor.MySql)]
    [InlineData("8.0.36-debug", "Source distribution", "8.0.36", ServerFlavor.MySql)]
    [InlineData("10.11.6-MariaDB-log", "", "10.11.6", ServerFlavor.MariaDb)]
    [InlineData("10.11.6-log", "mariadb.org binary distribution", "10.11.6", ServerFlavor.MariaDb)]
    [InlineData("5.5.5-10.11.6-MariaDB", "", "10.11.6", ServerFlavor.MariaDb)]
    [InlineData("5.5.5-m3", "", "5.5.5", ServerFlavor.MySql)]
    [InlineData("8.0.36.1-x", "", "8.0.36", ServerFlavor.MySql)]
    public void VersionIsRead(string text, string comment, string number, ServerFlavor flavor)
    {
        Assert.True(ServerVersion.TryParse(text, comment, out var version));
        Assert.Equal((number, flavor), (version.Number.ToString(), version.Flavor));
    }

    [Theory]
    [InlineData("")]
    [InlineData("8")]
    [InlineData("8.0")]
    [InlineData("8.0.")]
    [InlineData("8..36")]
    [InlineData("..")]
    [InlineData("-8.0.36")]
    [InlineData(" 8.0.36")]
    [InlineData("v8.0.36")]
    [InlineData("MariaDB")]
    [InlineData("5.5.5-MariaDB")]
    [InlineData("99999999999.0.0")]
    [InlineData("1.2.3.4.5")]
    [InlineData("8.0.mysql_aurora.3.05.2")]
    [InlineData("٨.٠.٣٦")]
    public void NonsenseIsNoVersion(string text)
    {
        Assert.False(ServerVersion.TryParse(text, "", out _));
    }

    [Theory]
    [InlineData("8.0.36-28")]
    [InlineData("5.5.5-10.11.6-MariaDB")]
    public void TextIsAsTheServerSaysIt(string text)
    {
        Assert.Equal(text, Parse(text).ToString());
    }

    [Theory]
    [InlineData("8.0.23", true)]
    [InlineData("8.0.22", false)]
    [InlineData("8.1.0", true)]
    [InlineData("10.0.1", true)]
    [InlineData("5.7.44", false)]
    public void VersionIsAtLeastAsNewAsItsNumbersSay(string text, bool isAtLeast)
    {
        Assert.Equal(isAtLeast, Parse(text).IsAtLeast(8, 0, 23));
    }

    [Fact]
    public void VersionsAreOrderedByNumberAndNotByText()
    {
        string[] texts = ["10.11.6-MariaDB", "8.0.9", "8.0.36-28", "8.4.0", "8.0.10"];

        var ordered = texts.Select(Parse).Order().Select(version => version.Text);

        Assert.Equal(["8.0.9", "8.0.10", "8.0.36-28", "8.4.0", "10.11.6-MariaDB"], ordered);
    }

    [Theory]
    [InlineData("8.0.9", "8.0.10", true, true, false, false)]
    [InlineData("8.0.10", "8.0.9", false, false, true, true)]
    [InlineData("8.0.10-1", "8.0.10-2", false, true, false, true)]
    public void OperatorsCompareNumbers(string left, string right, bool less, bool lessOrEqual, bool greater, bool greaterOrEqual)
    {
        var (a, b) = (Parse(left), Parse(right));

        Assert.Equal((less, lessOrEqual, greater, greaterOrEqual), (a < b, a <= b, a > b, a >= b));
    }

    private static ServerVersion Parse(string text)
    {
        Assert.True(ServerVersion.TryParse(text, "", out var version));
        return version;
    }
}
