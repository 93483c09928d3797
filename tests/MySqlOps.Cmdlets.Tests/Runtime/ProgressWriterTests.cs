using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Tests.Runtime;

/// <summary>Whether a report is written; what is in a record needs PowerShell, whose compile-time reference has no bodies.</summary>
public sealed class ProgressWriterTests
{
    private readonly HandClock _clock = new();

    [Fact]
    public void TheFirstReportIsWritten()
    {
        Assert.NotNull(new ProgressWriter(_clock).Take(Report("a")));
    }

    [Fact]
    public void NoMoreThanFiveReportsASecondAreWritten()
    {
        var writer = new ProgressWriter(_clock);

        Assert.Equal(50, Count(1000, TimeSpan.FromMilliseconds(10), () => writer.Take(Report("a")) is not null));
    }

    [Fact]
    public void SlowReportsAreAllWritten()
    {
        var writer = new ProgressWriter(_clock);

        Assert.Equal(10, Count(10, TimeSpan.FromMilliseconds(200), () => writer.Take(Report("a")) is not null));
    }

    [Fact]
    public void ReportsOfOneActivityDoNotSuppressAnothers()
    {
        var writer = new ProgressWriter(_clock);
        writer.Take(Report("a"));

        Assert.NotNull(writer.Take(Report("b")));
    }

    [Fact]
    public void EachActivityIsThinnedByItself()
    {
        var writer = new ProgressWriter(_clock);
        writer.Take(Report("a"));
        writer.Take(Report("b"));

        Assert.Null(writer.Take(Report("a")));
    }

    [Fact]
    public void TheLastReportAlwaysComesThrough()
    {
        var writer = new ProgressWriter(_clock);
        writer.Take(Report("a"));

        Assert.NotNull(writer.Take(Report("a") with { IsCompleted = true }));
    }

    [Fact]
    public void ReportsFromManyThreadsAreThinnedAsOne()
    {
        var writer = new ProgressWriter(_clock);
        var written = 0;

        Parallel.For(0, 1000, _ => Interlocked.Add(ref written, writer.Take(Report("a")) is null ? 0 : 1));

        Assert.Equal(1, written);
    }

    private static OperationProgress Report(string activity) => new() { Activity = activity, Status = "going on" };

    private int Count(int times, TimeSpan pause, Func<bool> isWritten)
    {
        var written = 0;
        for (var i = 0; i < times; i++)
        {
            written += isWritten() ? 1 : 0;
            _clock.Advance(pause);
        }

        return written;
    }
}
