namespace MySqlOps.Engine.Replication.Gtids;

/// <summary>Where transactions come from: the server that first committed them, and the tag that they were given there (MySQL 8.3, manual 19.1.3.1).</summary>
/// <param name="Uuid">The server's UUID in lower case.</param>
/// <param name="Tag">The tag in lower case; empty for none.</param>
public sealed record GtidSource(string Uuid, string Tag)
{
    /// <summary>The order of the server's own text: by UUID, then the untagged ones, then by tag.</summary>
    internal static int Compare(GtidSource one, GtidSource other)
    {
        var byUuid = string.CompareOrdinal(one.Uuid, other.Uuid);
        return byUuid != 0 ? byUuid : string.CompareOrdinal(one.Tag, other.Tag);
    }

    /// <summary><c>uuid</c> or <c>uuid:tag</c>.</summary>
    public override string ToString() => Tag.Length == 0 ? Uuid : $"{Uuid}:{Tag}";
}
