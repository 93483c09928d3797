namespace MySqlOps.Engine.Replication.Status;

/// <summary>What the thread does that fetches the source's transactions.</summary>
public enum ReceiverState
{
    /// <summary>It does not run.</summary>
    Off,

    /// <summary>It has no connection to the source and tries again and again.</summary>
    Connecting,

    /// <summary>It is connected. A source that hangs is noticed only after replica_net_timeout.</summary>
    On,
}
