using System.Text.Json;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Journal;

namespace MySqlOps.Engine.Failover.Fence;

/// <summary>What a server remembers of the others: when super_read_only was last seen persisted on each. It is what a failover has to go by when a primary is down.</summary>
internal static class BootFenceNotes
{
    /// <summary>Under which name the server keeps it.</summary>
    public const string Name = "mysqlops_failover_boot_fence";

    /// <summary>What the server remembers.</summary>
    public static async Task<IReadOnlyList<(string Uuid, DateTimeOffset SeenAt)>> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var notes = await MemberNotes.ReadAsync(session, Name, cancellationToken).ConfigureAwait(false);
        return [.. notes.Take(1).SelectMany(static note => Read(note.Text)).Select(static fence => (fence.Key, fence.Value))];
    }

    /// <summary>Has the server remember.</summary>
    /// <param name="session">The session.</param>
    /// <param name="uuids">The servers on which super_read_only was seen persisted.</param>
    /// <param name="gone">Those on which it was seen not to be.</param>
    /// <param name="seenAt">When.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task WriteAsync(Session session, IReadOnlyCollection<string> uuids, IReadOnlyCollection<string> gone, DateTimeOffset seenAt, CancellationToken cancellationToken)
    {
        var fences = (await ReadAsync(session, cancellationToken).ConfigureAwait(false)).ToDictionary(static fence => fence.Uuid, static fence => fence.SeenAt, StringComparer.OrdinalIgnoreCase);
        foreach (var uuid in uuids)
            fences[uuid] = seenAt;
        foreach (var uuid in gone)
            fences.Remove(uuid);
        await MemberNotes.WriteAsync(session, Name, 1, JsonSerializer.Serialize(fences), static _ => true, cancellationToken).ConfigureAwait(false);
    }

    private static Dictionary<string, DateTimeOffset> Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, DateTimeOffset>>(text) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
