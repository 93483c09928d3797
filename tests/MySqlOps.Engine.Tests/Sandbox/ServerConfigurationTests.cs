using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Engine.Tests.Sandbox;

/// <summary>The option file of a sandbox's server.</summary>
public sealed class ServerConfigurationTests
{
    private static readonly SandboxFolder Folder = SandboxFolder.Of("/tmp/boxes", 3310);

    [Fact]
    public void OptionsOfTheUserComeLast()
    {
        var lines = Lines(new Dictionary<string, string?> { ["gtid_mode"] = "OFF", ["skip-log-bin"] = null });

        Assert.Equal(["gtid_mode=\"OFF\"", "skip-log-bin"], lines[^2..]);
        Assert.Contains("gtid_mode=ON", lines[..^2]);
    }

    [Theory]
    [InlineData("port=\"3310\"")]
    [InlineData("server_id=\"3310\"")]
    [InlineData("bind_address=127.0.0.1")]
    [InlineData("secure_file_priv=NULL")]
    [InlineData("datadir=\"/tmp/boxes/3310/data\"")]
    [InlineData("socket=\"/tmp/boxes/3310/mysqld.sock\"")]
    public void EveryServerIsAloneOnItsPlace(string line)
    {
        Assert.Contains(line, Lines(new Dictionary<string, string?>()));
    }

    [Theory]
    [InlineData("innodb_flush_log_at_trx_commit")]
    [InlineData("sync_binlog")]
    [InlineData("innodb_doublewrite")]
    public void DurabilityIsLeftAsTheServerHasIt(string option)
    {
        Assert.DoesNotContain(Lines(new Dictionary<string, string?>()), line => line.StartsWith(option, StringComparison.Ordinal));
    }

    private static string[] Lines(IReadOnlyDictionary<string, string?> options)
    {
        var marker = new SandboxMarker
        {
            State = MarkerState.Creating,
            Worker = new ProcessIdentity(1, DateTimeOffset.UnixEpoch),
            Port = 3310,
            ServerId = 3310,
            MysqldPath = "/usr/sbin/mysqld",
            Version = "9.7.4",
        };
        return ServerConfiguration.Write(Folder, marker, options).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
