using System.Globalization;

namespace MySqlOps.Engine.Failover.Journal;

/// <summary>A part of a text that a member keeps.</summary>
/// <param name="Host">The whole cell, by which it is removed.</param>
/// <param name="Number">The text's number.</param>
/// <param name="Version">How often the text of that number was written anew; the highest that is whole counts.</param>
/// <param name="Data">The part.</param>
/// <param name="Place">Its place, from 1.</param>
/// <param name="Parts">How many there are.</param>
internal sealed record MemberNotePart(string Host, long Number, long Version, string Data, int Place, int Parts)
{
    /// <summary>Reads one; null for what is none of ours.</summary>
    public static MemberNotePart? Read(string host, int place, int parts) =>
        host.Split('.', 3) is [var number, var version, var data]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var v)
            ? new MemberNotePart(host, n, v, data, place, parts)
            : null;
}
