namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>How a primary is watched.</summary>
public sealed record PrimaryWatchOptions
{
    /// <summary>How much evidence is enough.</summary>
    public PrimaryRules Rules { get; init; } = new();

    /// <summary>How long a login may take, and after it the statements.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long a replica may take to answer.</summary>
    public TimeSpan WitnessTimeout { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>From the begin of one look to that of the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);
}
