namespace MySqlOps.Engine.Failover.Journal;

/// <summary>One run in the journal.</summary>
public sealed record JournalEntry
{
    /// <summary>The run's number: each run takes the next after the highest that any member knows.</summary>
    public required long Epoch { get; init; }

    /// <summary>The run's own name, so that two runs that took one number are told apart.</summary>
    public required string RunId { get; init; }

    /// <summary>How far it is.</summary>
    public required JournalState State { get; init; }

    /// <summary>The old primary's address.</summary>
    public required string OldPrimary { get; init; }

    /// <summary>The old primary's server_uuid; empty when nobody knew it.</summary>
    public string OldPrimaryUuid { get; init; } = "";

    /// <summary>The new primary's address; empty before it is chosen.</summary>
    public string NewPrimary { get; init; } = "";

    /// <summary>The new primary's server_uuid; empty before it is chosen.</summary>
    public string NewPrimaryUuid { get; init; } = "";

    /// <summary>Who runs it: host, process.</summary>
    public string Holder { get; init; } = "";

    /// <summary>When it began, by the clock of who runs it.</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>When it last changed, by the clock of who runs it.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>What else the run wants to be known, as JSON.</summary>
    public string Document { get; init; } = "{}";

    /// <summary>True when nobody has brought it to an end.</summary>
    public bool IsUnfinished => State is JournalState.Begun or JournalState.Promoting or JournalState.Promoted;
}
