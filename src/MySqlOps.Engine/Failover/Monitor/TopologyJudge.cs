using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>Finds out from what members say how they stand to each other. Pure: it asks nobody.</summary>
internal static class TopologyJudge
{
    /// <summary>
    /// The server that is the primary in place of the one that is watched: it takes writes, and either the journal says so, or the one that is watched takes none (or does not
    /// answer) and most of the others follow it. Null for none.
    /// </summary>
    /// <param name="members">All members, the one that is watched first.</param>
    /// <param name="newest">The newest run in the journal; null for none.</param>
    public static MemberFacts? FindPrimary(IReadOnlyList<MemberFacts> members, JournalEntry? newest)
    {
        var watched = members[0];
        var recorded = newest is { State: JournalState.Promoted or JournalState.Completed, NewPrimaryUuid: { Length: > 0 } uuid } ? uuid : null;
        foreach (var candidate in members.Skip(1).Where(static member => member is { IsReachable: true, IsReadOnly: false, Uuid.Length: > 0 }))
        {
            if (candidate.Uuid.Equals(recorded, StringComparison.OrdinalIgnoreCase))
                return candidate;
            var others = members.Skip(1).Where(other => other.IsReachable && other != candidate).ToArray();
            var followers = others.Count(other => Follows(other, candidate.Uuid));
            var isWatchedOut = !watched.IsReachable || watched.IsReadOnly;
            if (isWatchedOut && (followers * 2 > others.Length || (others.Length == 0 && watched.IsReachable && Follows(watched, candidate.Uuid))))
                return candidate;
        }

        return null;
    }

    /// <summary>True when a server has a channel to a source that is not stopped.</summary>
    public static bool Follows(MemberFacts member, string sourceUuid) => (member.Channels ?? []).Any(channel =>
        sourceUuid.Equals(channel.SourceUuid, StringComparison.OrdinalIgnoreCase) && channel.Receiver != ReceiverState.Off && channel.Applier == ApplierState.On);
}
