using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>Reads gtid_owned, which names the transactions that are being committed, each with its thread: <c>uuid:7#12:8#13, uuid:tag:1#14</c>.</summary>
internal static class OwnedGtids
{
    /// <summary>The transactions.</summary>
    public static GtidSet Parse(string? owned)
    {
        var gtids = (owned ?? "").Split(':').Select(static part => WithoutThread(part));
        return GtidSet.TryParse(string.Join(':', gtids), out var set) ? set : GtidSet.Empty;
    }

    // A part may end in what the next group begins with: "8#13, uuid".
    private static string WithoutThread(string part)
    {
        var mark = part.IndexOf('#', StringComparison.Ordinal);
        if (mark < 0)
            return part;
        var end = part.IndexOf(',', mark);
        return end < 0 ? part[..mark].Trim() : $"{part[..mark]}{part[end..]}";
    }
}
