using System.Globalization;

namespace MySqlOps.Engine.Replication.Gtids;

/// <summary>Reads the text of a GTID set as the server does (manual 19.1.3.1): <c>uuid:1-3:7:tag:5, uuid:...</c>, with white space anywhere between the parts and in either case.</summary>
internal static class GtidText
{
    /// <summary>The greatest number of a transaction, 2^63 - 2 (GNO_END - 1 in the server's sources).</summary>
    public const long MaxNumber = long.MaxValue - 1;

    private const int MaxTagLength = 32;
    private const int UuidLength = 36;

    /// <summary>Reads it.</summary>
    /// <param name="text">The text; an empty one is the empty set.</param>
    /// <param name="set">The intervals of each source, in any order.</param>
    /// <returns>The part that can't be read; null when all can.</returns>
    public static string? Read(string text, Dictionary<GtidSource, List<GtidInterval>> set)
    {
        foreach (var group in text.Split(','))
        {
            // Empty groups are nothing: gtid_executed itself ends its lines with a comma, and people cut and paste.
            if (!string.IsNullOrWhiteSpace(group) && ReadGroup(group, set) is { } wrong)
                return wrong;
        }

        return null;
    }

    /// <summary>The UUID as the server writes it, or null for what is none. The server also takes one without dashes, and one in braces.</summary>
    public static string? ReadUuid(string text)
    {
        var bare = text.Length == UuidLength + 2 && text[0] == '{' && text[^1] == '}' ? text[1..^1] : text;
        if (bare.Length == 32 && bare.All(char.IsAsciiHexDigit))
            bare = $"{bare[..8]}-{bare[8..12]}-{bare[12..16]}-{bare[16..20]}-{bare[20..]}";
        return bare.Length == UuidLength && bare.Select(static (one, at) => at is 8 or 13 or 18 or 23 ? one == '-' : char.IsAsciiHexDigit(one)).All(static fits => fits)
            ? bare.ToLowerInvariant()
            : null;
    }

    /// <summary>The tag as the server writes it, or null for what is none: a letter or underscore, then those and digits, 32 at most.</summary>
    public static string? ReadTag(string text) =>
        text.Length is > 0 and <= MaxTagLength && !char.IsAsciiDigit(text[0]) && text.All(static one => char.IsAsciiLetterOrDigit(one) || one == '_')
            ? text.ToLowerInvariant()
            : null;

    private static string? ReadGroup(string group, Dictionary<GtidSource, List<GtidInterval>> set)
    {
        var parts = group.Split(':', StringSplitOptions.TrimEntries);
        if (ReadUuid(parts[0]) is not { } uuid)
            return parts[0];
        var tag = "";
        foreach (var part in parts.Skip(1))
        {
            // The server takes a UUID or a tag without an interval, and an interval that ends before it begins: they hold nothing.
            if (ReadTag(part) is { } next)
            {
                tag = next;
                continue;
            }

            if (ReadInterval(part) is not var (first, last))
                return part.Length == 0 ? group.Trim() : part;
            var source = new GtidSource(uuid, tag);
            if (!set.TryGetValue(source, out var intervals))
                set[source] = intervals = [];
            if (first <= last)
                intervals.Add(new GtidInterval(first, last));
        }

        return null;
    }

    private static (long First, long Last)? ReadInterval(string part)
    {
        var dash = part.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0)
            return ReadNumber(part) is { } number and > 0 ? (number, number) : null;
        return ReadNumber(part[..dash]) is { } first and > 0 && ReadNumber(part[(dash + 1)..]) is { } last ? (first, last) : null;
    }

    private static long? ReadNumber(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) && number <= MaxNumber ? number : null;
}
