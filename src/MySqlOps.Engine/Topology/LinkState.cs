namespace MySqlOps.Engine.Topology;

/// <summary>What a channel does.</summary>
public enum LinkState
{
    /// <summary>The replica could not be asked: only its source told of it.</summary>
    Unknown,

    /// <summary>Receives and applies.</summary>
    Running,

    /// <summary>Tries to reach the source.</summary>
    Connecting,

    /// <summary>Receiver or applier was stopped, without an error.</summary>
    Stopped,

    /// <summary>Receiver or applier stopped with an error.</summary>
    Failed,
}
