namespace MySqlOps.Engine.Topology;

/// <summary>How a server of a topology is, from good to bad.</summary>
public enum TopologyState
{
    /// <summary>All is well.</summary>
    Ok,

    /// <summary>It works, but something should be looked at: errant transactions, a replica that takes writes.</summary>
    Warning,

    /// <summary>It is further behind than it should be.</summary>
    Lagging,

    /// <summary>A channel is stopped, or still tries to reach its source.</summary>
    Stopped,

    /// <summary>A channel stopped with an error, or needs transactions that its source no longer has.</summary>
    Broken,

    /// <summary>The server is there and refuses us: the login, or our kind of server.</summary>
    Refused,

    /// <summary>The server does not answer.</summary>
    Unreachable,
}
