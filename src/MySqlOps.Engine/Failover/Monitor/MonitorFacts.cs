using MySqlOps.Engine.Failover.Diagnosis;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>What a monitor decides by.</summary>
internal sealed record MonitorFacts
{
    /// <summary>The newest look.</summary>
    public required PrimaryDiagnosis Diagnosis { get; init; }

    /// <summary>What the members have on record.</summary>
    public required MonitorRecords Records { get; init; }

    /// <summary>How the monitor is to work.</summary>
    public required MonitorOptions Options { get; init; }

    /// <summary>True when it holds the lease.</summary>
    public required bool HasLease { get; init; }

    /// <summary>Now, by its own clock.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Before when nothing is tried again, because it has just failed; null for no such time.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
