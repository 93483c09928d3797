namespace MySqlOps.Engine.Failover.Fence;

/// <summary>What becomes of an old primary that answers.</summary>
public enum OldPrimaryAction
{
    /// <summary>It does not answer: nothing can be done now.</summary>
    Await,

    /// <summary>It is cut off from its clients and made read-only, before anything else.</summary>
    Fence,

    /// <summary>It lacks nothing and has nothing of its own: it follows the new primary.</summary>
    Rejoin,

    /// <summary>It has transactions that the new primary lacks: it stays read-only and is left as it is, for a person to look at.</summary>
    Keep,

    /// <summary>It follows the new primary already.</summary>
    Leave,
}
