namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>One look at a primary and at all its replicas. Began and ended are read from a clock that only goes forward.</summary>
internal sealed record PrimaryLook
{
    public required PrimaryProbeResult Probe { get; init; }

    public required IReadOnlyList<WitnessFacts> Witnesses { get; init; }

    public required TimeSpan Began { get; init; }

    public required TimeSpan Ended { get; init; }

    public DateTimeOffset At { get; init; }
}
