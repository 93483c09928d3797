using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>Our own look at a primary: connect, log in, ask.</summary>
public sealed record PrimaryProbeResult
{
    /// <summary>How far it came.</summary>
    public required PrimaryProbeOutcome Outcome { get; init; }

    /// <summary>The same as a sentence.</summary>
    public required string Text { get; init; }

    /// <summary>The error; null when the primary answered.</summary>
    public ErrorId? ErrorId { get; init; }

    /// <summary>The server's error number; null when it sent none.</summary>
    public int? ServerErrorNumber { get; init; }

    /// <summary>How long the look took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>What the primary said; null when it did not answer.</summary>
    public PrimaryState? State { get; init; }

    /// <summary>True when the primary answered.</summary>
    public bool IsAnswered => Outcome == PrimaryProbeOutcome.Answered;

    /// <summary>The outcome's word.</summary>
    public override string ToString() => Outcome.ToString();
}
