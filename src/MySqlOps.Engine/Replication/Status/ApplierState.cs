namespace MySqlOps.Engine.Replication.Status;

/// <summary>What the threads do that apply the transactions that were fetched.</summary>
public enum ApplierState
{
    /// <summary>They do not run.</summary>
    Off,

    /// <summary>They run.</summary>
    On,
}
