using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>What a failover decides by.</summary>
internal sealed record FailoverFacts
{
    /// <summary>The server that is to be replaced.</summary>
    public required MemberFacts OldPrimary { get; init; }

    /// <summary>The replicas that were named.</summary>
    public required IReadOnlyList<MemberFacts> Replicas { get; init; }

    /// <summary>The newest run in the members' journals; null for none.</summary>
    public JournalEntry? Journal { get; init; }

    /// <summary>When super_read_only was last seen persisted on a server, by its server_uuid.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> BootFences { get; init; } = new Dictionary<string, DateTimeOffset>(StringComparer.OrdinalIgnoreCase);

    /// <summary>By how much channels stayed behind on purpose before a run lifted that, by <c>server_uuid/channel</c>.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Delays { get; init; } = new Dictionary<string, TimeSpan>(StringComparer.OrdinalIgnoreCase);

    /// <summary>All servers.</summary>
    public IEnumerable<MemberFacts> All => Replicas.Prepend(OldPrimary);

    /// <summary>The replicas that answered.</summary>
    public IEnumerable<MemberFacts> Survivors => Replicas.Where(static replica => replica.IsReachable);

    /// <summary>
    /// The old primary's server_uuid: as it says itself, or as those replicas say whose channel leads to its address; else the one that all replicas agree on; else the
    /// journal's. Empty when nobody knows.
    /// </summary>
    public string OldUuid { get; init; } = "";

    /// <summary>The member with a server_uuid; null for none.</summary>
    public MemberFacts? WithUuid(string uuid) => uuid.Length == 0 ? null : All.FirstOrDefault(member => member.Uuid.Equals(uuid, StringComparison.OrdinalIgnoreCase));

    /// <summary>The facts of a server.</summary>
    public MemberFacts Of(MySqlServer server) => All.First(member => member.Server.Endpoint == server.Endpoint);

    /// <summary>The channel by which a replica follows its primary: the one that leads to the old primary, or to another member (a run was interrupted), or the only one.</summary>
    public MemberChannel? ChannelOf(MemberFacts replica)
    {
        var channels = replica.Channels ?? [];
        return channels.FirstOrDefault(channel => channel.SourceUuid is { } uuid && uuid.Equals(OldUuid, StringComparison.OrdinalIgnoreCase))
            ?? channels.FirstOrDefault(channel => channel.SourceUuid is { } uuid && WithUuid(uuid) is not null)
            ?? (channels is [var only] ? only : channels.FirstOrDefault(static channel => channel.Name.Length == 0));
    }

    /// <summary>The replicas that stay behind on purpose and have fetched what nobody else has: they must not wait with that.</summary>
    public IEnumerable<(MemberFacts Replica, MemberChannel Channel)> Laggards()
    {
        foreach (var replica in Survivors)
        {
            if (ChannelOf(replica) is not { } channel || channel.Delay <= TimeSpan.Zero)
                continue;
            var alone = Survivors.Where(other => other.Server.Endpoint != replica.Server.Endpoint).Aggregate(replica.GtidRetrieved.Subtract(replica.GtidExecuted), static (rest, other) => rest.Subtract(other.GtidReceived));
            if (!alone.IsEmpty)
                yield return (replica, channel);
        }
    }

    /// <summary>What a replica alone has, and which did not come from the old primary (nor from the one that an interrupted run promoted): written to the replica itself, and unknown to all others that answer.</summary>
    public GtidSet ErrantOf(MemberFacts replica)
    {
        var others = All.Where(other => other.IsReachable && other.Server.Endpoint != replica.Server.Endpoint).ToArray();
        if (others.Length == 0 || !replica.IsReachable)
            return GtidSet.Empty;
        var alone = others.Aggregate(replica.GtidExecuted, static (rest, other) => rest.Subtract(other.GtidReceived));
        foreach (var source in Journal is { State: JournalState.Promoting or JournalState.Promoted } run ? [OldUuid, run.NewPrimaryUuid] : new[] { OldUuid })
            alone = source.Length == 0 ? alone : alone.Subtract(alone.WithSource(source));
        return alone;
    }
}
