using System.Globalization;
using System.Text;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Catalog;

/// <summary>
/// Finds the bytes of CREATE statements. The server keeps a statement's bytes as the client sent them, and reads them again in that client's character set: so text beyond
/// ASCII must be sent in that set, or it comes out as other characters. Which bytes those are only the server knows exactly.
/// </summary>
internal sealed class StatementBytes(Session session, IOperationObserver observer)
{
    /// <summary>The statement as text, mended where SHOW CREATE mixes character sets, and its context with the bytes where they are not those of UTF-8.</summary>
    /// <param name="what">What kind of object it is, as the beginning of a sentence.</param>
    /// <param name="name">Its name.</param>
    /// <param name="context">Its context.</param>
    /// <param name="statement">What SHOW CREATE gave.</param>
    /// <param name="isProgram">False for a view, which is printed in one piece.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<(string Statement, CreationContext Context)> FindAsync(
        string what, ObjectName name, CreationContext context, string statement, bool isProgram, CancellationToken cancellationToken)
    {
        var set = context.CharacterSetClient;
        if (Ascii.IsValid(statement) || set is "utf8mb4" or "utf8mb3" or "utf8")
            return (statement, context);
        if (isProgram)
        {
            var parts = ProgramText.Split(statement);
            var encoded = await EncodeAsync(set, [.. parts.Select(part => part.Text)], cancellationToken).ConfigureAwait(false);
            statement = ProgramText.Mend(name.Name, parts, [.. encoded.Select(part => Convert.FromHexString(part.Hex))]);
        }

        var (hex, isExact) = (await EncodeAsync(set, [statement], cancellationToken).ConfigureAwait(false))[0];
        if (!isExact || statement.Contains('\uFFFD', StringComparison.Ordinal))
            observer.Warning($"{session.Server}: {what} {name} holds characters that its character set {set} has not. They can't be kept; create it anew from a client that has them.");
        return (statement, context with { StatementHex = hex });
    }

    private async Task<IReadOnlyList<(string Hex, bool IsExact)>> EncodeAsync(string characterSet, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var set = SqlIdentifier.Quote(characterSet);
        var names = texts.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"part{i}")).ToArray();
        var parts = string.Join("\nUNION ALL ", names.Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"SELECT {i} AS position, @{name} AS content")));
        var rows = await session.QueryAsync(
            $"""
            SELECT HEX(CONVERT(content USING {set})) AS encoded, CAST(CONVERT(CONVERT(content USING {set}) USING utf8mb4) AS BINARY) = CAST(content AS BINARY) AS is_exact
            FROM ({parts}) AS parts
            ORDER BY position
            """,
            names.Zip(texts).ToDictionary(pair => pair.First, object? (pair) => pair.Second, StringComparer.Ordinal),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => (row.Text("encoded"), row.BooleanOrNull("is_exact") == true))];
    }
}
