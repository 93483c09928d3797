namespace MySqlOps.Engine.Replication.Control;

/// <summary>What is waited for after a start.</summary>
public enum ReplicaWait
{
    /// <summary>That the threads run, or say at once why not.</summary>
    Running,

    /// <summary>That all is applied that the source had when the waiting began; where the source can't be asked, all that was fetched.</summary>
    CatchUp,

    /// <summary>That the applier stops at the place that was given.</summary>
    Until,
}
