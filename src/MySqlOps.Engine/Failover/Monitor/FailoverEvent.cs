using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Hooks;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>Something that a monitor saw or did.</summary>
public sealed record FailoverEvent
{
    /// <summary>The server that it is about: the primary, or the member that was lost, found, fenced.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>What it is.</summary>
    public required FailoverEventKind Kind { get; init; }

    /// <summary>When, by the monitor's own clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The same as a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The primary that is watched.</summary>
    public required MySqlServer Primary { get; init; }

    /// <summary>The server that became the primary; null where none did.</summary>
    public MySqlServer? NewPrimary { get; init; }

    /// <summary>The verdict at that time; null before the first look.</summary>
    public PrimaryVerdict? Verdict { get; init; }

    /// <summary>The number of the failover's run; 0 where there is none.</summary>
    public long Epoch { get; init; }

    /// <summary>The evidence of a verdict; null for other kinds.</summary>
    public PrimaryDiagnosis? Diagnosis { get; init; }

    /// <summary>The step that ended; null for other kinds.</summary>
    public FailoverStepResult? Step { get; init; }

    /// <summary>The hook that ended; null for other kinds.</summary>
    public FailoverHookRun? Hook { get; init; }

    /// <summary>How a failover went; null for other kinds.</summary>
    public MySqlFailover? Outcome { get; init; }

    /// <summary>The error behind it; null for none.</summary>
    public ErrorId? Error { get; init; }

    /// <summary><c>2026-11-20 10:15:02Z Crashed …</c>: time, kind and message.</summary>
    public override string ToString() => $"{At.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z {Kind}: {Message}";
}
