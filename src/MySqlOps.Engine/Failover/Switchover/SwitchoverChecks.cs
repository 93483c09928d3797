using MySqlOps.Engine.Failover.Election;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Failover.Switchover;

/// <summary>What stands in the way of a switchover, and who is to become the primary.</summary>
internal static class SwitchoverChecks
{
    /// <summary>What stands in the way whoever is the candidate.</summary>
    public static IEnumerable<FailoverRefusal> OfMembers(SwitchoverFacts facts)
    {
        foreach (var member in facts.Replicas.Prepend(facts.Primary).Where(static member => !member.IsReachable))
            yield return new FailoverRefusal(member.Server, ErrorId.SwitchoverMemberUnreachable, $"{member.Server} can't be reached, and a switchover needs all its servers: {member.ErrorText} Bring it back, or take it out of the topology first.");
        if (!facts.Primary.IsReachable)
            yield break;
        foreach (var stranger in facts.Strangers)
        {
            var place = stranger.Host.Length > 0 ? FormattableString.Invariant($"{stranger.Host}:{stranger.Port}") : FormattableString.Invariant($"port {stranger.Port}");
            yield return new FailoverRefusal(facts.Primary.Server, ErrorId.SwitchoverReplicaUnknown, $"A replica with server_id {stranger.ServerId} at {place} is connected to {facts.Primary.Server} and is not among the servers that were given or could be found. It would be left behind. Name it by -Replica.");
        }

        if (facts.Primary.IsReadOnly)
            yield return new FailoverRefusal(facts.Primary.Server, ErrorId.SwitchoverPrimaryReadOnly, $"{facts.Primary.Server} is read-only, so it is not the primary. Name the server that takes writes.");
        foreach (var member in facts.Replicas.Prepend(facts.Primary).Where(static member => member.IsReachable))
        {
            if (member.IsGroupMember)
                yield return new FailoverRefusal(member.Server, ErrorId.SwitchoverUnsupported, $"{member.Server} is a member of a replication group, which elects its primary itself. Use group_replication_set_as_primary there.");
            if (member.GtidMode != "ON")
                yield return new FailoverRefusal(member.Server, ErrorId.SwitchoverUnsupported, $"{member.Server} has gtid_mode {member.GtidMode}. A switchover moves replicas by GTID: set gtid_mode to ON on all servers.");
            if (facts.LackingPrivileges.TryGetValue(member.Uuid, out var lacking))
                yield return new FailoverRefusal(member.Server, ErrorId.PrivilegeMissing, $"The account {member.Server.User} lacks on {member.Server.Endpoint} what a switchover needs: {string.Join(", ", lacking)}. Have it granted: GRANT {string.Join(", ", lacking)} ON *.* TO the account.");
            if (member.Channels is null)
                yield return new FailoverRefusal(member.Server, ErrorId.PrivilegeMissing, $"{member.Server} does not tell {member.Server.User} of its replication channels: that needs the privilege REPLICATION CLIENT, and SELECT on performance_schema.*. Have them granted.");
        }

        foreach (var replica in facts.Replicas.Where(replica => replica is { IsReachable: true, Channels: not null }))
        {
            if (facts.ChannelOf(replica) is not { } channel)
                yield return new FailoverRefusal(replica.Server, ErrorId.SwitchoverNotReplica, $"{replica.Server} has no channel to {facts.Primary.Server}, so it can't be part of this switchover.");
            else if (channel is { UsesAutoPosition: false })
                yield return new FailoverRefusal(replica.Server, ErrorId.SwitchoverUnsupported, $"The channel '{channel.Name}' of {replica.Server} goes by file and position. Have it go by GTID: CHANGE REPLICATION SOURCE TO SOURCE_AUTO_POSITION = 1.");
        }
    }

    /// <summary>Who is to become the primary.</summary>
    /// <returns>Null when nobody can; then the reasons are among the refusals.</returns>
    public static MemberFacts? Choose(SwitchoverFacts facts, List<FailoverRefusal> refusals)
    {
        if (facts.Replicas.Count == 0)
        {
            refusals.Add(new FailoverRefusal(facts.Primary.Server, ErrorId.SwitchoverCandidateMissing, $"{facts.Primary.Server} has no replica that could become the primary. Name its replicas by -Replica if there are some."));
            return null;
        }

        var result = CandidateElection.Choose(facts.Replicas, new ElectionOptions
        {
            PrimaryUuid = facts.Primary.Uuid,
            PrimaryHost = facts.Primary.Server.Host,
            PrimaryPort = facts.Primary.Server.Port,
            PrimaryExecuted = facts.Primary.GtidExecuted,
            Candidates = [.. facts.Candidates.Select(static candidate => candidate.Endpoint)],
            OnlyCandidates = facts.Candidates.Count > 0,
        });
        if (result.Winner is { } winner)
        {
            // The old primary has to follow it too, and is not among those that the election asks about.
            if (Eligibility.CanFeed(winner.Member, facts.Primary))
                return winner.Member;
            refusals.Add(new FailoverRefusal(winner.Member.Server, ErrorId.SwitchoverCandidateIneligible, $"{winner.Member.Server} runs {winner.Member.Version}, which {facts.Primary.Server} with {facts.Primary.Version} can't follow."));
            return null;
        }

        var wanted = facts.Candidates.Count > 0 ? result.Ranking.Where(ranked => facts.Candidates.Any(candidate => candidate.Endpoint == ranked.Member.Server.Endpoint)) : result.Ranking;
        refusals.AddRange(wanted.Where(static ranked => !ranked.IsEligible).Select(static ranked =>
            new FailoverRefusal(ranked.Member.Server, ErrorId.SwitchoverCandidateIneligible, $"{ranked.Member.Server} can't become the primary: {string.Join(" ", ranked.Failures)}")));
        if (refusals.Count == 0)
            refusals.Add(new FailoverRefusal(facts.Primary.Server, ErrorId.SwitchoverCandidateIneligible, result.Text));
        return null;
    }

    /// <summary>What stands in the way of this candidate.</summary>
    public static IEnumerable<FailoverRefusal> OfCandidate(SwitchoverFacts facts, MemberFacts candidate, SwitchoverOptions options)
    {
        var channel = facts.ChannelOf(candidate)!;
        var primary = facts.Primary;
        if (channel is not { Receiver: ReceiverState.On, Applier: ApplierState.On })
        {
            var error = channel.ApplierError ?? channel.ReceiverError;
            yield return new FailoverRefusal(candidate.Server, ErrorId.SwitchoverCandidateIneligible, $"The channel '{channel.Name}' of {candidate.Server} does not run{(error is null ? "" : $" (error {error})")}, so it can't catch up. Mend it, or choose another candidate.");
        }

        if (options.Login is null && !facts.Logins.ContainsKey(candidate.Uuid))
            yield return new FailoverRefusal(candidate.Server, ErrorId.SwitchoverPasswordMissing, $"{primary.Server} is to follow {candidate.Server} with the account '{channel.User}', whose password can't be read there: that needs SELECT on mysql.slave_master_info. Have it granted, or give the account by -ReplicationCredential.");
        if (primary.Channels!.FirstOrDefault(other => other.Name == channel.Name) is { } taken && (taken.Receiver != ReceiverState.Off || taken.Applier != ApplierState.Off))
            yield return new FailoverRefusal(primary.Server, ErrorId.SwitchoverChannelTaken, $"{primary.Server} itself replicates by a channel '{taken.Name}' from {taken.Host}:{taken.Port}, and would need that name to follow {candidate.Server}. Stop and remove it, or give the candidate's channel another name.");
        foreach (var refusal in OfAccounts(facts, candidate, options))
            yield return refusal;
        foreach (var refusal in OfSemiSync(facts, candidate))
            yield return refusal;
    }

    /// <summary>What to know of a switchover that can be done.</summary>
    public static IEnumerable<string> Notes(SwitchoverFacts facts, MemberFacts candidate)
    {
        foreach (var member in facts.Replicas.Prepend(facts.Primary))
        {
            foreach (var unseen in member.Unseen)
                yield return $"{member.Server}: {unseen}";
        }

        foreach (var replica in facts.Replicas.Where(replica => replica.Server != candidate.Server))
        {
            var channel = facts.ChannelOf(replica)!;
            if (channel.Receiver == ReceiverState.Off)
                yield return $"The receiver of channel '{channel.Name}' of {replica.Server} is stopped, and stays so: it is pointed to the new primary, but not started.";
            if (channel.Applier == ApplierState.Off)
                yield return $"The applier of channel '{channel.Name}' of {replica.Server} is stopped, and stays so.";
        }

        if (facts.Primary.EventScheduler == "ON" && candidate.EventScheduler == "DISABLED" && facts.Events.Count > 0)
            yield return $"{candidate.Server} was started with event_scheduler = DISABLED, so it will run none of the {facts.Events.Count} events.";
        if (!candidate.IsReadOnly)
            yield return $"{candidate.Server} is writable already; it should have super_read_only = ON as long as it is a replica.";
    }

    private static IEnumerable<FailoverRefusal> OfAccounts(SwitchoverFacts facts, MemberFacts candidate, SwitchoverOptions options)
    {
        if (!facts.ReplicationUsers.TryGetValue(candidate.Uuid, out var known))
            yield break;
        var wanted = options.Login is { } login
            ? [login.User]
            : facts.Replicas.Select(replica => facts.ChannelOf(replica)!.User).Where(static user => user.Length > 0).Distinct(StringComparer.Ordinal);
        foreach (var user in wanted.Where(user => !known.Contains(user)))
            yield return new FailoverRefusal(candidate.Server, ErrorId.SwitchoverAccountMissing, $"{candidate.Server} has no account '{user}' with the privilege REPLICATION SLAVE, so nobody could follow it. Make the account there, or give another by -ReplicationCredential.");
        if (options.Login is null)
        {
            foreach (var replica in facts.Replicas.Where(replica => replica.Server != candidate.Server && facts.ChannelOf(replica)!.User.Length == 0))
                yield return new FailoverRefusal(replica.Server, ErrorId.SwitchoverPasswordMissing, $"The channel of {replica.Server} keeps no account, because it was started with one. Give it by -ReplicationCredential.");
        }
    }

    private static IEnumerable<FailoverRefusal> OfSemiSync(SwitchoverFacts facts, MemberFacts candidate)
    {
        if (facts.Primary.SemiSync is not { IsSourceEnabled: true, WaitCount: var wanted })
            yield break;
        if (candidate.SemiSync.IsSourceEnabled is null)
            yield return new FailoverRefusal(candidate.Server, ErrorId.SwitchoverSemiSyncLost, $"{facts.Primary.Server} is a semi-synchronous source, and {candidate.Server} lacks the plugin for that. Install rpl_semi_sync_source there, or choose another candidate.");
        var followers = facts.Replicas.Where(replica => replica.Server != candidate.Server && replica.SemiSync.IsReplicaEnabled == true).Count() + (facts.Primary.SemiSync.IsReplicaEnabled is null ? 0 : 1);
        if (followers < (wanted ?? 1))
            yield return new FailoverRefusal(candidate.Server, ErrorId.SwitchoverSemiSyncLost, $"{facts.Primary.Server} waits for {wanted ?? 1} acknowledgements of a commit, and only {followers} servers could give one to {candidate.Server}. Install rpl_semi_sync_replica on the others.");
    }
}
