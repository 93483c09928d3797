using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>Finds texts that name a database under its old name, as <c>old.table</c>. They are never rewritten: what a routine's text means can't be told from outside.</summary>
internal static class RenamedNames
{
    /// <summary>The databases that have another name on the target and that the script names; none in most.</summary>
    /// <param name="script">A script with a view, routine, trigger or event.</param>
    /// <param name="newNames">New names by old.</param>
    public static IReadOnlyList<string> FindIn(string script, IReadOnlyDictionary<string, string> newNames)
    {
        var renamed = newNames.Where(pair => pair.Key != pair.Value).Select(pair => pair.Key).ToArray();
        if (renamed.Length == 0)
            return [];
        try
        {
            var tokens = SqlTokens.ReadScript(script);
            var qualifiers = tokens.Zip(tokens.Skip(1))
                .Where(pair => pair.Second.IsSymbol('.'))
                .Select(pair => NameOf(pair.First))
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            return [.. renamed.Where(qualifiers.Contains)];
        }
        catch (MySqlOpsException)
        {
            // Written under another sql_mode, so that its quotes can't be told: then the bare name counts.
            return [.. renamed.Where(name => script.Contains(name, StringComparison.OrdinalIgnoreCase))];
        }
    }

    /// <summary>What a token names: under ANSI_QUOTES a text in double quotes is a name too.</summary>
    private static string NameOf(SqlToken token) => token.Kind switch
    {
        SqlTokenKind.Name => token.Name,
        SqlTokenKind.Text when token.Length > 1 => token.Span[1..^1].ToString().Replace("\"\"", "\"", StringComparison.Ordinal),
        _ => token.Span.ToString(),
    };
}
