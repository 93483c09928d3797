using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Election;

/// <summary>What is wished and known beside the members' own facts.</summary>
public sealed record ElectionOptions
{
    /// <summary>The server_uuid of the primary that is to be replaced; empty when nobody knows it.</summary>
    public string PrimaryUuid { get; init; } = "";

    /// <summary>Where that primary was, as the members know it; to find the channel of one that never was connected.</summary>
    public string PrimaryHost { get; init; } = "";

    /// <summary>Its port.</summary>
    public int PrimaryPort { get; init; }

    /// <summary>The candidates by server_uuid or endpoint, in order of preference. Each collects what it lacks from the others.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    /// <summary>True when nobody but the candidates may be elected.</summary>
    public bool OnlyCandidates { get; init; }

    /// <summary>What the primary said when it last answered; null when it never did.</summary>
    public PrimaryState? LastState { get; init; }

    /// <summary>How long after that look the primary may have gone on committing: until it was seen to be gone, or was fenced. Null when that is not known.</summary>
    public TimeSpan? LastStateAge { get; init; }

    /// <summary>The primary's gtid_executed as it is now known: its own where it still answers; null when it does not.</summary>
    public GtidSet? PrimaryExecuted { get; init; }

    /// <summary>True accepts that transactions are lost which lie only in relay logs that can't be applied.</summary>
    public bool AcceptsLoss { get; init; }
}
