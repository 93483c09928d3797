using MySqlOps.Engine.Failover.Members;

namespace MySqlOps.Engine.Failover.Election;

/// <summary>Whether a server can follow the new primary.</summary>
/// <param name="Member">The server.</param>
/// <param name="CanFollow">True when it can.</param>
/// <param name="Reason">Why not, as a sentence; null when it can.</param>
public sealed record FollowerOutlook(MemberFacts Member, bool CanFollow, string? Reason);
