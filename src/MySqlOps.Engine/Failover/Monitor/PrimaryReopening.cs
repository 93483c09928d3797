using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Members;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>Decides whether a primary that is read-only is made writable again: its boot fence made it so when it was restarted, and nobody has taken over.</summary>
internal static class PrimaryReopening
{
    /// <summary>Decides.</summary>
    /// <param name="members">All members, the primary first.</param>
    /// <param name="isFromBoot">True when the value that super_read_only has now is the one that was persisted before the server was started, and nobody has set it since.</param>
    /// <param name="newest">The newest run in the journal; null for none.</param>
    public static bool IsDue(IReadOnlyList<MemberFacts> members, bool isFromBoot, JournalEntry? newest)
    {
        var primary = members[0];
        if (primary is not { IsReachable: true, IsReadOnly: true, IsBootFenced: true } || !isFromBoot)
            return false;
        if (newest is { IsUnfinished: true } || (newest is { State: JournalState.Completed } && !newest.NewPrimaryUuid.Equals(primary.Uuid, StringComparison.OrdinalIgnoreCase)))
            return false;
        var others = members.Skip(1).Where(static member => member.IsReachable).ToArray();
        return others.Length > 0
            && others.All(static member => member.IsReadOnly)
            && !others.Any(other => TopologyJudge.Follows(primary, other.Uuid))
            && others.Any(other => HasChannelTo(other, primary.Uuid));
    }

    /// <summary>A replica that has just lost its source may be about to connect again, or stopped.</summary>
    private static bool HasChannelTo(MemberFacts member, string uuid) => (member.Channels ?? []).Any(channel => uuid.Equals(channel.SourceUuid, StringComparison.OrdinalIgnoreCase));
}
