using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Definitions;

/// <summary>The default collations of character sets, which SHOW CREATE leaves out.</summary>
/// <param name="defaults">The collation by character set, both under today's names.</param>
internal sealed class CollationFacts(IReadOnlyDictionary<string, string> defaults)
{
    /// <summary>Asks a server.</summary>
    public static async Task<CollationFacts> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "SELECT CHARACTER_SET_NAME AS character_set, DEFAULT_COLLATE_NAME AS collation_name FROM information_schema.CHARACTER_SETS", cancellationToken).ConfigureAwait(false);
        return new CollationFacts(rows.ToDictionary(row => Today(row.Text("character_set")), row => Today(row.Text("collation_name")), StringComparer.Ordinal));
    }

    /// <summary>The default collation of a character set; a made-up one, the same each time, for a set that is not known.</summary>
    public string DefaultOf(string characterSet) => defaults.GetValueOrDefault(Today(characterSet)) ?? $"{Today(characterSet)}_default";

    /// <summary>The character set of a collation: its name's beginning (manual 12.3.1).</summary>
    public static string CharacterSetOf(string collation)
    {
        var name = Today(collation);
        var end = name.IndexOf('_', StringComparison.Ordinal);
        return end < 0 ? name : name[..end];
    }

    /// <summary>utf8 was utf8mb3 and will be utf8mb4; servers since 8.0.30 call it by its full name (manual 12.9.2).</summary>
    public static string Today(string name) =>
        name.Equals("utf8", StringComparison.OrdinalIgnoreCase) ? "utf8mb3"
        : name.StartsWith("utf8_", StringComparison.OrdinalIgnoreCase) ? $"utf8mb3{name[4..].ToLowerInvariant()}"
        : name.ToLowerInvariant();
}
