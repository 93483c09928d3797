namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>How much evidence is enough.</summary>
public sealed record PrimaryRules
{
    /// <summary>At how many looks in a row the primary must be out of reach, with nobody who proves that it lives.</summary>
    public int Confirmations { get; init; } = 2;

    /// <summary>How long a primary must have been out of reach before a hang may lead to a failover. A shorter freeze passes.</summary>
    public TimeSpan HangLimit { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>From how long on a commit or a wait for acknowledgements is called stalled.</summary>
    public TimeSpan StallLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a replica that is connected must have heard nothing, at least; four heartbeats where these take longer.</summary>
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromSeconds(4);
}
