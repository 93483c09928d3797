using System.Text.Json;
using System.Text.Json.Serialization;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Failover.Journal;

/// <summary>The journal on one server.</summary>
internal static class JournalNotes
{
    /// <summary>Under which name the server keeps it.</summary>
    public const string Name = "mysqlops_failover_journal";

    /// <summary>How many runs a server keeps.</summary>
    private const int Kept = 30;

    /// <summary>States by their names: their order may grow.</summary>
    private static readonly JsonSerializerOptions Format = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The server's newest entry; null for none.</summary>
    public static async Task<JournalEntry?> ReadAsync(Session session, CancellationToken cancellationToken) =>
        await ReadAsync(session, 1, cancellationToken).ConfigureAwait(false) is [var entry, ..] ? entry : null;

    /// <summary>The server's newest entries, the newest first.</summary>
    /// <param name="session">The session.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IReadOnlyList<JournalEntry>> ReadAsync(Session session, int count, CancellationToken cancellationToken)
    {
        var notes = await MemberNotes.ReadAsync(session, Name, cancellationToken).ConfigureAwait(false);
        return [.. notes.Select(static note => Read(note.Text)).OfType<JournalEntry>().Take(count)];
    }

    /// <summary>Writes an entry over what the server has of its epoch.</summary>
    public static Task WriteAsync(Session session, JournalEntry entry, CancellationToken cancellationToken) =>
        MemberNotes.WriteAsync(session, Name, entry.Epoch, JsonSerializer.Serialize(entry, Format), epoch => epoch > entry.Epoch - Kept, cancellationToken);

    private static JournalEntry? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEntry>(text, Format);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
