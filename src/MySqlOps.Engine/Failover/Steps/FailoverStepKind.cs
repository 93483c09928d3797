namespace MySqlOps.Engine.Failover.Steps;

/// <summary>What a step of a switchover or failover does.</summary>
public enum FailoverStepKind
{
    /// <summary>Takes the lease of all members, and looks whether they are still as planned.</summary>
    Lease,

    /// <summary>Waits until the candidate has nearly all of the primary's transactions.</summary>
    CatchUp,

    /// <summary>Waits for long transactions and for statements that would hold up the fence.</summary>
    Drain,

    /// <summary>Stops the event scheduler.</summary>
    StopEvents,

    /// <summary>Sets semi-synchronous replication.</summary>
    SemiSync,

    /// <summary>Makes the primary read-only.</summary>
    Fence,

    /// <summary>Waits until the candidate has every transaction that the primary had when it was fenced.</summary>
    AwaitCandidate,

    /// <summary>Stops a channel.</summary>
    StopChannel,

    /// <summary>Makes the candidate writable.</summary>
    Promote,

    /// <summary>Removes a channel that is no longer needed.</summary>
    RemoveChannel,

    /// <summary>Points a replica to the new primary.</summary>
    Repoint,

    /// <summary>Makes the old primary a replica.</summary>
    Follow,

    /// <summary>Waits until a replica hears the new primary.</summary>
    AwaitReplica,

    /// <summary>Keeps a server read-only or writable over a restart.</summary>
    Persist,

    /// <summary>Enables the events that the old primary ran.</summary>
    EnableEvents,

    /// <summary>Starts the event scheduler.</summary>
    StartEvents,

    /// <summary>Writes the journal on the members.</summary>
    Journal,

    /// <summary>Runs a hook of the operator.</summary>
    Hook,

    /// <summary>Stops the thread of a replica that fetches the old primary's transactions.</summary>
    StopReceiver,

    /// <summary>Waits until a replica has applied all that it fetched.</summary>
    ApplyRelayLog,

    /// <summary>Chooses the new primary.</summary>
    Elect,

    /// <summary>Has the candidate fetch what it lacks from another replica.</summary>
    Collect,

    /// <summary>Leaves a server out that can't follow the new primary.</summary>
    Detach,
}
