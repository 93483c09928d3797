using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Tests.Failover.Steps;

/// <summary>Statements that point channels elsewhere.</summary>
public sealed class ChannelStatementsTests
{
    private static readonly MemberChannel Channel = new() { Name = "ma'in", Host = "old", Port = 3306, User = "repl", Receiver = ReceiverState.On, HeartbeatInterval = TimeSpan.FromMilliseconds(250) };

    [Fact]
    public void ARepointedChannelKeepsWhatTheServerKeepsAndIsToldTheRest() =>
        Assert.Equal(
            [
                "STOP REPLICA IO_THREAD FOR CHANNEL 'ma''in'",
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'new', SOURCE_PORT = 3307, SOURCE_HEARTBEAT_PERIOD = 0.25 FOR CHANNEL 'ma''in'",
                "START REPLICA IO_THREAD FOR CHANNEL 'ma''in'",
            ],
            ChannelStatements.Repoint(Channel, "new", 3307, null).Select(static statement => statement.Text));

    [Fact]
    public void AnAccountThatIsGivenReplacesTheChannelsOwn()
    {
        var change = ChannelStatements.Repoint(Channel, "new", 3307, new ReplicationLogin("other", new Secret("se'cret")))[1];

        Assert.EndsWith("SOURCE_USER = 'other', SOURCE_PASSWORD = '***' FOR CHANNEL 'ma''in'", change.Text, StringComparison.Ordinal);
        Assert.EndsWith("SOURCE_PASSWORD = 'se''cret' FOR CHANNEL 'ma''in'", change.Reveal(), StringComparison.Ordinal);
    }

    [Fact]
    public void AChannelWithoutAnAccountIsStartedWithOne()
    {
        var statements = ChannelStatements.Repoint(Channel with { User = "" }, "new", 3307, new ReplicationLogin("other", new Secret("secret")));

        Assert.DoesNotContain("SOURCE_USER", statements[1].Text, StringComparison.Ordinal);
        Assert.Equal("START REPLICA IO_THREAD USER = 'other' PASSWORD = '***' FOR CHANNEL 'ma''in'", statements[2].Text);
    }

    [Fact]
    public void APasswordIsInNoText()
    {
        var statement = ChannelStatements.Create(Channel, null, "new", 3307, new ReplicationLogin("other", new Secret("hush")))[0];

        Assert.DoesNotContain("hush", $"{statement}{statement.Text}{System.Text.Json.JsonSerializer.Serialize(statement)}", StringComparison.Ordinal);
        Assert.Contains("hush", statement.Reveal(), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatDidNotRunIsNotStartedAgain() =>
        Assert.Equal("START REPLICA SQL_THREAD FOR CHANNEL 'ma''in'", ChannelStatements.Restart(Channel with { Receiver = ReceiverState.Off }, null).Text);

    [Fact]
    public void AChannelByGtidOnlyDemandsRows() =>
        Assert.Equal(["REQUIRE_ROW_FORMAT = 1", "REQUIRE_TABLE_PRIMARY_KEY_CHECK = ON", "GTID_ONLY = 1"], ChannelSettings.Of(false, "ON", true).Clauses);
}
