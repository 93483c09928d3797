namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>What a monitor has to tell.</summary>
public enum FailoverEventKind
{
    /// <summary>It has begun to watch a primary.</summary>
    MonitorStarted,

    /// <summary>It has ended.</summary>
    MonitorStopped,

    /// <summary>It holds the lease, so that it may act.</summary>
    LeaseTaken,

    /// <summary>Another holds the lease: it watches, and takes over when the other is gone.</summary>
    StandingBy,

    /// <summary>It held the lease and has lost it, because it was frozen or cut off. It acts no more before it has the lease again.</summary>
    LeaseLost,

    /// <summary>The verdict is another than at the look before.</summary>
    StateChanged,

    /// <summary>The evidence is enough for a failover.</summary>
    VerdictReached,

    /// <summary>A failover would be due, and something forbids it: the mode, a pause, the cool-down, a limit, a hook, the rules of the run.</summary>
    Refused,

    /// <summary>A failover would have been done, were it not for -WhatIf.</summary>
    WouldFailOver,

    /// <summary>A failover has begun.</summary>
    FailoverStarted,

    /// <summary>A step of it has ended.</summary>
    Step,

    /// <summary>A failover is over, and there is a new primary.</summary>
    FailoverCompleted,

    /// <summary>A failover has failed; the message says what that left.</summary>
    FailoverFailed,

    /// <summary>A hook has ended, well or not.</summary>
    HookRan,

    /// <summary>Failovers were suspended by hand: the lease is given up until they are resumed.</summary>
    Suspended,

    /// <summary>They were resumed.</summary>
    Resumed,

    /// <summary>Another server is the primary now, by somebody else's doing; it is the one that is watched from here on.</summary>
    PrimaryChanged,

    /// <summary>The primary had restarted read-only, by its boot fence, and was made writable again.</summary>
    PrimaryReopened,

    /// <summary>A server is watched that was not before.</summary>
    MemberFound,

    /// <summary>A server is not to be reached, or replicates no more.</summary>
    MemberLost,

    /// <summary>An old primary came back and took writes, and was made read-only.</summary>
    MemberFenced,

    /// <summary>A server that had been away follows the primary again.</summary>
    MemberRejoined,

    /// <summary>A server that has been away can't follow: it stays read-only and is left for a person to look at.</summary>
    MemberKept,

    /// <summary>Something that one should know, and that stops nothing.</summary>
    Warning,
}
