using System.Text.Json;
using MySqlOps.Engine.Failover.Monitor;
using MySqlOps.Engine.Tests.Connect;
using MySqlOps.Engine.Tests.Failover.Hooks;

namespace MySqlOps.Engine.Tests.Failover.Monitor;

public sealed class FailoverLogTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string LogFile => _folder.File("mon.log");

    [Fact]
    public async Task EachEventIsALineAndTheFileIsItsOwnersAlone()
    {
        var log = new FailoverLog(LogFile, 0, 5);

        Assert.Null(await log.WriteAsync(Event("one\ntwo"), CancellationToken.None));
        Assert.Null(await log.WriteAsync(Event("three"), CancellationToken.None));

        Assert.Equal(["one\ntwo", "three"], Messages(LogFile));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(LogFile));
    }

    [Fact]
    public async Task FileThatIsFullIsPutAsideAndTheOldestGoes()
    {
        var line = FailoverJson.Write(Event("1")).Length + 1;
        var log = new FailoverLog(LogFile, line * 2, 2);
        for (var i = 1; i <= 7; i++)
            await log.WriteAsync(Event($"{i}"), CancellationToken.None);

        Assert.Equal(["7"], Messages(LogFile));
        Assert.Equal(["5", "6"], Messages($"{LogFile}.1"));
        Assert.Equal(["3", "4"], Messages($"{LogFile}.2"));
        Assert.False(File.Exists($"{LogFile}.3"));
    }

    [Fact]
    public async Task LineThatIsLongerThanAFileIsWrittenAllTheSame()
    {
        var log = new FailoverLog(LogFile, 10, 1);
        await log.WriteAsync(Event("1"), CancellationToken.None);
        await log.WriteAsync(Event("2"), CancellationToken.None);

        Assert.Equal(["2"], Messages(LogFile));
        Assert.Equal(["1"], Messages($"{LogFile}.1"));
    }

    [Fact]
    public async Task NothingIsPutAsideWhereNothingIsKept()
    {
        var log = new FailoverLog(LogFile, 10, 0);
        await log.WriteAsync(Event("1"), CancellationToken.None);
        await log.WriteAsync(Event("2"), CancellationToken.None);

        Assert.Equal(["2"], Messages(LogFile));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task TroubleIsToldOnceAndTheGapIsWrittenLater()
    {
        var log = new FailoverLog(Path.Combine(_folder.Path, "later", "mon.log"), 0, 5);

        var told = await log.WriteAsync(Event("1"), CancellationToken.None);
        Assert.Null(await log.WriteAsync(Event("2"), CancellationToken.None));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "later"));
        Assert.Null(await log.WriteAsync(Event("3"), CancellationToken.None));
        Assert.Null(await log.WriteAsync(Event("4"), CancellationToken.None));

        Assert.Contains("can't be written", told, StringComparison.Ordinal);
        var written = Messages(Path.Combine(_folder.Path, "later", "mon.log"));
        Assert.StartsWith("2 events since 2026-11-22 12:00:00Z are missing here", written[0], StringComparison.Ordinal);
        Assert.Equal(["3", "4"], written[1..]);
    }

    [Fact]
    public async Task LineThatACrashCutShortDoesNotSwallowTheNext()
    {
        await File.WriteAllTextAsync(LogFile, "{\"at\":\"20");

        await new FailoverLog(LogFile, 0, 5).WriteAsync(Event("1"), CancellationToken.None);

        Assert.Equal("{\"at\":\"20", (await File.ReadAllLinesAsync(LogFile))[0]);
        Assert.Contains("\"message\":\"1\"", (await File.ReadAllLinesAsync(LogFile))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task LogThatWasMovedAwayIsBegunAnew()
    {
        var log = new FailoverLog(LogFile, 0, 5);
        await log.WriteAsync(Event("1"), CancellationToken.None);
        File.Move(LogFile, $"{LogFile}.old");
        await log.WriteAsync(Event("2"), CancellationToken.None);

        Assert.Equal(["2"], Messages(LogFile));
    }

    private static FailoverEvent Event(string message) => new()
    {
        Server = Occasions.Old,
        Primary = Occasions.Old,
        Kind = FailoverEventKind.StateChanged,
        At = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
        Message = message,
    };

    private static string[] Messages(string path) => [.. File.ReadAllLines(path).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("message").GetString()!)];
}
