namespace MySqlOps.Engine.Replication.Setup;

/// <summary>How a check of two servers came out.</summary>
public enum CheckStatus
{
    /// <summary>It is as it should be.</summary>
    Pass,

    /// <summary>Replication works, and something is to be known.</summary>
    Warn,

    /// <summary>Replication would not work, or not be right.</summary>
    Fail,
}
