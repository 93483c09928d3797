using System.Globalization;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Rows;

/// <summary>Tells how far the loading of rows is, a few times a second. Safe for many threads.</summary>
/// <param name="observer">Who is told.</param>
/// <param name="time">The clock.</param>
/// <param name="activity">What is done, as the reports say it.</param>
/// <param name="totalBytes">All bytes that are to be sent.</param>
internal sealed class LoadProgress(IOperationObserver observer, TimeProvider time, string activity, long totalBytes)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly long _start = time.GetTimestamp();
    private long _bytes;
    private long _rows;
    private long _nextReport;

    /// <summary>Hears of bytes that were sent; fewer than none when a chunk was rolled back.</summary>
    public void AddBytes(long bytes)
    {
        var sent = Interlocked.Add(ref _bytes, bytes);
        var elapsed = time.GetElapsedTime(_start);
        var next = Interlocked.Read(ref _nextReport);
        if (elapsed.Ticks >= next && Interlocked.CompareExchange(ref _nextReport, (elapsed + Pause).Ticks, next) == next)
            Report(sent, elapsed);
    }

    /// <summary>Hears of rows that were committed.</summary>
    public void AddRows(long rows) => Interlocked.Add(ref _rows, rows);

    /// <summary>Says that nothing more comes.</summary>
    public void Complete() => observer.Progress(new OperationProgress { Activity = activity, Status = "Done", PercentComplete = 100, IsCompleted = true });

    private void Report(long sent, TimeSpan elapsed)
    {
        var rate = elapsed > TimeSpan.Zero ? sent / elapsed.TotalSeconds : 0;
        var isKnown = totalBytes > 0 && sent <= totalBytes;
        observer.Progress(new OperationProgress
        {
            Activity = activity,
            Status = string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Read(ref _rows):N0} rows committed, {sent / 1e6:N1} MB sent, {rate / 1e6:N1} MB/s"),
            PercentComplete = isKnown ? (int)(100 * sent / totalBytes) : null,
            Remaining = isKnown && rate > 0 ? TimeSpan.FromSeconds((totalBytes - sent) / rate) : null,
        });
    }
}
