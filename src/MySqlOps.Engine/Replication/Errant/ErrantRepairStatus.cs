namespace MySqlOps.Engine.Replication.Errant;

/// <summary>What came of a repair.</summary>
public enum ErrantRepairStatus
{
    /// <summary>Empty transactions were made.</summary>
    Injected,

    /// <summary>All were there already; nothing was done.</summary>
    Unchanged,
}
