using System.Globalization;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Members;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>What the journal makes of a failover that is asked for now.</summary>
/// <param name="Kind">What.</param>
/// <param name="Candidate">The new primary that an earlier run chose, where that counts or must be fenced; null for none.</param>
/// <param name="Reason">Why, as a sentence; empty for nothing to say.</param>
internal sealed record Resume(ResumeKind Kind, MemberFacts? Candidate, string Reason)
{
    /// <summary>Decides.</summary>
    /// <param name="facts">The servers and the journal.</param>
    /// <param name="isForced">True when the operator wants a failover although the primary answers.</param>
    public static Resume Decide(FailoverFacts facts, bool isForced)
    {
        if (facts.Journal is not { State: not JournalState.Aborted } entry || !IsOf(entry, facts))
            return new Resume(ResumeKind.None, null, "");
        var when = string.Create(CultureInfo.InvariantCulture, $"{entry.BegunAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        if (entry.State == JournalState.Begun)
        {
            return facts.OldPrimary.IsReachable && !isForced
                ? new Resume(ResumeKind.Recall, null, $"A failover was begun at {when} and not finished, and {entry.OldPrimary} answers: what it stopped is started again.")
                : new Resume(ResumeKind.Again, null, $"A failover was begun at {when} and not finished; it is done from the start.");
        }

        var candidate = facts.WithUuid(entry.NewPrimaryUuid) ?? facts.Replicas.FirstOrDefault(replica => replica.Server.Endpoint == entry.NewPrimary);
        if (HasComeBack(entry, candidate, facts))
            return new Resume(ResumeKind.None, null, "");
        if (candidate is { IsReachable: true })
        {
            return entry.State == JournalState.Promoting || candidate.IsReadOnly
                ? new Resume(ResumeKind.GoOn, candidate, $"A failover to {entry.NewPrimary} was begun at {when} and not finished; it goes on.")
                : new Resume(ResumeKind.Finish, candidate, $"{entry.NewPrimary} took over at {when}.");
        }

        return entry.State == JournalState.Promoting
            ? new Resume(ResumeKind.Again, candidate, $"A failover to {entry.NewPrimary} was begun at {when} and not finished, and {entry.NewPrimary} does not answer; another is chosen.")
            : new Resume(ResumeKind.Moved, candidate, $"{entry.NewPrimary} took over from {entry.OldPrimary} at {when}, and does not answer. To replace it, name it by -Server.");
    }

    /// <summary>True when the old primary has been made the primary again since that run, which the journal need not know: the servers follow it, and who took over then is a replica.</summary>
    private static bool HasComeBack(JournalEntry entry, MemberFacts? candidate, FailoverFacts facts)
    {
        if (entry.State == JournalState.Promoting || facts.OldUuid.Length == 0)
            return false;
        bool FollowsOld(MemberFacts member) => (member.Channels ?? []).Any(channel => channel.SourceUuid is { } uuid && uuid.Equals(facts.OldUuid, StringComparison.OrdinalIgnoreCase));
        return candidate is { IsReachable: true }
            ? candidate.IsReadOnly && (FollowsOld(candidate) || entry.State == JournalState.Completed)
            : entry.State == JournalState.Completed && facts.Survivors.Any() && facts.Survivors.All(FollowsOld);
    }

    private static bool IsOf(JournalEntry entry, FailoverFacts facts) =>
        facts.OldUuid.Length > 0 && entry.OldPrimaryUuid.Length > 0 ? entry.OldPrimaryUuid.Equals(facts.OldUuid, StringComparison.OrdinalIgnoreCase) : entry.OldPrimary == facts.OldPrimary.Server.Endpoint;
}
