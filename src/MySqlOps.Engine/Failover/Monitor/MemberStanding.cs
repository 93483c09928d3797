namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>How a replica stands to the primary at a survey.</summary>
internal enum MemberStanding
{
    /// <summary>It follows.</summary>
    Follows,

    /// <summary>It answers, and does not replicate from the primary.</summary>
    Stopped,

    /// <summary>It does not answer.</summary>
    Unreachable,
}
