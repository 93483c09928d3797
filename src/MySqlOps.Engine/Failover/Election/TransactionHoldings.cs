using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Failover.Election;

/// <summary>Who holds which transactions: what is usable, what is stranded in relay logs, what is errant. Pure.</summary>
internal sealed class TransactionHoldings
{
    private readonly Dictionary<MemberFacts, (GtidSet Usable, GtidSet Stranded, GtidSet Errant)> _holdings = new(ReferenceEqualityComparer.Instance);

    /// <summary>Adds up.</summary>
    /// <param name="members">The servers that answer.</param>
    /// <param name="options">What is known of the primary.</param>
    public TransactionHoldings(IReadOnlyList<MemberFacts> members, ElectionOptions options)
    {
        foreach (var member in members)
        {
            var isBroken = HasBrokenApplier(member, options);
            var usable = isBroken ? member.GtidExecuted : member.GtidReceived;
            _holdings[member] = (usable, isBroken ? member.GtidRetrieved.Subtract(member.GtidExecuted) : GtidSet.Empty, GtidSet.Empty);
        }

        foreach (var member in members)
            _holdings[member] = _holdings[member] with { Errant = FindErrant(member, members, options) };
        Target = members.Aggregate(GtidSet.Empty, (all, member) => all.Union(Usable(member).Subtract(Errant(member)).Subtract(Foreign(member, options))));
        Stranded = members.Aggregate(GtidSet.Empty, (all, member) => all.Union(_holdings[member].Stranded)).Subtract(Target);
    }

    /// <summary>What a new primary must have: all that any server can give, without errant transactions and without what comes from other sources than the primary.</summary>
    public GtidSet Target { get; }

    /// <summary>What lies only in relay logs that can't be applied.</summary>
    public GtidSet Stranded { get; }

    /// <summary>What a server has or will have once its relay logs are applied.</summary>
    public GtidSet Usable(MemberFacts member) => _holdings[member].Usable;

    /// <summary>What a server has fetched and can't apply.</summary>
    public GtidSet StrandedOf(MemberFacts member) => _holdings[member].Stranded;

    /// <summary>What a server has that neither the primary nor anybody else gave it.</summary>
    public GtidSet Errant(MemberFacts member) => _holdings[member].Errant;

    /// <summary>A server's channel from the primary; null for none.</summary>
    public static MemberChannel? ChannelOf(MemberFacts member, ElectionOptions options) => PrimaryChannel.Find(
        member.Channels ?? [], options.PrimaryHost, options.PrimaryPort, options.PrimaryUuid.Length > 0 ? options.PrimaryUuid : null, static channel => (channel.SourceUuid, channel.Host, channel.Port));

    /// <summary>True when the applier stopped by an error, so that what lies in the relay logs does not get out.</summary>
    public static bool HasBrokenApplier(MemberFacts member, ElectionOptions options) =>
        ChannelOf(member, options) is { ApplierError: not null, Applier: ApplierState.Off };

    /// <summary>What came by a server's other channels; it is no business of the primary's other replicas.</summary>
    private static GtidSet Foreign(MemberFacts member, ElectionOptions options)
    {
        var own = ChannelOf(member, options);
        var others = (member.Channels ?? []).Where(channel => channel != own).ToList();
        return others.Aggregate(GtidSet.Empty, (all, channel) => all
            .Union(channel.Retrieved)
            .Union(channel.SourceUuid is { } uuid ? member.GtidExecuted.WithSource(uuid) : GtidSet.Empty))
            .Subtract(options.PrimaryUuid.Length > 0 ? member.GtidReceived.WithSource(options.PrimaryUuid) : GtidSet.Empty);
    }

    /// <summary>
    /// What the primary first committed is never errant, whoever has it alone: that is the most advanced one. The rest must be known to the primary or,
    /// where nobody knows what it had, to another server.
    /// </summary>
    private static GtidSet FindErrant(MemberFacts member, IReadOnlyList<MemberFacts> members, ElectionOptions options)
    {
        var suspects = member.GtidExecuted.Subtract(Foreign(member, options));
        if (options.PrimaryUuid.Length > 0)
            suspects = suspects.Subtract(suspects.WithSource(options.PrimaryUuid));
        if ((options.PrimaryExecuted ?? options.LastState?.GtidExecuted) is { } known)
            return suspects.Subtract(known).Subtract(Fetched(member, options));
        var others = members.Where(other => !ReferenceEquals(other, member)).ToList();

        // Nobody is left to compare with: what the server wrote by itself is errant, of the rest nothing can be said.
        return others.Count == 0
            ? member.Uuid.Length > 0 ? suspects.WithSource(member.Uuid).Subtract(Fetched(member, options)) : GtidSet.Empty
            : others.Aggregate(suspects, (rest, other) => rest.Subtract(other.GtidReceived)).Subtract(Fetched(member, options));
    }

    /// <summary>What the server fetched from the primary came from there, whoever committed it first.</summary>
    private static GtidSet Fetched(MemberFacts member, ElectionOptions options) => ChannelOf(member, options)?.Retrieved ?? GtidSet.Empty;
}
