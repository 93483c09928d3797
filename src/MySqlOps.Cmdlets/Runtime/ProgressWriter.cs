using System.Management.Automation;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>Thins progress to at most five reports a second for each activity; the last report of one always comes through.</summary>
internal sealed class ProgressWriter
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (int Id, long Last)> _activities = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;

    /// <summary>Thins by a clock.</summary>
    public ProgressWriter(TimeProvider? time = null) => _time = time ?? TimeProvider.System;

    /// <summary>The record to write now, or null when it comes too soon after the one before.</summary>
    public ProgressRecord? Take(OperationProgress progress)
    {
        int id;
        lock (_lock)
        {
            var known = _activities.TryGetValue(progress.Activity, out var activity);
            if (known && !progress.IsCompleted && _time.GetElapsedTime(activity.Last) < Pause)
                return null;
            id = known ? activity.Id : _activities.Count + 1;
            _activities[progress.Activity] = (id, _time.GetTimestamp());
        }

        return new ProgressRecord(id, progress.Activity, progress.Status)
        {
            PercentComplete = progress.PercentComplete is { } percent ? Math.Clamp(percent, 0, 100) : -1,
            SecondsRemaining = progress.Remaining is { } left ? (int)left.TotalSeconds : -1,
            RecordType = progress.IsCompleted ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        };
    }
}
