using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Failover.Fence;

/// <summary>Decides what becomes of an old primary that answers again.</summary>
/// <param name="Action">What becomes of it.</param>
/// <param name="Errant">What it has and the new primary lacks.</param>
/// <param name="Reason">Why, as a sentence.</param>
internal sealed record OldPrimaryReturn(OldPrimaryAction Action, GtidSet Errant, string Reason)
{
    /// <summary>Decides. Asked again after the fence: only what a fenced server has is all it has.</summary>
    /// <param name="old">The old primary now.</param>
    /// <param name="primary">The new primary now.</param>
    public static OldPrimaryReturn Decide(MemberFacts old, MemberFacts primary)
    {
        if (!old.IsReachable)
            return new OldPrimaryReturn(OldPrimaryAction.Await, GtidSet.Empty, $"{old.Server} does not answer. When it comes back it must not take writes: run the command again then, or let Start-MySqlFailover watch for it.");

        // What the new primary writes may have come here after it was asked itself.
        var errant = old.GtidExecuted.Subtract(primary.GtidExecuted);
        errant = errant.Subtract(errant.WithSource(primary.Uuid));
        if (!old.IsSuperReadOnly)
            return new OldPrimaryReturn(OldPrimaryAction.Fence, errant, $"{old.Server} answers and takes writes.");
        if (!errant.IsEmpty)
            return new OldPrimaryReturn(OldPrimaryAction.Keep, errant, $"{old.Server} has {errant.Count:N0} transactions that {primary.Server} lacks ({errant}). It stays read-only and does not follow; look at them with Get-MySqlErrantTransaction.");
        if (FollowsWell(old, primary))
            return new OldPrimaryReturn(OldPrimaryAction.Leave, GtidSet.Empty, $"{old.Server} follows {primary.Server}.");
        return primary.GtidPurged.Subtract(old.GtidExecuted) is { IsEmpty: false } purged
            ? new OldPrimaryReturn(OldPrimaryAction.Keep, GtidSet.Empty, $"{old.Server} lacks {purged.Count:N0} transactions that {primary.Server} has purged from its binary logs. It stays read-only; provision it anew.")
            : new OldPrimaryReturn(OldPrimaryAction.Rejoin, GtidSet.Empty, $"{old.Server} has nothing that {primary.Server} lacks.");
    }

    private static bool FollowsWell(MemberFacts old, MemberFacts primary) =>
        old.Channels is { } channels && channels.Any(channel => channel.SourceUuid == primary.Uuid && channel is { Receiver: ReceiverState.On, Applier: ApplierState.On });
}
