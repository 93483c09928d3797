using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Switchover;

/// <summary>How far one switchover is: its lease, its clock, what was found, and what became of each step.</summary>
internal sealed class SwitchoverRun(SwitchoverPlan plan, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<FailoverStep, FailoverStepResult> _results = [];
    private readonly long _start = time.GetTimestamp();
    private long? _outageStart;
    private TimeSpan? _outage;

    /// <summary>The lease; null until it is taken.</summary>
    public MajorityLease? Lease { get; set; }

    /// <summary>What the old primary had after the fence.</summary>
    public GtidSet? Fenced { get; set; }

    /// <summary>What the candidate had before it was promoted.</summary>
    public GtidSet? Promoted { get; set; }

    /// <summary>True once the candidate is writable: from there on the only way is forward.</summary>
    public bool IsPromoted { get; set; }

    /// <summary>True once nobody can write.</summary>
    public bool IsInOutage => _outageStart is not null && _outage is null;

    /// <summary>What is left of the time for which nobody may be able to write.</summary>
    public TimeSpan OutageLeft => _outageStart is { } start ? Positive(plan.Options.MaxWriteOutage - time.GetElapsedTime(start)) : plan.Options.MaxWriteOutage;

    /// <summary>How long nobody could write; null when it did not come to that, or when nobody can still.</summary>
    public TimeSpan? WriteOutage => _outage;

    /// <summary>How long it has taken.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Nobody can write from now on.</summary>
    public void BeginOutage() => _outageStart ??= time.GetTimestamp();

    /// <summary>Somebody can write again.</summary>
    public void EndOutage()
    {
        if (_outageStart is { } start)
            _outage ??= time.GetElapsedTime(start);
    }

    /// <summary>Keeps what became of a step.</summary>
    public void Record(FailoverStep step, FailoverStepStatus status, TimeSpan started, string? message, ErrorId? error)
    {
        lock (_lock)
        {
            _results[step] = new FailoverStepResult
            {
                Server = step.Server,
                Kind = step.Kind,
                Action = step.Action,
                Status = status,
                Started = started,
                Elapsed = Elapsed - started,
                Message = message,
                Error = error,
            };
        }
    }

    /// <summary>Changes what became of a step that was to be undone.</summary>
    public void Record(FailoverStep step, FailoverStepStatus status, string? message)
    {
        lock (_lock)
        {
            if (_results.TryGetValue(step, out var result))
                _results[step] = result with { Status = result.Status == FailoverStepStatus.Failed && status == FailoverStepStatus.Undone ? FailoverStepStatus.Failed : status, Message = message ?? result.Message };
        }
    }

    /// <summary>What became of a step; null when it was not reached.</summary>
    public FailoverStepStatus? StatusOf(FailoverStep step)
    {
        lock (_lock)
            return _results.TryGetValue(step, out var result) ? result.Status : null;
    }

    /// <summary>The outcome.</summary>
    /// <param name="isUndone">True when the old primary writes again.</param>
    /// <param name="error">Why it is not complete; null when it is.</param>
    /// <param name="message">The same as a sentence.</param>
    public MySqlSwitchover Outcome(bool isUndone, ErrorId? error, string? message)
    {
        lock (_lock)
        {
            var steps = plan.Steps.Select(step => _results.GetValueOrDefault(step) ?? new FailoverStepResult { Server = step.Server, Kind = step.Kind, Action = step.Action, Status = FailoverStepStatus.Skipped }).ToArray();
            return new MySqlSwitchover
            {
                Server = IsPromoted ? plan.NewPrimary! : plan.Server,
                OldPrimary = plan.Server,
                NewPrimary = plan.NewPrimary!,
                IsComplete = IsPromoted && error is null,
                IsUndone = isUndone,
                WriteOutage = _outage,
                Elapsed = Elapsed,
                FencedGtidSet = Fenced,
                PromotedGtidSet = Promoted,
                Detached = !IsPromoted ? [] : [.. steps.Where(static step => IsFollowing(step.Kind) && step.Status == FailoverStepStatus.Failed).Select(static step => step.Server).Distinct()],
                Steps = steps,
                Error = error,
                Message = message,
            };
        }
    }

    private static bool IsFollowing(FailoverStepKind kind) => kind is FailoverStepKind.Follow or FailoverStepKind.Repoint or FailoverStepKind.AwaitReplica;

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
