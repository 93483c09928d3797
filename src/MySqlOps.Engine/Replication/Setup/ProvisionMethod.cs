namespace MySqlOps.Engine.Replication.Setup;

/// <summary>How a replica comes by the data that its source has and no longer sends.</summary>
public enum ProvisionMethod
{
    /// <summary>By what both servers can do, and only when it is needed.</summary>
    Auto,

    /// <summary>The clone plugin: the source's files over the network.</summary>
    Clone,

    /// <summary>An export of the source that is loaded into the replica while it is read.</summary>
    Export,

    /// <summary>Not at all: the replica has the data, or the source still sends it.</summary>
    None,
}
