namespace MySqlOps.Engine.Topology;

/// <summary>On which side semi-synchronous replication is at work on a server.</summary>
[Flags]
public enum SemiSyncSide
{
    /// <summary>On neither.</summary>
    None = 0,

    /// <summary>Its commits wait for replicas.</summary>
    Source = 1,

    /// <summary>It acknowledges what it receives.</summary>
    Replica = 2,
}
