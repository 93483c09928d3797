using System.Text;

namespace MySqlOps.Engine.Load.Scripts;

/// <summary>The beginning of a statement, for messages, without what could be a password.</summary>
/// <param name="Text">One line of at most 200 characters.</param>
/// <param name="HoldsSecret">True when something was left out, so that the server's message, which quotes the statement, must not be shown either.</param>
internal sealed record StatementExcerpt(string Text, bool HoldsSecret)
{
    private const int Longest = 200;
    private const int Tokens = 2_000;

    /// <summary>Makes the excerpt.</summary>
    public static StatementExcerpt Of(ReadOnlySpan<byte> text, ScriptSyntax syntax)
    {
        var tokens = ScriptTokens.Read(text, syntax, Tokens);
        var secret = tokens.FirstOrDefault(IsSecretMark);
        var holdsSecret = secret.Length > 0 || NamesGrantTables(tokens);
        var shown = secret.Length > 0 ? text[..secret.End] : text;
        var line = string.Join(' ', Encoding.UTF8.GetString(shown[..Math.Min(shown.Length, Longest * 4)]).Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        if (holdsSecret)
            return new StatementExcerpt($"{Cut(secret.Length > 0 ? line : $"{tokens[0].Value} ... mysql")} ***", true);
        return new StatementExcerpt(Cut(line), false);
    }

    private static string Cut(string line) => line.Length <= Longest ? line : $"{line[..Longest]}...";

    /// <summary>The words before a password: IDENTIFIED BY, PASSWORD, MASTER_PASSWORD, SOURCE_PASSWORD, and CONNECTION of a FEDERATED table, whose address may hold one.</summary>
    private static bool IsSecretMark(ScriptToken token) =>
        token.Kind == ScriptTokenKind.Word && (token.Is("IDENTIFIED") || token.Is("CONNECTION") || token.Value.EndsWith("PASSWORD", StringComparison.OrdinalIgnoreCase));

    /// <summary>Rows of the schema mysql hold the hashes of passwords.</summary>
    private static bool NamesGrantTables(IReadOnlyList<ScriptToken> tokens) =>
        tokens.Count > 0 && tokens[0].IsAny("INSERT", "REPLACE", "UPDATE") && tokens.Take(8).Zip(tokens.Skip(1)).Any(pair => pair.First.IsName && pair.First.Value.Equals("mysql", StringComparison.OrdinalIgnoreCase) && pair.Second.IsSymbol('.'));
}
