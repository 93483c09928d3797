using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Topology.Facts;

namespace MySqlOps.Engine.Topology.Graph;

/// <summary>A replica's transactions against those of its sources.</summary>
/// <param name="State">How they relate; null when it can't be told.</param>
/// <param name="Errant">What the replica has and no source; empty when there are none or it can't be told.</param>
internal sealed record GtidJudgement(GtidState? State, GtidSet Errant)
{
    /// <summary>It can't be told.</summary>
    public static GtidJudgement Unknown { get; } = new(null, GtidSet.Empty);

    /// <summary>Judges.</summary>
    /// <param name="replica">The replica.</param>
    /// <param name="sources">All its sources; null for one that could not be asked.</param>
    /// <param name="isInRing">True when its own transactions travel to its source around a ring.</param>
    public static GtidJudgement Of(MemberFacts replica, IReadOnlyList<MemberFacts?> sources, bool isInRing)
    {
        if (sources.Count == 0 || sources.Contains(null) || !sources.Append(replica).All(static facts => facts!.GtidMode.StartsWith("ON", StringComparison.OrdinalIgnoreCase)))
            return Unknown;
        var executed = Read(replica.GtidExecuted);
        var theirs = sources.Aggregate(GtidSet.Empty, static (all, source) => all.Union(Read(source!.GtidExecuted)));

        // The replica may have been asked after its source. What it received from there, or the source has since, is not errant.
        var known = sources.Aggregate(theirs, static (all, source) => all.Union(Read(source!.LaterGtidExecuted)));
        known = (replica.Channels ?? []).Aggregate(known, static (all, channel) => all.Union(Read(channel.Received)));
        var errant = executed.Subtract(known);
        if (isInRing)
            errant = errant.Subtract(executed.WithSource(replica.ServerUuid));
        if (!errant.IsEmpty)
            return new GtidJudgement(GtidState.Diverged, errant);
        if (executed.Contains(theirs))
            return new GtidJudgement(GtidState.Identical, GtidSet.Empty);
        var isRecoverable = sources.All(source => executed.Contains(Read(source!.GtidPurged)));
        return new GtidJudgement(!isRecoverable ? GtidState.Irrecoverable : executed.IsEmpty ? GtidState.New : GtidState.Recoverable, GtidSet.Empty);
    }

    private static GtidSet Read(string? text) => GtidSet.TryParse(text, out var set) ? set : GtidSet.Empty;
}
