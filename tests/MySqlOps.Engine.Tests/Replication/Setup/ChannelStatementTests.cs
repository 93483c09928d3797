using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Engine.Tests.Replication.Setup;

public sealed class ChannelStatementTests
{
    [Fact]
    public void PlanShowsNoPassword() => Assert.DoesNotContain("PASSWORD", ChannelStatement.Change(Pair.Make(), null, isNew: true), StringComparison.Ordinal);

    [Fact]
    public void ReplicaSurvivesAnOutage()
    {
        var statement = ChannelStatement.Change(Pair.Make(), null, isNew: true);

        Assert.Contains("SOURCE_RETRY_COUNT = 86400, SOURCE_CONNECT_RETRY = 1, SOURCE_HEARTBEAT_PERIOD = 1", statement, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TlsMode.Disabled, "SOURCE_SSL = 0, SOURCE_SSL_CA = '', SOURCE_SSL_VERIFY_SERVER_CERT = 0, GET_SOURCE_PUBLIC_KEY = 1")]
    [InlineData(TlsMode.Preferred, "SOURCE_SSL = 1, SOURCE_SSL_CA = '', SOURCE_SSL_VERIFY_SERVER_CERT = 0, GET_SOURCE_PUBLIC_KEY = 0")]
    [InlineData(TlsMode.VerifyCA, "SOURCE_SSL = 1, SOURCE_SSL_CA = '/ca.pem', SOURCE_SSL_VERIFY_SERVER_CERT = 0, GET_SOURCE_PUBLIC_KEY = 0")]
    [InlineData(TlsMode.VerifyFull, "SOURCE_SSL = 1, SOURCE_SSL_CA = '/ca.pem', SOURCE_SSL_VERIFY_SERVER_CERT = 1, GET_SOURCE_PUBLIC_KEY = 0")]
    public void TlsIsCarriedOver(TlsMode mode, string expected)
    {
        var facts = Pair.Make(source => source with { Server = source.Server with { Tls = new TlsSettings { Mode = mode, CaFile = "/ca.pem" } } });

        Assert.Contains(expected, ChannelStatement.Change(facts, null, isNew: true), StringComparison.Ordinal);
    }

    [Fact]
    public void SourceWithoutTlsIsFollowedWithItsPublicKeyWhereTlsIsOnlyPreferred()
    {
        var facts = Pair.Make(static source => source with { OffersTls = false });

        Assert.Contains("SOURCE_SSL = 0", ChannelStatement.Change(facts, null, isNew: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "SOURCE_AUTO_POSITION = 1")]
    [InlineData(1, "SOURCE_AUTO_POSITION = 0, SOURCE_LOG_FILE = 'binlog.000001', SOURCE_LOG_POS = 4")]
    [InlineData(2, "SOURCE_AUTO_POSITION = 0, SOURCE_LOG_FILE = 'binlog.000007', SOURCE_LOG_POS = 99")]
    public void StartIsWhereItWasAskedFor(int start, string expected)
    {
        var facts = Pair.Make(options: new SetupOptions { Start = (ReplicationStart)start, BinlogFile = "binlog.000007", BinlogPosition = 99 });

        Assert.Contains(expected, ChannelStatement.Change(facts, null, isNew: true), StringComparison.Ordinal);
    }

    [Fact]
    public void ReplicaThatGoesOnKeepsItsPlace() => Assert.DoesNotContain("SOURCE_AUTO_POSITION", ChannelStatement.Change(Pair.Following(), null, isNew: false), StringComparison.Ordinal);

    [Fact]
    public void QuotesInNamesAndPasswordsStayInside()
    {
        var facts = Pair.Make(options: new SetupOptions { Channel = "a'b", ReplicationUser = "o'neill" });

        var statement = ChannelStatement.Change(facts, new Secret("p'w\\d"), isNew: true);

        Assert.Contains("SOURCE_USER = 'o''neill', SOURCE_PASSWORD = 'p''w\\\\d'", statement, StringComparison.Ordinal);
        Assert.EndsWith("FOR CHANNEL 'a''b'", statement, StringComparison.Ordinal);
    }
}
