using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Status;

/// <summary>What a channel's source says, or why it could not be asked.</summary>
internal sealed record SourceFacts
{
    /// <summary>Why it could not be asked, as the end of a sentence; null when it was.</summary>
    public string? Trouble { get; init; }

    /// <summary>What to do so that it can be asked, as a sentence; null where the trouble says it all.</summary>
    public string? Remedy { get; init; }

    public GtidSet Executed { get; init; } = GtidSet.Empty;

    public GtidSet Purged { get; init; } = GtidSet.Empty;

    /// <summary>True when the source follows the replica in its turn, so that what the replica wrote itself may only not have arrived there yet.</summary>
    public bool FollowsReplica { get; init; }

    public SemiSyncState? SemiSync { get; init; }

    /// <summary>How far the source's clock is ahead of the replica's.</summary>
    public ClockOffset? Clock { get; init; }
}
