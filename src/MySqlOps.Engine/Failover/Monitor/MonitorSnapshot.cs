using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Members;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>How things are at a monitor's newest look: what a live view draws.</summary>
internal sealed record MonitorSnapshot
{
    /// <summary>The primary that is watched.</summary>
    public required MySqlServer Primary { get; init; }

    /// <summary>When the look was taken, by the monitor's own clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>True when it holds the lease, so that it may act.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Why it may not act, or that it may, as a sentence.</summary>
    public required string Standing { get; init; }

    /// <summary>The evidence; null before the first look.</summary>
    public PrimaryDiagnosis? Diagnosis { get; init; }

    /// <summary>Each server, the primary first, as it was when it was last asked in full, which is less often than the look.</summary>
    public IReadOnlyList<MemberFacts> Members { get; init; } = [];

    /// <summary>The number of the newest run in the journal; 0 for none.</summary>
    public long Epoch { get; init; }
}
