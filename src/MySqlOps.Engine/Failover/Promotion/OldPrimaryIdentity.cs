using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Members;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>Finds out which server an old primary is that may not answer.</summary>
internal static class OldPrimaryIdentity
{
    /// <summary>Its server_uuid: as it says itself; else as the channels say that lead to its address; else the one on which all channels agree; else the journal's. Empty when nobody knows.</summary>
    public static string Find(MemberFacts old, IReadOnlyList<MemberFacts> replicas, JournalEntry? journal)
    {
        if (old.Uuid.Length > 0)
            return old.Uuid;
        var channels = replicas.SelectMany(static replica => replica.Channels ?? []).Where(static channel => channel.SourceUuid is { Length: > 0 }).ToArray();
        var there = channels.Where(channel => channel.Port == old.Server.Port && channel.Host.Equals(old.Server.Host, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (Only(there) is { } named)
            return named;
        if (journal is not null && journal.OldPrimary == old.Server.Endpoint && journal.OldPrimaryUuid.Length > 0)
            return journal.OldPrimaryUuid;

        // The replicas may know it by another name than we do. One that answers is not the one that does not.
        var silent = channels.Where(channel => replicas.All(replica => replica.Uuid != channel.SourceUuid)).ToArray();
        return Only(silent) ?? "";
    }

    private static string? Only(IEnumerable<MemberChannel> channels)
    {
        var uuids = channels.Select(static channel => channel.SourceUuid!).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        return uuids is [var only] ? only : null;
    }
}
