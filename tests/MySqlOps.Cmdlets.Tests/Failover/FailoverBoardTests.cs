using System.Globalization;
using MySqlOps.Cmdlets.Failover;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Monitor;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Cmdlets.Tests.Failover;

public sealed class FailoverBoardTests
{
    private const string Uuid = "3e11fa47-71ca-11e1-9e33-c80aa9429562";

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void HeadSaysWhoIsWatchedHowAndByWhom()
    {
        var lines = Write();

        Assert.StartsWith("MySqlOps failover monitor, mode Auto, ", lines[0], StringComparison.Ordinal);
        Assert.Equal("Active: It holds the lease, and acts.", lines[1]);
        Assert.Equal("Primary root@db1:3306  Healthy  up 2 h 00 min  run 7", lines[2]);
        Assert.Equal($"Executed {Uuid}:1-10", lines[3]);
        Assert.Equal("Binary log binlog.000003:1578", lines[4]);
        Assert.Equal("H health  G GTID sets  U UUIDs  L log  R refresh  Up/Down scroll  Q quit", lines[^1]);
    }

    [Fact]
    public void HealthHasARowAServer()
    {
        var lines = Write();
        var at = lines.FindIndex(static line => line.StartsWith("Server", StringComparison.Ordinal));

        Assert.Equal(["Server", "Role", "State", "GTID", "Receiver", "Applier", "Behind", "Missing", "Health"], lines[at].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["db1:3306", "Primary", "Writable", "ON", "-", "-", "-", "-", "OK"], lines[at + 1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["db2:3306", "Replica", "Read-only", "ON", "On", "On", "3", "s", "2", "OK"], lines[at + 2].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["db3:3306", "Replica", "Down", "-", "-", "-", "-", "-", "ConnectTimeout"], lines[at + 3].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void ReplicaThatTakesWritesIsNotOk()
    {
        var snapshot = Snapshot();
        var lines = Write(snapshot: snapshot with { Members = [snapshot.Members[0], snapshot.Members[1] with { IsReadOnly = false, IsSuperReadOnly = false }] });

        Assert.Contains(lines, static line => line.StartsWith("db2:3306", StringComparison.Ordinal) && line.EndsWith("writable, and no primary", StringComparison.Ordinal));
    }

    [Fact]
    public void PrimaryThatIsNotWellHasItsReasonsShown()
    {
        var snapshot = Snapshot();
        var lines = Write(snapshot: snapshot with { Diagnosis = snapshot.Diagnosis! with { Verdict = PrimaryVerdict.Crashed, Reasons = ["Nothing listens.", "2 of 2 have lost it."] } });

        Assert.Contains("Nothing listens.", lines);
        Assert.Contains("2 of 2 have lost it.", lines);
    }

    [Fact]
    public void GtidPageShowsSetsAndWrapsThem()
    {
        var lines = Write(BoardPage.Gtid, width: 40);

        Assert.Contains("db2:3306, 8 executed, 0 purged, 1 fetched and not applied", lines);
        Assert.All(lines.Where(static line => line.StartsWith("    ", StringComparison.Ordinal)), static line => Assert.True(line.Length <= 40, line));
    }

    [Fact]
    public void UuidPageShowsUuids() => Assert.Contains(Write(BoardPage.Uuid), static line => line.Contains(Uuid, StringComparison.Ordinal) && line.StartsWith("db1:3306", StringComparison.Ordinal));

    [Fact]
    public void LogPageShowsTheNewestFirstAndTheOthersTheLastFew()
    {
        var events = Enumerable.Range(1, 10).Select(Event).ToArray();

        var log = Write(BoardPage.Log, events: events).Where(static line => line.Contains("event ", StringComparison.Ordinal)).ToArray();
        Assert.EndsWith("event 10.", log[0], StringComparison.Ordinal);
        Assert.Equal(10, log.Length);
        var last = Write(events: events).Where(static line => line.Contains("event ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(4, last.Length);
        Assert.EndsWith("event 10.", last[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "event 10.")]
    [InlineData(2, "event 8.")]
    [InlineData(1000, "event 7.")]
    public void ListIsScrolledAndNotPastItsEnd(int offset, string first)
    {
        var events = Enumerable.Range(1, 10).Select(Event).ToArray();
        var lines = Write(BoardPage.Log, offset, events: events, height: 17);
        var at = lines.IndexOf("Events, the newest first");

        Assert.EndsWith(first, lines[at + 1], StringComparison.Ordinal);
        Assert.True(lines.Count < 17);
        Assert.StartsWith("H health", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void NothingIsKnownBeforeTheFirstLook()
    {
        var lines = Write(snapshot: new MonitorSnapshot { Primary = At("db1"), At = Now, IsActive = false, Standing = "It has not looked yet." });

        Assert.Equal("Watching: It has not looked yet.", lines[1]);
        Assert.Equal("Primary root@db1:3306  not looked at yet", lines[2]);
    }

    private static List<string> Write(BoardPage page = BoardPage.Health, int offset = 0, MonitorSnapshot? snapshot = null, IReadOnlyList<FailoverEvent>? events = null, int width = 120, int height = 40)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return [.. new FailoverBoard("Auto", TimeSpan.FromSeconds(1)).Write(snapshot ?? Snapshot(), events ?? [], new BoardState(page, offset), width, height).Select(static line => line.Text)];
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static MySqlServer At(string host) => new() { Host = host, User = "root" };

    private static MonitorSnapshot Snapshot() => new()
    {
        Primary = At("db1"),
        At = Now,
        IsActive = true,
        Standing = "It holds the lease, and acts.",
        Epoch = 7,
        Diagnosis = new PrimaryDiagnosis
        {
            Server = At("db1"),
            Verdict = PrimaryVerdict.Healthy,
            MayFailOver = false,
            Reasons = ["It let us in and answered."],
            Witnesses = [],
            Confirmations = 0,
            ConfirmationsNeeded = 2,
            Looks = 1,
            Trouble = TimeSpan.Zero,
            Probe = new PrimaryProbeResult { Outcome = PrimaryProbeOutcome.Answered, Text = "" },
        },
        Members =
        [
            new MemberFacts { Server = At("db1"), Uuid = Uuid, GtidMode = "ON", GtidExecuted = GtidSet.Parse($"{Uuid}:1-10"), Uptime = TimeSpan.FromHours(2), BinlogFile = "binlog.000003", BinlogPosition = 1578 },
            new MemberFacts
            {
                Server = At("db2"), Uuid = "u2", GtidMode = "ON", GtidExecuted = GtidSet.Parse($"{Uuid}:1-8"), IsReadOnly = true, IsSuperReadOnly = true,
                Channels = [new MemberChannel { Name = "", Host = "db1", Port = 3306, Receiver = ReceiverState.On, Applier = ApplierState.On, SecondsBehind = 3, Retrieved = GtidSet.Parse($"{Uuid}:5-9") }],
            },
            new MemberFacts { Server = At("db3"), ErrorId = ErrorId.ConnectTimeout, ErrorText = "It hangs." },
        ],
    };

    private static FailoverEvent Event(int number) => new()
    {
        Server = At("db1"),
        Primary = At("db1"),
        Kind = FailoverEventKind.Warning,
        At = Now,
        Message = string.Create(CultureInfo.InvariantCulture, $"event {number}."),
    };
}
