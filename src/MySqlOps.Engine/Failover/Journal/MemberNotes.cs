using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Journal;

/// <summary>
/// Texts that a member keeps for failovers, by itself: they are in no binary log, so that they are no errant transactions, and they are written while it is super_read_only,
/// which is never lifted. A table of ours would take that: for as long as it is lifted, every account that read_only does not bind could write to a replica.
/// </summary>
/// <remarks>
/// Where: in the server's list of sources for asynchronous connection failover (manual 19.4.9), which is written by functions of the server that a read-only server takes,
/// under channel names that no channel has, so that nobody connects anywhere by it. A text is cut into parts: Host holds <c>number.version.part of the text</c>, Port the part's
/// number from 1, Weight how many parts there are. Needs REPLICATION_SLAVE_ADMIN to write, and SELECT on performance_schema to read.
/// </remarks>
internal static class MemberNotes
{
    /// <summary>The column takes 255 characters, and the two numbers up to 40 of them.</summary>
    private const int PartLength = 200;

    /// <summary>The greatest weight that the server takes.</summary>
    private const int MostParts = 100;

    /// <summary>What the member keeps, the highest number first.</summary>
    /// <param name="session">The session.</param>
    /// <param name="name">Of which kind: the name of a channel that is none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IReadOnlyList<MemberNote>> ReadAsync(Session session, string name, CancellationToken cancellationToken) =>
        MemberNote.Join(await PartsAsync(session, name, cancellationToken).ConfigureAwait(false));

    /// <summary>Puts a text in the place of what the member keeps under the number. Broken off, the member keeps the one or the other.</summary>
    /// <param name="session">The session.</param>
    /// <param name="name">Of which kind.</param>
    /// <param name="number">The text's number.</param>
    /// <param name="text">The text; of no more than 20,000 characters after packing.</param>
    /// <param name="isKept">Of which other numbers the texts stay.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MySqlOpsException">FailoverJournalFailed: the text is too long. Any Connect error.</exception>
    public static async Task WriteAsync(Session session, string name, long number, string text, Func<long, bool> isKept, CancellationToken cancellationToken)
    {
        var packed = MemberNote.Pack(text);
        var count = (packed.Length + PartLength - 1) / PartLength;
        if (count > MostParts)
            throw new MySqlOpsException(ErrorId.FailoverJournalFailed, string.Create(CultureInfo.InvariantCulture, $"What is to be noted on {session.Server} takes {packed.Length:N0} characters, and {PartLength * MostParts:N0} are the most that fit."), session.Server);
        var old = await PartsAsync(session, name, cancellationToken).ConfigureAwait(false);
        var version = old.Where(part => part.Number == number).Select(static part => part.Version).DefaultIfEmpty(0).Max() + 1;
        var added = Enumerable.Range(0, count).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $"asynchronous_connection_failover_add_source({SqlLiteral.Quote(name)}, '{number}.{version}.{packed.AsSpan(i * PartLength, Math.Min(PartLength, packed.Length - (i * PartLength)))}', {i + 1}, '', {count})"));
        await session.ExecuteAsync($"DO {string.Join(", ", added)}", cancellationToken).ConfigureAwait(false);

        var removed = old.Where(part => part.Number == number || !isKept(part.Number)).Select(part => string.Create(
            CultureInfo.InvariantCulture, $"asynchronous_connection_failover_delete_source({SqlLiteral.Quote(name)}, {SqlLiteral.Quote(part.Host)}, {part.Place}, '')")).ToArray();
        if (removed.Length > 0)
            await session.ExecuteAsync($"DO {string.Join(", ", removed)}", cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<MemberNotePart>> PartsAsync(Session session, string name, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "SELECT HOST AS host, PORT AS place, WEIGHT AS parts FROM performance_schema.replication_asynchronous_connection_failover WHERE CHANNEL_NAME = @name",
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = name },
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(static row => MemberNotePart.Read(row.Text("host"), (int)row.Int64("place"), (int)row.Int64("parts"))).OfType<MemberNotePart>()];
    }
}
