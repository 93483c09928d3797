using System.Globalization;
using MySqlOps.Engine.Compare.Rows.Pairs;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Rows.Reading;

/// <summary>Says how far the comparison of rows is.</summary>
internal sealed class RowMeter(IReadOnlyCollection<TablePair> pairs, ComparisonTally tally, IOperationObserver observer, TimeProvider time)
{
    private const string Activity = "Comparing rows";

    private readonly long _start = time.GetTimestamp();
    private readonly long _expected = Math.Max(1, pairs.Sum(static pair => pair.Source.Table.EstimatedRows));

    /// <summary>Says it.</summary>
    public void Tell()
    {
        // The server's numbers of rows are guesses, so the whole is never said before the end.
        var part = Math.Clamp((double)tally.Rows / _expected, 0, 0.99);
        var elapsed = time.GetElapsedTime(_start);
        observer.Progress(new OperationProgress { Activity = Activity, Status = Status(elapsed), PercentComplete = (int)(part * 100), Remaining = part > 0.01 ? (elapsed / part) - elapsed : null });
    }

    /// <summary>Says that it is done.</summary>
    public void Complete() =>
        observer.Progress(new OperationProgress { Activity = Activity, Status = Status(time.GetElapsedTime(_start)), PercentComplete = 100, IsCompleted = true });

    private string Status(TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{tally.Tables} of {pairs.Count} tables, {tally.Rows} rows, {tally.Bytes / 1e6 / Math.Max(0.001, elapsed.TotalSeconds):0.0} MB/s");
}
