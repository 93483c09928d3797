namespace MySqlOps.Engine.Replication.Gtids;

/// <summary>How one GTID set stands to another. There is no "less than": two sets can each have what the other lacks.</summary>
public enum GtidOrder
{
    /// <summary>Both hold the same transactions.</summary>
    Equal,

    /// <summary>The first holds all of the second and more.</summary>
    Ahead,

    /// <summary>The second holds all of the first and more.</summary>
    Behind,

    /// <summary>Each holds transactions that the other lacks.</summary>
    Diverged,
}
