using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Election;

/// <summary>The rules that a server must pass to become the primary. Pure.</summary>
internal static class Eligibility
{
    private const int ShownTransactions = 3;

    /// <summary>The rules that a server fails, each with its sentence.</summary>
    /// <param name="member">The server.</param>
    /// <param name="members">All servers that answer.</param>
    /// <param name="errant">Its errant transactions.</param>
    /// <param name="options">What is known of the primary.</param>
    public static IReadOnlyList<Ineligibility> Check(MemberFacts member, IReadOnlyList<MemberFacts> members, GtidSet errant, ElectionOptions options)
    {
        var place = member.Server.Endpoint;
        if (!member.IsReachable)
            return [new(EligibilityRule.Connected, $"{place} does not answer: {member.ErrorText}")];
        var failures = new List<Ineligibility>();
        void Demand(bool isMet, EligibilityRule rule, string text)
        {
            if (!isMet)
                failures.Add(new Ineligibility(rule, text));
        }

        var channel = TransactionHoldings.ChannelOf(member, options);
        var others = members.Where(other => !ReferenceEquals(other, member)).ToList();
        var older = others.FirstOrDefault(other => !CanFeed(member, other));
        Demand(channel is not null, EligibilityRule.Following, member.Channels is null ? $"The account may not see the channels of {place}: it needs REPLICATION CLIENT." : $"{place} does not follow the primary.");
        Demand(!member.IsGroupMember, EligibilityRule.NoGroup, $"{place} is a member of a replication group, which elects its primary itself.");
        Demand(member.PromotionRule != PromotionRule.Never, EligibilityRule.Promotion, $"The promotion rule of {place} is Never.");
        Demand(member.GtidMode == "ON", EligibilityRule.GtidMode, $"gtid_mode is {member.GtidMode} on {place}; it must be ON.");
        Demand(member.IsBinaryLogOn, EligibilityRule.BinaryLog, $"{place} writes no binary log, so that nobody could follow it.");
        Demand(member.LogsReplicaUpdates || !member.IsBinaryLogOn, EligibilityRule.LogReplicaUpdates, $"log_replica_updates is OFF on {place}, so that the others could not fetch from it what it replicated.");
        Demand(HasFiltersOfAll(member, others), EligibilityRule.Filters, $"{place} has filters that not all others have, so that it may lack rows: {string.Join(", ", Filters(member))}.");
        Demand(older is null, EligibilityRule.Version, $"{place} runs {member.Version}, which {older?.Server.Endpoint} with {older?.Version} can't follow.");
        Demand(!(channel?.Delay > TimeSpan.Zero), EligibilityRule.Delay, $"{place} applies transactions {channel?.Delay.TotalSeconds:0} s late on purpose.");
        Demand(!TransactionHoldings.HasBrokenApplier(member, options), EligibilityRule.Applier, $"The applier of {place} stopped with error {channel?.ApplierError?.Number}.");
        Demand(errant.IsEmpty, EligibilityRule.Errant, $"{place} has {errant.Count} errant transactions, which came neither from the primary nor from another server: {Show(errant)}.");
        return failures;
    }

    /// <summary>True when one server can be the source of another.</summary>
    public static bool CanFeed(MemberFacts source, MemberFacts replica) =>
        source.Version is null || replica.Version is null || new ServerFacts(source.Version).CanFeed(replica.Version);

    /// <summary>The first transactions of a set.</summary>
    public static string Show(GtidSet set) =>
        string.Join(", ", set.Transactions.Take(ShownTransactions)) + (set.Count > ShownTransactions ? ", ..." : "");

    /// <summary>Filters that all have leave nothing out that anybody has.</summary>
    private static bool HasFiltersOfAll(MemberFacts member, List<MemberFacts> others)
    {
        var own = Filters(member).ToHashSet(StringComparer.Ordinal);
        return own.Count == 0 || (others.Count > 0 && others.All(other => own.SetEquals(Filters(other))));
    }

    private static IEnumerable<string> Filters(MemberFacts member) => [.. member.Filters, .. member.BinlogFilters ?? []];
}
