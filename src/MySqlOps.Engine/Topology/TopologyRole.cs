namespace MySqlOps.Engine.Topology;

/// <summary>What a server does in a topology.</summary>
public enum TopologyRole
{
    /// <summary>It could not be asked, and nobody else told.</summary>
    Unknown,

    /// <summary>Neither follows nor is followed.</summary>
    Standalone,

    /// <summary>Is followed, and follows nobody.</summary>
    Source,

    /// <summary>Follows a server that follows it, directly or around a ring.</summary>
    CoSource,

    /// <summary>Follows one server and is followed by another: an intermediate tier.</summary>
    Relay,

    /// <summary>Follows one server or several.</summary>
    Replica,

    /// <summary>Takes the writes of a replication group.</summary>
    GroupPrimary,

    /// <summary>Another member of a replication group.</summary>
    GroupSecondary,
}
