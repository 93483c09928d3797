namespace MySqlOps.Engine.Replication.Status;

/// <summary>What a lag is made of.</summary>
public enum LagBasis
{
    /// <summary>The lag is not known.</summary>
    Unknown,

    /// <summary>Everything that the source is known to have is applied: the lag is zero.</summary>
    CaughtUp,

    /// <summary>The age of the oldest transaction that is not applied yet.</summary>
    Transaction,

    /// <summary>The lag is at most this: the age of the last transaction that was applied or fetched, because the commit time of the next is not known.</summary>
    AtMost,
}
