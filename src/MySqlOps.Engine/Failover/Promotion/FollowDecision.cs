using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>Whether a server can follow the new primary.</summary>
/// <param name="CanFollow">True when it can.</param>
/// <param name="IsFollowing">True when it does already.</param>
/// <param name="Reason">Why not, as a sentence; empty when it can.</param>
internal sealed record FollowDecision(bool CanFollow, bool IsFollowing, string Reason)
{
    /// <summary>Decides.</summary>
    /// <param name="member">The server; asked no later than the primary.</param>
    /// <param name="primary">The new primary.</param>
    /// <param name="hasChannel">True when there is a channel of it that can be pointed there.</param>
    public static FollowDecision Decide(MemberFacts member, MemberFacts primary, bool hasChannel)
    {
        FollowDecision Not(string reason) => new(false, false, reason);
        if (!member.IsReachable)
            return Not($"{member.Server} does not answer. {member.ErrorText}");
        if ((member.Channels ?? []).Any(channel => channel.SourceUuid == primary.Uuid && channel is { Receiver: ReceiverState.On, Applier: ApplierState.On }))
            return new FollowDecision(true, true, "");

        // What the new primary writes may have come here after it was asked itself.
        var errant = member.GtidExecuted.Subtract(primary.GtidExecuted);
        errant = errant.Subtract(errant.WithSource(primary.Uuid));
        if (!errant.IsEmpty)
            return Not($"{member.Server} has {errant.Count:N0} transactions that {primary.Server} lacks ({errant}), and would not be the same.");
        if (primary.GtidPurged.Subtract(member.GtidExecuted) is { IsEmpty: false } purged)
            return Not($"{member.Server} lacks {purged.Count:N0} transactions that {primary.Server} has purged from its binary logs. Provision it anew.");
        return hasChannel ? new FollowDecision(true, false, "") : Not($"{member.Server} has no channel that could be pointed to {primary.Server}. Set it up with New-MySqlReplication.");
    }
}
