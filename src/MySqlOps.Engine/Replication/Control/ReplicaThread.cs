namespace MySqlOps.Engine.Replication.Control;

/// <summary>The threads of a channel.</summary>
public enum ReplicaThread
{
    /// <summary>The receiver and the applier.</summary>
    Both,

    /// <summary>The receiver alone, which fetches the source's transactions.</summary>
    Receiver,

    /// <summary>The applier alone, with its workers.</summary>
    Applier,
}
