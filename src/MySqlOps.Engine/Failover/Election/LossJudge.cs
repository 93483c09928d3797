using System.Globalization;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Election;

/// <summary>Decides which transactions may be lost. Pure.</summary>
internal static class LossJudge
{
    /// <summary>Judges.</summary>
    /// <param name="members">All members, those too that do not answer.</param>
    /// <param name="holdings">Who holds what.</param>
    /// <param name="options">What is known of the primary.</param>
    public static LossEstimate Judge(IReadOnlyList<MemberFacts> members, TransactionHoldings holdings, ElectionOptions options)
    {
        var known = options.PrimaryExecuted ?? options.LastState?.GtidExecuted ?? GtidSet.Empty;
        var lost = known.Subtract(members.Where(static member => member.IsReachable).Aggregate(holdings.Target, static (all, member) => all.Union(member.GtidExecuted)));
        if (options.PrimaryExecuted is not null && lost.IsEmpty)
            return new(GtidSet.Empty, true, "None: the servers have everything that the primary has.");
        var atLeast = lost.IsEmpty ? "" : string.Create(CultureInfo.InvariantCulture, $" At least {lost.Count} are lost that the primary was seen to have: {Eligibility.Show(lost)}.");
        return Doubt(members, holdings, options) is { } doubt
            ? new(lost, false, $"How many is not known: {doubt}{atLeast}")
            : new(lost, true, lost.IsEmpty ? "None that the primary had reported as committed: each waited for the acknowledgement of replicas, and enough of these are here." : $"None that the primary had reported as committed.{atLeast} These had not been acknowledged.");
    }

    /// <summary>What speaks against "nothing that was acknowledged is lost"; null for nothing.</summary>
    private static string? Doubt(IReadOnlyList<MemberFacts> members, TransactionHoldings holdings, ElectionOptions options)
    {
        if (options.LastState is not { } state)
            return "nobody saw the primary while it lived.";
        var semiSync = state.SemiSync;
        if (semiSync is not { IsSourceEnabled: true, IsSourceActive: true })
            return semiSync.IsSourceEnabled == true ? "the primary had fallen back to asynchronous replication." : "the primary did not wait for replicas (no semi-synchronous replication).";
        if (semiSync.WaitPoint is { } point && point != "AFTER_SYNC")
            return $"with rpl_semi_sync_source_wait_point {point} others saw transactions before they were acknowledged.";
        if (!(semiSync.Clients >= semiSync.WaitCount))
            return "fewer replicas than the primary waited for acknowledged to it.";
        if (semiSync.WaitsWithoutReplica == false)
            return "with rpl_semi_sync_source_wait_no_replica off the primary stops waiting as soon as it loses its replicas.";

        // A wait that was under way at the last look may have ended earlier than one begun after it.
        var waited = state.LongestAcknowledgement ?? (semiSync.WaitingSessions == 0 ? TimeSpan.Zero : semiSync.Timeout);
        if (!(options.LastStateAge + waited < semiSync.Timeout))
            return "since it was last looked at the primary had time to fall back to asynchronous replication (rpl_semi_sync_source_timeout).";

        // An acknowledgement may have come from those that are not here.
        var here = members.Count(static member => member is { IsReachable: true, SemiSync.IsReplicaEnabled: true });
        if (semiSync.Clients - here >= semiSync.WaitCount)
            return "replicas that acknowledged to the primary can't be reached, and may have what nobody else has.";
        return holdings.Stranded.IsEmpty ? null : "transactions lie in relay logs that can't be applied.";
    }
}
