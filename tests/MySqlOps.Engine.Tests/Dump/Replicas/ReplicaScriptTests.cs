using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Dump.Replicas;
using MySqlOps.Engine.Dump.Snapshots;

namespace MySqlOps.Engine.Tests.Dump.Replicas;

public class ReplicaScriptTests
{
    private const string Gtids = "3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5:tag:1";

    private static readonly ReplicaChannel Channel = new() { Name = "", Host = "up'stream", Port = 3307, User = "repl", UsesGtid = true, File = "binlog.000007", Position = 1234 };

    private static readonly ReplicaFacts Facts = new()
    {
        Server = new MySqlServer { Host = "db1", Port = 3306, User = "root" }.WithPassword("hush"),
        Snapshot = new SnapshotFacts
        {
            Method = SnapshotMethod.GlobalReadLock,
            IsPointInTime = true,
            GtidExecuted = Gtids,
            BinlogFile = "binlog.000002",
            BinlogPosition = 157,
            LockTime = TimeSpan.Zero,
            DdlWasLocked = true,
            Notes = [],
        },
        Channels = [Channel],
        IsWholeServer = true,
    };

    private static readonly ExportOptions This = new() { Path = "/x", ReplicationSource = ReplicationSource.ThisServer };
    private static readonly ExportOptions Its = new() { Path = "/x", ReplicationSource = ReplicationSource.ItsSource };

    [Fact]
    public void NoneIsNoScript()
    {
        Assert.Null(Write(new ExportOptions { Path = "/x" }).Script);
    }

    [Fact]
    public void GtidSetIsAddedAndTheSourceAskedByGtid()
    {
        Assert.Equal(
            [$"SET @@GLOBAL.gtid_purged = '+{Gtids}';", "CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'db1', SOURCE_PORT = 3306, SOURCE_AUTO_POSITION = 1;"],
            Statements(This));
    }

    [Fact]
    public void WithoutGtidTheBinlogsPositionCounts()
    {
        Assert.Equal(
            ["CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'db1', SOURCE_PORT = 3306, SOURCE_AUTO_POSITION = 0, SOURCE_LOG_FILE = 'binlog.000002', SOURCE_LOG_POS = 157;"],
            Statements(This with { SkipGtid = true }));
    }

    [Fact]
    public void WithoutAnyPlaceItSaysSo()
    {
        var facts = Facts with { Snapshot = Facts.Snapshot with { GtidExecuted = null, BinlogFile = null, BinlogPosition = null } };

        Assert.Empty(Statements(This, facts));
        Assert.Contains("not known", Assert.Single(Write(This, facts).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void ItsSourceIsTheOneThatItFollows()
    {
        Assert.Equal("CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'up''stream', SOURCE_PORT = 3307, SOURCE_USER = 'repl', SOURCE_AUTO_POSITION = 1;", Statements(Its)[^1]);
    }

    [Fact]
    public void ChannelThatGoesByPositionKeepsIt()
    {
        var facts = Facts with { Channels = [Channel with { Name = "eu", UsesGtid = false }] };

        Assert.EndsWith("SOURCE_AUTO_POSITION = 0, SOURCE_LOG_FILE = 'binlog.000007', SOURCE_LOG_POS = 1234 FOR CHANNEL 'eu';", Statements(Its, facts)[^1], StringComparison.Ordinal);
        Assert.Contains("replica_checkpoint_period", Assert.Single(Write(Its, facts).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void OfBothTheOtherOneIsAComment()
    {
        var script = Write(This with { ReplicationSource = ReplicationSource.Both }).Script!;

        Assert.Equal(2, Statements(This with { ReplicationSource = ReplicationSource.Both }).Count);
        Assert.Contains("-- CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'up''stream'", script, StringComparison.Ordinal);
    }

    [Fact]
    public void CommentedScriptHasNoStatement()
    {
        Assert.Empty(Statements(This with { CommentReplication = true }));
    }

    [Fact]
    public void PartOfAServerDoesNotClaimItsGtidSetInSilence()
    {
        var (script, warnings) = Write(This, Facts with { IsWholeServer = false });

        Assert.Contains("only a part", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Contains("only a part", script, StringComparison.Ordinal);
    }

    [Fact]
    public void ServerThatFollowsNoneIsNamed()
    {
        Assert.Contains("follows no server", Assert.Single(Write(Its, Facts with { Channels = [] }).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void NoPasswordIsWritten()
    {
        Assert.DoesNotContain("hush", Write(This with { ReplicationSource = ReplicationSource.Both }).Script, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Statements(ExportOptions options, ReplicaFacts? facts = null) =>
        [.. Write(options, facts).Script!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("--", StringComparison.Ordinal))];

    private static (string? Script, IReadOnlyList<string> Warnings) Write(ExportOptions options, ReplicaFacts? facts = null)
    {
        var script = new ReplicaScript(options, facts ?? Facts);
        return (script.Write(), script.Warnings);
    }
}
