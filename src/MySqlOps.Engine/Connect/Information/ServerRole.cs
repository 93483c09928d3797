namespace MySqlOps.Engine.Connect.Information;

/// <summary>What a server does in replication, as far as it knows itself.</summary>
public enum ServerRole
{
    /// <summary>It follows nobody, and nobody follows it now.</summary>
    Standalone,

    /// <summary>Replicas are connected to it.</summary>
    Source,

    /// <summary>It has a replication channel from another server.</summary>
    Replica,

    /// <summary>It follows another server and is followed itself.</summary>
    Relay,

    /// <summary>It takes the writes of a replication group.</summary>
    GroupPrimary,

    /// <summary>It is a member of a replication group and takes no writes.</summary>
    GroupSecondary,
}
