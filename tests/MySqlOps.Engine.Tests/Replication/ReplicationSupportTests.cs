using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication;

namespace MySqlOps.Engine.Tests.Replication;

public sealed class ReplicationSupportTests
{
    private static readonly MySqlServer Server = new() { Host = "db1", User = "root" };

    [Fact]
    public void MariaDbIsRefused()
    {
        var error = Assert.Throws<MySqlOpsException>(() => ReplicationSupport.Require(Server, Facts("11.4.2-MariaDB")));

        Assert.Equal(ErrorId.ServerUnsupported, error.Id);
        Assert.Contains("MariaDB", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.0.23")]
    [InlineData("9.7.4")]
    public void MySqlIsTaken(string version) => Assert.Null(Record.Exception(() => ReplicationSupport.Require(Server, Facts(version))));

    private static ServerFacts Facts(string text) => ServerVersion.TryParse(text, "", out var version) ? new ServerFacts(version) : throw new ArgumentException(text, nameof(text));
}
