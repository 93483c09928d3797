namespace MySqlOps.Engine.Connect.Information;

/// <summary>Who may write on a server.</summary>
public enum ReadOnlyState
{
    /// <summary>Everybody with the rights.</summary>
    ReadWrite,

    /// <summary>Only accounts with CONNECTION_ADMIN, and replication (read_only).</summary>
    ReadOnly,

    /// <summary>Only replication (super_read_only).</summary>
    SuperReadOnly,
}
