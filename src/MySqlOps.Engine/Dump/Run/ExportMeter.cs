using System.Globalization;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>Counts what is written, and says how far the export is.</summary>
internal sealed class ExportMeter(string path, IReadOnlyCollection<ExportTable> tables, TimeProvider time, IOperationObserver observer)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly long _start = time.GetTimestamp();
    private readonly long _expected = Math.Max(1, tables.Sum(table => table.EstimatedBytes));
    private long _bytes;
    private long _rows;
    private long _doneBytes;
    private int _tables;
    private long _told;

    /// <summary>Bytes of text were written.</summary>
    public void Add(long bytes)
    {
        Interlocked.Add(ref _bytes, bytes);
        Tell();
    }

    /// <summary>Rows are whole.</summary>
    public void AddRows(long rows) => Interlocked.Add(ref _rows, rows);

    /// <summary>A table is done.</summary>
    public void Finish(ExportTable table)
    {
        Interlocked.Add(ref _doneBytes, table.EstimatedBytes);
        Interlocked.Increment(ref _tables);
        Tell();
    }

    /// <summary>The export is done.</summary>
    public void Complete() => observer.Progress(new OperationProgress { Activity = Activity, Status = Status(), PercentComplete = 100, IsCompleted = true });

    private string Activity => $"Exporting to {path}";

    private void Tell()
    {
        var now = (long)time.GetElapsedTime(_start).TotalMilliseconds;
        var told = Interlocked.Read(ref _told);
        if (now - told < Pause.TotalMilliseconds || Interlocked.CompareExchange(ref _told, now, told) != told)
            return;

        // The statistics and the text do not agree on what a row takes, so the greater of both ways of reckoning counts, and never the whole.
        var part = Math.Clamp((double)Math.Max(Interlocked.Read(ref _bytes), Interlocked.Read(ref _doneBytes)) / _expected, 0, 0.99);
        var elapsed = time.GetElapsedTime(_start);
        observer.Progress(new OperationProgress
        {
            Activity = Activity,
            Status = Status(),
            PercentComplete = (int)(part * 100),
            Remaining = part > 0.01 ? (elapsed / part) - elapsed : null,
        });
    }

    private string Status()
    {
        var bytes = Interlocked.Read(ref _bytes);
        var seconds = Math.Max(0.001, time.GetElapsedTime(_start).TotalSeconds);
        return string.Create(CultureInfo.InvariantCulture, $"{_tables} of {tables.Count} tables, {Interlocked.Read(ref _rows)} rows, {bytes / 1e6:0.0} MB, {bytes / 1e6 / seconds:0.0} MB/s");
    }
}
